import { expect, test } from 'vitest';
import { sizeOf } from './size';

test('sizes are told in the largest unit that they fill', () => {
  expect([999, 1500, 12_345, 123_456_789].map((size) => sizeOf(size, 'en'))).toEqual([
    '999 byte',
    '1.5 kB',
    '12 kB',
    '123 MB',
  ]);
});
