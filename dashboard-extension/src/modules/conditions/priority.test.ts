import { expect, test } from 'vitest';
import { priorityOf } from './priority';

test('a priority is a whole number in whatever width', () => {
  expect(['１０', ' -3 ', '0'].map(priorityOf)).toEqual([10, -3, 0]);
  expect(['', 'first', '1.5', '12345678'].map(priorityOf)).toEqual([null, null, null, null]);
});
