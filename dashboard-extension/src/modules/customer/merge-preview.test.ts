import { expect, test } from 'vitest';
import { mergePreview, type Mergeable } from './merge-preview';

const customer = (changes: Partial<Mergeable>): Mergeable => ({
  orderCount: 0,
  purchaseCount: 0,
  sources: [],
  totals: [],
  receipt: [],
  ...changes,
});

test('orders, purchases and sources of both', () => {
  const one = customer({ orderCount: 3, purchaseCount: 2, sources: ['yahoo', 'amazon'] });
  const other = customer({ orderCount: 1, purchaseCount: 0, sources: ['amazon'] });

  expect(mergePreview(one, other)).toEqual({
    orderCount: 4,
    purchaseCount: 2,
    sources: ['amazon', 'yahoo'],
    totals: [],
  });
});

test('money is added exactly, each currency by itself', () => {
  const one = customer({
    totals: [
      { currency: 'EUR', amount: '0.1' },
      { currency: 'JPY', amount: '9007199254740993' },
    ],
  });
  const other = customer({
    totals: [
      { currency: 'EUR', amount: '0.20' },
      { currency: 'USD', amount: '-5.05' },
    ],
  });

  expect(mergePreview(one, other).totals).toEqual([
    { currency: 'EUR', amount: '0.3' },
    { currency: 'JPY', amount: '9007199254740993' },
    { currency: 'USD', amount: '-5.05' },
  ]);
});
