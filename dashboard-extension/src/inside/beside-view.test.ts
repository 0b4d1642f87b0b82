import { expect, test } from 'vitest';
import type { BesideCustomerFragment, BesideHoldFragment } from '../generated/graphql';
import { holdsOf, labelsOf } from './beside-view';

const hold = (id: string, order: { source: string; number: string } | null) =>
  ({ id, order: order && { id, ...order } }) as BesideHoldFragment;
const customer = (openHolds: BesideHoldFragment[] | null) => ({ openHolds }) as BesideCustomerFragment;

test('the holds of this order come first; those of a mall order with the same number are others', () => {
  const mine = hold('1', { source: 'saleor', number: '21' });
  const others = [
    hold('2', { source: 'rakuten', number: '21' }),
    hold('3', { source: 'saleor', number: '22' }),
    hold('4', null),
  ];
  expect(holdsOf(customer([...others, mine]), '21')).toEqual({ here: [mine], elsewhere: others });
  expect(holdsOf(customer([mine]), null)).toEqual({ here: [], elsewhere: [mine] });
  expect(holdsOf(customer(null), '21')).toEqual({ here: [], elsewhere: [] });
});

test('a label of customer and order is shown once', () => {
  expect(labelsOf([{ text: 'a' }, { text: 'b' }], undefined, [{ text: 'b' }, { text: 'c' }])).toEqual([
    'a',
    'b',
    'c',
  ]);
});
