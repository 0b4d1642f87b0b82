import { expect, test } from 'vitest';
import { isNarrowedWatch, readWatch, watchVariables, writeWatch } from './watch-view-model';

const at = (address: string) => readWatch(new URLSearchParams(address));

test.each(['', 'q=%E4%B8%AD%E6%9D%91&level=VICTIM&marks=ended&size=50&after=x', 'before=y'])(
  'what was written is read: %s',
  (address) => {
    expect(writeWatch(at(address)).toString()).toBe(address);
  },
);

test('what cannot be is left out', () => {
  expect(at('level=ANGRY&marks=all&size=7')).toEqual(at(''));
});

test('the marks in force, unless those that ended are asked for', () => {
  expect(watchVariables(at(''))).toEqual({
    filter: { search: undefined, levels: undefined, inForce: true },
    first: 20,
    after: undefined,
  });
  expect(watchVariables(at('level=BLOCK&marks=ended&q=%20a')).filter).toEqual({
    search: 'a',
    levels: ['BLOCK'],
    inForce: false,
  });
});

test('search and filters narrow the list, pages do not', () => {
  expect(isNarrowedWatch(at('after=x&size=50'))).toBe(false);
  expect([at('q=a'), at('level=WATCH'), at('marks=ended')].map(isNarrowedWatch)).toEqual([true, true, true]);
});
