import { expect, test } from 'vitest';
import { fewOf } from './few';

const rows = Array.from({ length: 10_000 }, (_, at) => at);

test('of ten thousand a few, then fifty more each time', () => {
  expect(fewOf(rows, 5, 0)).toEqual({ shown: [0, 1, 2, 3, 4], rest: 9_995, next: 50 });
  expect(fewOf(rows, 5, 100).shown).toHaveLength(105);
});

test('the last ones are as many as there are', () => {
  expect(fewOf(rows.slice(0, 7), 5, 0)).toEqual({ shown: [0, 1, 2, 3, 4], rest: 2, next: 2 });
  expect(fewOf(rows.slice(0, 7), 5, 50)).toEqual({ shown: [0, 1, 2, 3, 4, 5, 6], rest: 0, next: 0 });
  expect(fewOf([], 5, 0)).toEqual({ shown: [], rest: 0, next: 0 });
});
