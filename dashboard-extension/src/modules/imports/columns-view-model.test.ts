import { expect, test } from 'vitest';
import {
  fieldsOf,
  guessedMeanings,
  isSayable,
  lookOf,
  mappingText,
  meaningsOf,
  problemsOf,
  type Guess,
  type Meaning,
  type Said,
} from './columns-view-model';

const column = (name: string, field: Guess['columns'][number]['field'] = null, confidence = 0.9) => ({
  column: name,
  field,
  confidence,
  reasons: [],
  samples: [],
});
const GUESS: Guess = {
  fileFormat: null,
  savedMapping: null,
  rows: 2,
  columns: [
    column('No', 'ORDER_NUMBER'),
    column('First', 'NAME'),
    column('Last', 'NAME'),
    column('TEL', 'PHONE'),
    column('携帯', 'PHONE'),
    column('メール', 'EMAIL'),
    column('状態', 'STATUS', 0.6),
    column('memo "x"\u007f'),
  ],
  fields: [
    { field: 'ORDER_NUMBER', alternatives: [['No']] },
    { field: 'NAME', alternatives: [['Last', 'First']] },
    { field: 'PHONE', alternatives: [['TEL'], ['携帯']] },
    { field: 'EMAIL', alternatives: [['メール']] },
    { field: 'STATUS', alternatives: [['状態']] },
  ],
  missing: [],
  unknownStates: ['倉庫'],
  mapping: '[columns]\n',
};
const said = (changes: Partial<Said>): Said => ({
  accounts: false,
  meanings: guessedMeanings(GUESS),
  source: 'oldcart',
  currency: '',
  states: {},
  ...changes,
});

test('a second telephone number is one of its own', () => {
  expect(guessedMeanings(GUESS)).toEqual([
    'ORDER_NUMBER',
    'NAME',
    'NAME',
    'PHONE',
    'PHONE_2',
    'EMAIL',
    'STATUS',
    '',
  ]);
});

test('the guess left as it is says what was guessed, the family name first', () => {
  expect([...fieldsOf(GUESS, guessedMeanings(GUESS))]).toEqual([
    ['ORDER_NUMBER', [['No']]],
    ['STATUS', [['状態']]],
    ['NAME', [['Last', 'First']]],
    ['EMAIL', [['メール']]],
    ['PHONE', [['TEL'], ['携帯']]],
  ]);
});

test('what was corrected stands as in the file', () => {
  const meanings: Meaning[] = ['ORDER_NUMBER', 'ADDRESS', 'ADDRESS', 'PHONE', 'PHONE', 'EMAIL', 'EMAIL', ''];
  expect([...fieldsOf(GUESS, meanings)]).toEqual([
    ['ORDER_NUMBER', [['No']]],
    ['EMAIL', [['メール'], ['状態']]],
    ['PHONE', [['TEL', '携帯']]],
    ['ADDRESS', [['First', 'Last']]],
  ]);
});

test('the mapping file, with names that would end a text', () => {
  expect(mappingText(GUESS, said({ currency: 'JPY', states: { 倉庫: 'fulfilled' } }))).toBe(
    [
      '[file]',
      '"source" = "oldcart"',
      '"currency" = "JPY"',
      '',
      '[columns]',
      '"order_number" = [["No"]]',
      '"status" = [["状態"]]',
      '"name" = [["Last","First"]]',
      '"email" = ["メール"]',
      '"phone" = [["TEL"],["携帯"]]',
      '',
      '[status]',
      '"倉庫" = "fulfilled"',
      '',
      '[seen]',
      '"columns" = ["No","First","Last","TEL","携帯","メール","状態","memo \\"x\\"\\u007f"]',
      '',
    ].join('\n'),
  );
});

test('quotation marks that are none are told as they were guessed', () => {
  const guess = { ...GUESS, mapping: '[file]\nquotes = "none"\n\n[columns]\n' };
  expect(mappingText(guess, said({}))).toContain('"quotes" = "none"');
  expect(mappingText(GUESS, said({}))).not.toContain('quotes');
});

test('how a row looks', () => {
  expect(lookOf('NAME', 'NAME', 0.8)).toBe('certain');
  expect(lookOf('NAME', 'NAME', 0.79)).toBe('check');
  expect(lookOf('NAME', '', 0.9)).toBe('changed');
  expect(lookOf('', '', 0)).toBe('unused');
});

test('what is to be put right before it can be tried', () => {
  expect(isSayable(problemsOf(said({})))).toBe(true);
  expect(problemsOf(said({ source: '' })).source).toBe(true);
  expect(problemsOf(said({ source: 'Old Cart' })).source).toBe(true);
  expect(problemsOf(said({ source: '', meanings: ['ORDER_NUMBER', 'SOURCE'] })).source).toBe(false);
  expect(problemsOf(said({ currency: 'YEN!' })).currency).toBe(true);
  expect(problemsOf(said({ meanings: ['NAME'] })).number).toBe(true);
  expect(problemsOf(said({ meanings: ['ORDER_NUMBER', 'NAME', 'ORDER_NUMBER', 'NAME'] })).twice).toEqual([2]);
});

test('of accounts other things are said, and their number is asked for', () => {
  expect(meaningsOf(true)).toEqual([
    'ACCOUNT_NUMBER',
    'REGISTERED_AT',
    'STATUS',
    'SOURCE',
    'NAME',
    'KANA',
    'EMAIL',
    'PHONE',
    'PHONE_2',
    'POSTAL_CODE',
    'ADDRESS',
    'BIRTHDAY',
    'COMPANY',
    'MEMBER_ID',
    'GROUP',
    'POINTS',
    'NEWSLETTER',
    'NOTE',
  ]);
  expect(meaningsOf(false)).not.toContain('ACCOUNT_NUMBER');
  expect(meaningsOf(false)).toContain('SHIP_ADDRESS');
  const accounts = said({ accounts: true });
  expect(problemsOf(accounts).number).toBe(true);
  const meanings: Meaning[] = accounts.meanings.map((one) =>
    one === 'ORDER_NUMBER' ? 'ACCOUNT_NUMBER' : one,
  );
  expect(problemsOf(said({ accounts: true, meanings })).number).toBe(false);
  expect(mappingText(GUESS, said({ accounts: true, meanings }))).toContain('"account_number" = [["No"]]');
});
