import { expect, test } from 'vitest';
import { howMany, shown, toggled, toggledPage } from './selection';

const set = (...ids: string[]) => new Set(ids);

test('a row is taken in and out', () => {
  const before = set('a');
  expect(toggled(before, 'b')).toEqual(set('a', 'b'));
  expect(toggled(before, 'a')).toEqual(set());
  expect(before).toEqual(set('a'));
});

test('the whole page, and then none', () => {
  expect(toggledPage(set('a'), ['a', 'b'])).toEqual(set('a', 'b'));
  expect(toggledPage(set('a', 'b'), ['a', 'b'])).toEqual(set());
  expect([set(), set('a'), set('a', 'b')].map((chosen) => howMany(chosen, ['a', 'b']))).toEqual([
    'none',
    'some',
    'all',
  ]);
  expect(howMany(set('a'), [])).toBe('none');
});

test('what is not shown any more is not chosen any more', () => {
  expect(shown(set('c', 'gone', 'a'), ['a', 'b', 'c'])).toEqual(['a', 'c']);
});
