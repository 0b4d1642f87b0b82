import { expect, test } from 'vitest';
import { bars, percent, signed } from './weights';

test('what is absent is no bar, and what speaks against goes the other way', () => {
  const found = bars([
    { field: 'name', level: 'given_equal', weight: 4.5 },
    { field: 'phone', level: 'equal', weight: 30 },
    { field: 'email', level: 'absent', weight: 0 },
    { field: 'address', level: 'differs', weight: -1.5 },
  ]);

  expect(found).toEqual([
    { field: 'name', level: 'given_equal', weight: 4.5, length: 0.3, against: false },
    { field: 'phone', level: 'equal', weight: 30, length: 1, against: false },
    { field: 'address', level: 'differs', weight: -1.5, length: 0.1, against: true },
  ]);
});

test.each([
  [0.999999, 99.9],
  [0.9, 90],
  [0.9567, 95.6],
])('%d is %d per cent', (probability, shown) => {
  expect(percent(probability)).toBe(shown);
});

test.each([
  [4.91, '+4.9'],
  [-1.42, '−1.4'],
  [0, '0.0'],
  [-0.04, '0.0'],
])('%d is written %s', (weight, shown) => {
  expect(signed(weight)).toBe(shown);
});
