import { beforeAll, expect, test } from 'vitest';
import { load, translator } from '../../i18n/translate';
import { expiredWords, fieldWords } from './expired-words';
import { FIELDS } from './terms-form';

beforeAll(() => Promise.all([load('en'), load('ja')]));

const details = (expired: unknown, results: number) => [
  { name: 'expired', value: JSON.stringify(expired) },
  { name: 'results', value: String(results) },
];

test('what went is told by source, with its fields', () => {
  const told = details({ amazon: { orders: 1, fields: ['phone', 'postal_code'] } }, 2);
  expect(expiredWords(told, translator('en'), 'en')).toEqual([
    'Amazon: 1 order (phone, postal code)',
    '2 results of imports',
  ]);
  expect(expiredWords(told, translator('ja'), 'ja')).toEqual([
    'Amazon：注文1件（電話、郵便番号）',
    '取り込み結果2件',
  ]);
});

test('a run that found nothing says so', () => {
  expect(expiredWords(details({}, 0), translator('en'), 'en')).toEqual(['nothing was due']);
});

test('all fields are everything', () => {
  expect(fieldWords(FIELDS, translator('en'))).toBe('everything of the people');
});
