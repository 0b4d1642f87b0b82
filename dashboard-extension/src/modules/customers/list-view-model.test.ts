import { describe, expect, test } from 'vitest';
import {
  asked,
  isCountedToTheEnd,
  isNarrowed,
  readState,
  sortAfterClick,
  variables,
  writeState,
  type ListState,
} from './list-view-model';

const at = (address: string): ListState => readState(new URLSearchParams(address));

describe('the address and the list', () => {
  test('an empty address is the list as it always is', () => {
    expect(at('')).toEqual({
      search: '',
      source: '',
      purchases: '',
      sort: 'PURCHASES_DESC',
      size: 20,
      page: {},
    });
    expect(writeState(at('')).toString()).toBe('');
  });

  test.each([
    'q=%E5%B1%B1%E7%94%B0&source=rakuten&purchases=2&sort=NAME_ASC&size=50&after=x',
    'q=a%26b&before=y',
    'sort=TOTAL_ASC',
  ])('what was written is read: %s', (address) => {
    expect(writeState(at(address)).toString()).toBe(address);
  });

  test('what cannot be is left out', () => {
    expect(at('size=7&sort=AGE&purchases=3&after=')).toEqual(at(''));
  });
});

test('another question begins at its first page', () => {
  expect(asked(at('q=a&after=x'), { search: 'b' })).toEqual(at('q=b'));
});

test('the list is narrowed by search and filters, not by order or page', () => {
  expect(isNarrowed(at('sort=NAME_ASC&after=x&size=50'))).toBe(false);
  expect(isNarrowed(at('purchases=0'))).toBe(true);
});

test('a search is counted so far, a list to its end', () => {
  expect(isCountedToTheEnd(at('q=a'), 4999)).toBe(true);
  expect(isCountedToTheEnd(at('q=a'), 5000)).toBe(false);
  expect(isCountedToTheEnd(at('q=%20&source=rakuten'), 1_000_000)).toBe(true);
});

describe('what is asked for', () => {
  test('nothing that was not chosen', () => {
    expect(variables(at('q=%20'), 'ja')).toEqual({
      search: undefined,
      filter: {
        sources: undefined,
        hasOrders: undefined,
        minPurchases: undefined,
        maxPurchases: undefined,
      },
      sort: 'PURCHASES_DESC',
      language: 'JA',
      first: 20,
      after: undefined,
    });
  });

  test.each([
    ['0', 0, 0],
    ['1', 1, 1],
    ['2', 2, undefined],
    ['4', 4, undefined],
  ])('%s purchases', (purchases, least, most) => {
    expect(variables(at(`purchases=${purchases}`), 'en').filter).toEqual({
      sources: undefined,
      hasOrders: undefined,
      minPurchases: least,
      maxPurchases: most,
    });
  });
});

test.each([
  ['ordered', true],
  ['registered', false],
])('%s', (purchases, hasOrders) => {
  expect(variables(at(`purchases=${purchases}`), 'en').filter).toEqual({
    sources: undefined,
    hasOrders,
    minPurchases: undefined,
    maxPurchases: undefined,
  });
});

test('a click on the column that is sorted by turns it round', () => {
  const column = ['NAME_ASC', 'NAME_DESC'] as const;
  expect(sortAfterClick('PURCHASES_DESC', column)).toBe('NAME_ASC');
  expect(sortAfterClick('NAME_ASC', column)).toBe('NAME_DESC');
  expect(sortAfterClick('NAME_DESC', column)).toBe('NAME_ASC');
});
