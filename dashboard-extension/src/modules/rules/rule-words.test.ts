import { expect, test } from 'vitest';
import { load, translator } from '../../i18n/translate';
import { actionWords, inLanguage } from './rule-words';

const action = {
  labelJa: null,
  reasonJa: '',
  at: null,
  label: null,
  group: null,
  level: null,
  reason: '',
  to: [],
};
await load('en');
const t = translator('en');
const groupOf = (slug: string) => ({ vip: 'Best ones' })[slug] ?? slug;

test('what an action does is said in words', () => {
  const said = [
    { ...action, do: 'HOLD', at: 'CAPTURE' } as const,
    { ...action, do: 'LABEL_CUSTOMER', label: '{group} <b>' } as const,
    { ...action, do: 'ADD_TO_GROUP', group: 'vip' } as const,
    { ...action, do: 'REMOVE_FROM_GROUP', group: 'gone' } as const,
    { ...action, do: 'WATCH', level: 'VICTIM' } as const,
    { ...action, do: 'NOTIFY', to: ['a@example.com', 'b@example.com'] } as const,
  ].map((one) => actionWords({ ...one, to: [...one.to] }, t, groupOf));
  expect(said).toEqual([
    'Holds the order before payment is captured',
    'Labels the customer “{group} <b>”',
    'Adds the customer to “Best ones”',
    'Keeps the customer out of “gone”',
    'Marks the customer as a victim of misuse',
    'Notifies a@example.com, b@example.com',
  ]);
});

test('shipped texts are told in the language', () => {
  const shipped = { ...action, do: 'LABEL_ORDER', label: 'Watch', labelJa: '要注意', to: [] } as const;
  expect(inLanguage('ja')({ ...shipped, to: [] }).label).toBe('要注意');
  expect(inLanguage('en')({ ...shipped, to: [] }).label).toBe('Watch');
});
