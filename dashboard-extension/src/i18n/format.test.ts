import { expect, test } from 'vitest';
import { ago, day, money, sourceName, totals } from './format';

test('money is written as the language does, whatever the currency', () => {
  expect(money('12300.00', 'JPY', 'en')).toBe('¥12,300');
  expect(money('12300.5', 'EUR', 'en')).toBe('€12,300.50');
  expect(money('12300', 'points', 'en')).toBe('12,300 points');
  expect(money('much', 'JPY', 'en')).toBe('much JPY');
});

test('several currencies stand beside each other', () => {
  expect(
    totals(
      [
        { amount: '1', currency: 'USD' },
        { amount: '200', currency: 'JPY' },
      ],
      'en',
    ),
  ).toBe('$1.00 · ¥200');
  expect(totals([], 'en')).toBe('');
});

test('a day that is not known is a dash', () => {
  expect(day(null, 'en')).toBe('–');
  expect(day('2024-05-22T12:00:00+09:00', 'en')).toBe('May 22, 2024');
});

test('a source without a name of its own is shown as it is called', () => {
  expect(sourceName('rakuten', 'ja')).toBe('楽天');
  expect(sourceName('nextengine', 'ja')).toBe('ネクストエンジン');
  expect(sourceName('nextengine', 'en')).toBe('NEXT ENGINE');
  expect(sourceName('market stall', 'ja')).toBe('market stall');
});

test('how long ago, in the largest unit that it fills', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const told = (moment: string) => ago(moment, 'en', now);
  expect(told('2026-11-22T11:59:30Z')).toBe('this minute');
  expect(told('2026-11-22T11:01:00Z')).toBe('59 minutes ago');
  expect(told('2026-11-22T10:30:00Z')).toBe('1 hour ago');
  expect(told('2026-11-20T11:00:00Z')).toBe('2 days ago');
  expect(told('2025-11-01T12:00:00Z')).toBe('last year');
  expect(told('2026-11-22T12:00:09Z')).toBe('this minute');
  expect(ago('2026-11-20T11:00:00Z', 'ja', now)).toBe('一昨日');
  expect(ago('2026-11-19T11:00:00Z', 'ja', now)).toBe('3 日前');
});
