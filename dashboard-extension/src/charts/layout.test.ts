import { describe, expect, test } from 'vitest';
import { widthOf, type ChartData, type ChartKind } from './data';
import { layoutOf } from './layout';

const data: ChartData = {
  labels: ['May', 'June', 'July'],
  series: [
    { name: 'kept', values: [2, 0, 4] },
    { name: 'cancelled', values: [1, null, 4], tone: 'bad' },
  ],
};
const at = (kind: ChartKind, given: ChartData = data) =>
  layoutOf({ kind, data: given, width: 640, height: 240, format: (value) => `${value} orders` });

describe('bars', () => {
  test('stand side by side on the zero line, as high as their values', () => {
    const { bars, zero } = at('bars');
    expect(bars).toHaveLength(5);
    for (const bar of bars) expect(bar.y + bar.height).toBeCloseTo(zero);
    const [may, june, july] = bars.filter((bar) => bar.tone === 'one');
    expect(june?.height).toBe(0);
    expect(july?.height).toBeCloseTo(2 * (may?.height ?? 0));
    const beside = bars.find((bar) => bar.told === 'May · cancelled · 1 orders');
    expect(beside?.x).toBeCloseTo((may?.x ?? 0) + (may?.width ?? 0));
  });

  test('below zero they hang from the line', () => {
    const { bars, zero } = at('bars', { labels: ['May'], series: [{ name: 'x', values: [-3] }] });
    expect(bars[0]?.y).toBeCloseTo(zero);
    expect(bars[0]?.told).toBe('May · -3 orders');
  });
});

describe('stacked bars', () => {
  test('stand on each other, without those of nothing', () => {
    const { bars, zero } = at('stacked');
    expect(bars.map((bar) => bar.told)).toEqual([
      'May · kept · 2 orders',
      'July · kept · 4 orders',
      'May · cancelled · 1 orders',
      'July · cancelled · 4 orders',
    ]);
    const [, lower, , upper] = bars;
    expect((lower?.y ?? 0) + (lower?.height ?? 0)).toBeCloseTo(zero);
    expect((upper?.y ?? 0) + (upper?.height ?? 0)).toBeCloseTo(lower?.y ?? 0);
    expect(upper?.x).toBe(lower?.x);
  });
});

describe('lines', () => {
  test('are broken where nothing is known, and told apart by their dashes', () => {
    const { lines, bars } = at('lines');
    expect(bars).toEqual([]);
    const [kept, cancelled] = lines;
    expect(kept?.points).toHaveLength(3);
    expect(cancelled?.points.map((point) => point.told)).toEqual([
      'May · cancelled · 1 orders',
      'July · cancelled · 4 orders',
    ]);
    expect(kept?.path.match(/M/g)).toHaveLength(1);
    expect(cancelled?.path.match(/M/g)).toHaveLength(2);
    expect(kept?.dashes).not.toBe(cancelled?.dashes);
  });
});

describe('axes', () => {
  test('begin at 0 and have room for what they say; whole numbers have none between them', () => {
    const { ticks, left, zero } = at('bars');
    expect(ticks.map((tick) => tick.text)).toEqual([
      '0 orders',
      '1 orders',
      '2 orders',
      '3 orders',
      '4 orders',
    ]);
    expect(ticks[0]?.y).toBe(zero);
    expect(left).toBeGreaterThan(8 * 6);
    expect(at('bars', { labels: ['May'], series: [{ name: 'x', values: [1] }] }).ticks).toHaveLength(2);
    const shares = at('lines', { labels: ['May'], series: [{ name: 'x', values: [0.5] }] });
    expect(shares.ticks.length).toBeGreaterThan(2);
  });

  test('labels stand below the middle of their bars', () => {
    const { labels, bars } = at('stacked');
    expect(labels.map((label) => label.text)).toEqual(['May', 'June', 'July']);
    expect(labels[0]?.x).toBeCloseTo((bars[0]?.x ?? 0) + (bars[0]?.width ?? 0) / 2);
  });

  test('the labels at the ends are not cut off', () => {
    const months = Array.from({ length: 120 }, (_, month) => `2026-${month}-a-long-one`);
    const values = months.map(() => 1);
    const { labels } = at('bars', { labels: months, series: [{ name: 'x', values }] });
    const half = widthOf(months[119] ?? '') / 2;
    expect(labels.at(-1)).toEqual({ x: 640 - half, text: months[119] });
    for (const label of labels) expect(label.x).toBeGreaterThanOrEqual(widthOf(label.text) / 2);
  });

  test('nothing at all is drawn without a fault', () => {
    for (const kind of ['bars', 'stacked', 'lines'] as const) {
      const nothing = at(kind, { labels: [], series: [] });
      expect(nothing.bars).toEqual([]);
      expect(nothing.lines).toEqual([]);
      expect(Number.isFinite(nothing.zero)).toBe(true);
    }
  });
});
