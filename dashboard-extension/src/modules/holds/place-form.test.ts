import { expect, test } from 'vitest';
import { holdable, placeShape } from './place-form';

const faultsOf = (reason: string) =>
  placeShape
    .safeParse({ point: 'FULFIL', reason, note: '' })
    .error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

test('a reason is wanted, spaces are none, and 500 characters are the most', () => {
  expect(faultsOf('  ')).toEqual([['reason', 'reason_required']]);
  expect(faultsOf('x'.repeat(501))).toEqual([['reason', 'refused_hold_reason']]);
  expect(faultsOf(` ${'x'.repeat(500)} `)).toEqual([]);
});

test('only what has not left can be held', () => {
  const orders = ['PLACED', 'FULFILLED', 'CANCELLED', 'RETURNED', 'UNFINISHED'].map((status) => ({ status }));
  expect(holdable(orders)).toEqual([{ status: 'PLACED' }]);
});
