import { beforeAll, describe, expect, test, vi } from 'vitest';
import { en, type Key } from './en';
import { ja } from './ja';
import { load, translator } from './translate';

const forms = (text: string | { one: string; other: string }): string[] =>
  typeof text === 'string' ? [text] : [text.one, text.other];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

describe('the catalogues', () => {
  test('say the same things', () => {
    expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort());
  });

  test.each(Object.keys(en) as Key[])('%s has the same places in both, and is not empty', (key) => {
    const told = forms(en[key]).map(places);
    for (const text of forms(ja[key])) expect(told).toContainEqual(places(text));
    for (const text of [...forms(en[key]), ...forms(ja[key])]) expect(text.trim()).not.toBe('');
  });
});

describe('translator', () => {
  beforeAll(() => Promise.all([load('en'), load('ja')]));

  test('chooses the form by the count and writes numbers as the language does', () => {
    expect(translator('en')('orders', { count: 1 })).toBe('1 order');
    expect(translator('en')('orders', { count: 12345 })).toBe('12,345 orders');
    expect(translator('ja')('orders', { count: 1 })).toBe('注文 1件');
  });

  test('leaves text that was filled in as it is, braces included', () => {
    expect(translator('en')('import_of', { files: '{count}.csv' })).toBe('Import of {count}.csv');
  });
});

test('speaks no language that was not loaded', async () => {
  vi.resetModules();
  const fresh = await import('./translate');
  expect(() => fresh.translator('ja')).toThrow('The texts of ja are not loaded.');
  await fresh.load('ja');
  expect([fresh.isLoaded('ja'), fresh.isLoaded('en')]).toEqual([true, false]);
  expect(fresh.translator('ja')('close')).toBe('閉じる');
  expect([fresh.spokenFor('ja'), fresh.spokenFor('en')]).toEqual(['ja', 'ja']);
});
