import { expect, test } from 'vitest';
import { readSettings } from './settings';

test('what each host says, and nothing at all', () => {
  expect(readSettings('')).toEqual({
    host: 'standalone',
    base: '/',
    endpoint: '/graphql/',
    language: 'en',
    csrf: '',
    user: '',
  });
  const saleor = {
    host: 'saleor',
    base: '/x/',
    endpoint: '/graphql/',
    dashboards: ['https://d.example.com'],
  };
  expect(readSettings(JSON.stringify(saleor))).toEqual({ ...saleor, language: 'en' });
});

test('a host that is none, and a dashboard that is not named, are refused', () => {
  expect(() => readSettings('{"host": "another"}')).toThrow();
  expect(() => readSettings('{"host": "saleor"}')).toThrow();
});
