import { expect, test } from 'vitest';
import { isAccount, numberOf, timeline } from './timeline';

const order = (number: string, placedAt: string | null) => ({
  id: number,
  number,
  status: 'PLACED',
  placedAt,
});
const account = (number: string, placedAt: string | null) => ({
  id: number,
  number: `@${number}`,
  status: 'ACCOUNT',
  placedAt,
});

test('a registration stands among the orders where it happened', () => {
  const orders = [order('3', '2024-03-01T00:00:00Z'), order('2', '2024-02-01T00:00:00Z'), order('1', null)];
  const accounts = [
    account('b', null),
    account('a', '2024-02-15T00:00:00Z'),
    account('c', '2025-01-01T00:00:00Z'),
  ];
  expect(timeline(orders, accounts).map(({ id }) => id)).toEqual(['c', '3', 'a', '2', '1', 'b']);
});

test('of somebody who never ordered only registrations are there', () => {
  expect(timeline([], [account('a', null)]).map(({ id }) => id)).toEqual(['a']);
  expect(timeline([order('1', null)], []).map(({ id }) => id)).toEqual(['1']);
});

test('the mark of accounts is not shown', () => {
  expect(numberOf('@7')).toEqual({ number: '7', member: true });
  expect(numberOf('7@')).toEqual({ number: '7@', member: false });
  expect([isAccount(account('a', null)), isAccount(order('1', null))]).toEqual([true, false]);
});
