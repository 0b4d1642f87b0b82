import { expect, test } from 'vitest';
import { moved, stepOf } from './list-keys';

const KEYS = { j: 'down', k: 'up', m: 'merge' } as const;
const pressed = (key: string, changes = {}) =>
  stepOf(KEYS, { key, ctrlKey: false, altKey: false, metaKey: false, typing: false, ...changes });

test('keys decide, small and capital', () => {
  expect(['j', 'K', 'm', 'x'].map((key) => pressed(key))).toEqual(['down', 'up', 'merge', null]);
});

test('neither while typing nor as a shortcut of the browser', () => {
  expect(pressed('m', { typing: true })).toBeNull();
  expect(pressed('k', { ctrlKey: true })).toBeNull();
});

test('the ends are the ends', () => {
  expect(moved(0, 'up', 3)).toBe(0);
  expect(moved(1, 'down', 3)).toBe(2);
  expect(moved(2, 'down', 3)).toBe(2);
  expect(moved(5, 'down', 0)).toBe(0);
  expect(moved(5, 'up', 3)).toBe(2);
});
