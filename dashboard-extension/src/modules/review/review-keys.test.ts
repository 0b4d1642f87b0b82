import { expect, test } from 'vitest';
import { moved, stepOf } from './review-keys';

const pressed = (key: string, changes = {}) =>
  stepOf({ key, ctrlKey: false, altKey: false, metaKey: false, typing: false, ...changes });

test('keys decide, small and capital', () => {
  expect(['j', 'K', 'm', 'o', 'x'].map((key) => pressed(key))).toEqual(['down', 'up', 'merge', 'open', null]);
});

test('neither while typing nor as a shortcut of the browser', () => {
  expect(pressed('m', { typing: true })).toBeNull();
  expect(pressed('o', { ctrlKey: true })).toBeNull();
});

test('the ends are the ends', () => {
  expect(moved(0, 'up', 3)).toBe(0);
  expect(moved(2, 'down', 3)).toBe(2);
  expect(moved(1, 'merge', 3)).toBe(1);
  expect(moved(5, 'down', 0)).toBe(0);
});
