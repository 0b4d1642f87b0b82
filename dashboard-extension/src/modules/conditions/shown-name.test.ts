import { expect, test } from 'vitest';
import { shownName } from './shown-name';

test('a shipped name is said in each language; one that people gave is theirs', () => {
  const preset = { en: 'Repeat', ja: 'リピーター' };
  expect(shownName({ name: 'Repeat', preset }, 'ja')).toBe('リピーター');
  expect(shownName({ name: 'Repeat', preset }, 'en')).toBe('Repeat');
  expect(shownName({ name: 'Friends', preset }, 'ja')).toBe('Friends');
  expect(shownName({ name: 'Repeat', preset: null }, 'ja')).toBe('Repeat');
});
