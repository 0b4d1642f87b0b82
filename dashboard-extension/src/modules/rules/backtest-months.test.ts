import { expect, test } from 'vitest';
import { filledMonths, monthsBetween } from './backtest-months';

test('every month from the first to the last, over the end of a year', () => {
  expect(monthsBetween('2025-11-22T02:00:00+00:00', '2026-02-01T00:00:00+00:00')).toEqual([
    '2025-11',
    '2025-12',
    '2026-01',
    '2026-02',
  ]);
  expect(monthsBetween('2026-02-01T00:00:00+00:00', '2026-02-28T00:00:00+00:00')).toEqual(['2026-02']);
});

test('of the years before there were orders only the last twelve months are shown', () => {
  const since = '2021-01-01T00:00:00+00:00';
  const until = '2026-12-01T00:00:00+00:00';
  const row = { month: '2024-05', orderCount: 3, matched: 2, wentWrong: 1 };
  const months = (rows: (typeof row)[]) => filledMonths(rows, since, until).map((one) => one.month);
  expect([months([row])[0], months([row]).length]).toEqual(['2024-05', 32]);
  expect([months([])[0], months([]).length]).toEqual(['2026-01', 12]);
  expect([months([{ ...row, month: '2026-06' }])[0]]).toEqual(['2026-01']);
});

test('months without orders have a row of zeros', () => {
  const row = { month: '2026-02', orderCount: 3, matched: 2, wentWrong: 1 };
  expect(filledMonths([row], '2026-01-05T00:00:00+00:00', '2026-03-05T00:00:00+00:00')).toEqual([
    { month: '2026-01', orderCount: 0, matched: 0, wentWrong: 0 },
    row,
    { month: '2026-03', orderCount: 0, matched: 0, wentWrong: 0 },
  ]);
});
