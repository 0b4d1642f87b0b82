import { describe, expect, test } from 'vitest';
import { askedOf, isNarrowedQueue, meant, queueVariables, readQueue, writeQueue } from './holds-view-model';

const at = (address: string) => readQueue(new URLSearchParams(address));
const filterOf = (address: string) => queueVariables(at(address), 'en').filter;

describe('the address and the queue', () => {
  test('an empty address is all that is open, newest first', () => {
    expect(queueVariables(at(''), 'ja')).toEqual({
      filter: {
        states: ['OPEN'],
        search: undefined,
        customer: undefined,
        sources: undefined,
        points: undefined,
        rules: undefined,
        mine: undefined,
        owner: undefined,
      },
      sort: 'NEWEST',
      language: 'JA',
      first: 20,
      after: undefined,
    });
    expect(writeQueue(at('')).toString()).toBe('');
  });

  test.each([
    'state=closed&q=1013&customer=7K2M-9QXD-4T1B&source=rakuten&point=FULFIL&owner=mine&rule=x&sort=OLDEST&size=50&after=y',
    'owner=nobody&before=z',
  ])('what was written is read: %s', (address) => {
    expect(writeQueue(at(address)).toString()).toBe(address);
  });

  test('what cannot be is left out', () => {
    expect(at('state=half&point=PACK&owner=7&size=7&sort=AGE')).toEqual(at(''));
  });
});

test('another question begins at its first page', () => {
  expect(askedOf(at('q=a&after=x'), { point: 'CAPTURE' })).toEqual(at('q=a&point=CAPTURE'));
});

test('filters narrow the queue, its order and pages do not', () => {
  expect(isNarrowedQueue(at('sort=OLDEST&size=50&after=x'))).toBe(false);
  for (const address of [
    'state=all',
    'q=a',
    'customer=x',
    'source=a',
    'point=FULFIL',
    'owner=mine',
    'rule=x',
  ]) {
    expect(isNarrowedQueue(at(address))).toBe(true);
  }
});

test('mine, nobody’s, and closed in either way', () => {
  expect(filterOf('owner=mine')).toMatchObject({ mine: true, owner: undefined });
  expect(filterOf('owner=nobody')).toMatchObject({ mine: undefined, owner: '' });
  expect(filterOf('state=closed')?.states).toEqual(['RELEASED', 'CANCELLED']);
});

describe('what a key or a button is about', () => {
  const rows = [
    { id: 'a', state: 'OPEN' },
    { id: 'b', state: 'RELEASED' },
    { id: 'c', state: 'OPEN' },
  ];
  test('what is chosen goes before the row that one is at', () => {
    expect(meant(rows, ['c', 'a'], 1).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(meant(rows, [], 2).map(({ id }) => id)).toEqual(['c']);
  });
  test('what is closed already is left out', () => {
    expect(meant(rows, ['b', 'c'], 0).map(({ id }) => id)).toEqual(['c']);
    expect(meant(rows, [], 1)).toEqual([]);
    expect(meant([], [], 0)).toEqual([]);
  });
});
