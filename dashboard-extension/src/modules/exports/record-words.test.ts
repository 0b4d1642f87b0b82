import { beforeAll, expect, test } from 'vitest';
import { load, translator } from '../../i18n/translate';
import { recordWords } from './record-words';

beforeAll(() => Promise.all([load('en'), load('ja')]));

const details = (asked: unknown) => [
  { name: 'asked', value: JSON.stringify(asked) },
  { name: 'kind', value: 'csv-cp932' },
  { name: 'what', value: 'customers' },
];

test('filters are told in words, and of a search only that there was one', () => {
  const entry = {
    action: 'export',
    details: details({ search: true, sources: ['rakuten'], min_purchases: 2 }),
  };
  expect(recordWords(entry, translator('en'), 'en')).toEqual({
    did: 'Customers as CSV (CP932, Shift_JIS)',
    about: 'a search, source: Rakuten, purchases from 2',
  });
  expect(recordWords(entry, translator('ja'), 'ja').about).toBe('検索あり、受注元：楽天、購入2回以上');
});

test('without filters it says so, and what it does not know by name stays as it is', () => {
  const of = (asked: unknown) =>
    recordWords({ action: 'export', details: details(asked) }, translator('en'), 'en');
  expect([of({}).about, of({ newly: [1] }).about]).toEqual(['no filters', 'newly']);
});

test('what was written tells its rows', () => {
  const entry = {
    action: 'export_written',
    details: [
      { name: 'kind', value: 'xlsx' },
      { name: 'rows', value: '1' },
      { name: 'what', value: 'orders' },
    ],
  };
  expect(recordWords(entry, translator('en'), 'en')).toEqual({
    did: 'Orders as Excel workbook: written',
    about: '1 row',
  });
});
