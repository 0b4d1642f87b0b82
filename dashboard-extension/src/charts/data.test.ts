import { describe, expect, test } from 'vitest';
import { extentOf, isEmpty, isWhole, shownLabels, toneOf, type ChartData } from './data';

const chart = (...rows: (number | null)[][]): ChartData => ({
  labels: (rows[0] ?? []).map((_, at) => `label ${at}`),
  series: rows.map((values, at) => ({ name: `series ${at}`, values })),
});

test('a series has its own colour, or the next; after six they begin again', () => {
  const { series } = chart(...Array.from({ length: 7 }, () => [1]));
  expect(series.map((_, at) => toneOf(series, at))).toEqual([
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'one',
  ]);
  expect(toneOf([{ name: 'cancelled', values: [], tone: 'bad' }], 0)).toBe('bad');
});

describe('extentOf', () => {
  test('reaches from 0 to the greatest value; stacked, to the greatest sum', () => {
    const data = chart([1, 5, 2], [4, 3, 2]);
    expect(extentOf(data, 'bars')).toEqual([0, 5]);
    expect(extentOf(data, 'lines')).toEqual([0, 5]);
    expect(extentOf(data, 'stacked')).toEqual([0, 8]);
  });

  test('values below 0 are stacked downwards, by themselves', () => {
    const data = chart([1, -5], [-4, -3]);
    expect(extentOf(data, 'bars')).toEqual([-5, 1]);
    expect(extentOf(data, 'stacked')).toEqual([-8, 1]);
  });

  test('what is not known, and nothing at all', () => {
    expect(extentOf(chart([null, 2]), 'lines')).toEqual([0, 2]);
    expect(extentOf({ labels: [], series: [] }, 'bars')).toEqual([0, 0]);
  });
});

test('whole numbers and zeros are noticed', () => {
  expect(isWhole(chart([1, null], [2, 3]))).toBe(true);
  expect(isWhole(chart([1, 2], [2, 0.5]))).toBe(false);
  expect(isEmpty(chart([0, null], [0, 0]))).toBe(true);
  expect(isEmpty(chart([0, 0], [0, 1]))).toBe(false);
});

describe('shownLabels', () => {
  const months = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`);

  test('all of them when there is room', () => {
    expect(shownLabels(months, 100)).toHaveLength(12);
  });

  test('else every other one or fewer, the newest always', () => {
    expect(shownLabels(months, 40)).toEqual([1, 3, 5, 7, 9, 11]);
    expect(shownLabels(months, 1)).toEqual([11]);
  });

  test('Japanese signs are wider, and none is no fault', () => {
    expect(shownLabels(['二〇二六年一月', '二〇二六年二月'], 70)).toEqual([1]);
    expect(shownLabels([], 0)).toEqual([]);
  });
});
