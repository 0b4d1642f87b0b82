import { afterEach, expect, test, vi } from 'vitest';
import { keepLocale, languageOf } from './locale';

afterEach(() => vi.unstubAllGlobals());

function browser(language: string, kept: Record<string, string> | null) {
  vi.stubGlobal('navigator', { language });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => {
      if (!kept) throw new DOMException('not here', 'SecurityError');
      return kept[key] ?? null;
    },
    setItem: (key: string, value: string) => {
      if (!kept) throw new DOMException('not here', 'SecurityError');
      kept[key] = value;
    },
  });
}

test('the dashboard says the language, else the browser', () => {
  browser('ja-JP', {});
  expect([languageOf(null), languageOf('en'), languageOf('ja'), languageOf('de')]).toEqual([
    'ja',
    'en',
    'ja',
    'en',
  ]);
});

test('what the dashboard said before stands when it says nothing', () => {
  browser('en-US', {});
  keepLocale('ja');
  keepLocale(null);
  expect([languageOf(null), languageOf('en')]).toEqual(['ja', 'en']);
});

test('where nothing can be kept, the browser says it', () => {
  browser('ja', null);
  keepLocale('en');
  expect(languageOf(null)).toBe('ja');
});
