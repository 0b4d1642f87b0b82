import { expect, test } from 'vitest';
import { day, money, sourceName, totals } from './format';

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
  expect(sourceName('market stall', 'ja')).toBe('market stall');
});
