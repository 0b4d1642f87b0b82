import { expect, test } from 'vitest';
import { faultWords } from './fault-words';

test.each([
  ["is greater than 'to': the range is turned round", 'fault_turned', {}],
  ['is not between 0 and 1000000000', 'fault_between', { low: '0', high: '1000000000' }],
  ['is not between the years 1900 and 2999', 'fault_years', { low: '1900', high: '2999' }],
  ['is missing (customer.total_spent needs it)', 'fault_empty', {}],
  ["there is no group 'gone'", 'fault_no_group', { slug: 'gone' }],
  ['depends on itself: a → b → a', 'fault_circle', { way: 'a → b → a' }],
  ['has a repeat inside a repeat', 'fault_runaway', {}],
  ['could take too long: too many ways to match', 'fault_runaway', {}],
  ['must be a text of at most 50 characters', 'fault_label', { most: '50' }],
  ['must be a text of at most 500 characters', 'fault_long', { most: '500' }],
  ['must be a text of 1 to 200 characters', 'fault_text', { most: '200' }],
])('%s', (message, key, values) => {
  expect(faultWords(message)).toEqual({ key, values });
});

test('what has no words of ours is left to the server', () => {
  expect(faultWords('looks back, which is not known here')).toBeNull();
  expect(faultWords('this is empty')).toBeNull();
});
