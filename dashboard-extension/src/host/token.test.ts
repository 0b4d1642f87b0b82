import { expect, test } from 'vitest';
import { endOf, isOver } from './token';

const tokenOf = (payload: unknown) =>
  `head.${btoa(JSON.stringify(payload)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.sign`;

test('when a token ends', () => {
  expect(endOf(tokenOf({ exp: 1795316330, name: 'ÿ~~?>' }))).toBe(1795316330);
  for (const none of ['', 'x', 'a.b.c', tokenOf({}), tokenOf(null), tokenOf({ exp: 'soon' })])
    expect(endOf(none)).toBeNull();
});

test('it is over a little before it ends; one that does not say is for the server to judge', () => {
  const token = tokenOf({ exp: 1000 });
  expect(isOver(token, 990_000)).toBe(false);
  expect(isOver(token, 996_000)).toBe(true);
  expect(isOver('opaque', 9e15)).toBe(false);
});
