import { expect, test } from 'vitest';
import {
  isUnderWay,
  lineOf,
  refusedCsv,
  repairedCells,
  tone,
  withFiles,
  type RefusedRow,
} from './import-view-model';

const row = (changes: Partial<RefusedRow>): RefusedRow => ({
  orderNumber: '1',
  file: 'a.csv',
  line: null,
  lines: [],
  column: '',
  reason: '',
  ...changes,
});

test('what is under way is asked about again, and how each state looks', () => {
  expect(
    (['PENDING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'INTERRUPTED'] as const).map(isUnderWay),
  ).toEqual([true, true, false, false, false, false]);
  expect(tone('DONE')).toBe('good');
  expect(tone('INTERRUPTED')).toBe('bad');
  expect(tone('CANCELLED')).toBe('plain');
});

test('a file of the same name takes the place of the one before', () => {
  expect(
    withFiles(
      [
        { name: 'a', v: 1 },
        { name: 'b', v: 1 },
      ],
      [{ name: 'a', v: 2 }],
    ),
  ).toEqual([
    { name: 'b', v: 1 },
    { name: 'a', v: 2 },
  ]);
});

test('the line of the fault, else those of the order', () => {
  expect(lineOf(row({ line: 3, lines: [2, 3] }))).toBe('3');
  expect(lineOf(row({ lines: [2, 3] }))).toBe('2, 3');
});

test('each cell that was put right stands by itself, with its order', () => {
  const zero = { line: 2, column: '電話', what: 'a zero' };
  const day = { line: 3, column: '日付', what: 'a day' };

  expect(
    repairedCells([
      { orderNumber: '1', file: 'a.csv', repairs: [zero, day] },
      { orderNumber: '2', file: 'b.csv', repairs: [] },
      { orderNumber: '3', file: 'b.csv', repairs: [zero] },
    ]),
  ).toEqual([
    { orderNumber: '1', file: 'a.csv', ...zero },
    { orderNumber: '1', file: 'a.csv', ...day },
    { orderNumber: '3', file: 'b.csv', ...zero },
  ]);
});

test('the file of refused rows: quotes are doubled, formulas are text', () => {
  const rows = [
    row({ line: 2, column: '電話', reason: 'not "a" phone' }),
    row({ orderNumber: '=HYPERLINK(1)' }),
  ];

  expect(refusedCsv(rows, ['File', 'Line', 'Order', 'Column', 'Why'])).toBe(
    '\uFEFF"File","Line","Order","Column","Why"\r\n' +
      '"a.csv","2","1","電話","not ""a"" phone"\r\n' +
      '"a.csv","","\'=HYPERLINK(1)","",""\r\n',
  );
});
