import { describe, expect, test } from 'vitest';
import { fileName, isTurnedRound, NOTHING_CHOSEN, ordersFilter } from './export-form';

describe('ordersFilter', () => {
  test('asks for everything when nothing was chosen', () => {
    expect(ordersFilter(NOTHING_CHOSEN)).toEqual({});
  });

  test('has both days in it, to the last moment of the last', () => {
    const asked = ordersFilter({ ...NOTHING_CHOSEN, from: '2026-01-30', to: '2026-01-31', source: 'amazon' });
    expect(asked).toEqual({
      placedFrom: new Date(2026, 0, 30).toISOString(),
      placedBefore: new Date(2026, 1, 1).toISOString(),
      sources: ['amazon'],
    });
  });
});

test('a period is turned round when its first day is after its last', () => {
  const of = (from: string, to: string) => isTurnedRound({ ...NOTHING_CHOSEN, from, to });
  expect([of('2026-02-01', '2026-01-31'), of('2026-01-31', '2026-01-31'), of('2026-02-01', '')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('a file is named by its day', () => {
  expect(fileName('customers.csv', new Date(2026, 0, 5, 23, 59))).toBe('customers-2026-01-05.csv');
});
