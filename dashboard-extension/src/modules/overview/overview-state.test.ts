import { describe, expect, it } from 'vitest';
import { monthsUpTo, periodFault, readState, variables, withPeriod, writeState } from './overview-state';

const read = (query: string) => readState(new URLSearchParams(query));
const TODAY = new Date(2026, 0, 15, 23, 30);

describe('the address', () => {
  it('leaves out what is as it always is', () => {
    expect(writeState(read('')).toString()).toBe('');
    expect(writeState(read('period=days30&step=DAY')).toString()).toBe('period=days30');
  });

  it.each([
    'period=custom&from=2026-01-01&to=2026-01-31&step=WEEK&source=rakuten',
    'period=year&step=DAY',
    'source=amazon',
  ])('comes back as it was: %s', (query) => {
    expect(writeState(read(query)).toString()).toBe(query);
  });

  it('takes what cannot be as not there', () => {
    expect(read('period=ages&step=HOUR&from=2026-01-01')).toEqual(read(''));
    expect(read('period=custom&from=soon&to=2026-1-1')).toMatchObject({ first: '', last: '' });
  });
});

describe('withPeriod', () => {
  it('begins a period of one’s own with the days shown', () => {
    const shown = { first: '2025-02-01', last: '2026-01-15' };
    expect(withPeriod(read('source=amazon'), 'custom', shown)).toEqual({
      period: 'custom',
      ...shown,
      step: 'MONTH',
      source: 'amazon',
    });
  });

  it('takes the steps that suit it, and forgets the days', () => {
    expect(withPeriod(read('period=custom&from=2026-01-01&step=MONTH'), 'days30')).toEqual(
      read('period=days30'),
    );
  });
});

describe('variables', () => {
  it.each([
    ['', { step: 'MONTH' }],
    ['period=months3', { first: '2025-11-01', step: 'WEEK' }],
    ['period=days30', { first: '2025-12-17', step: 'DAY' }],
    ['period=year', { first: '2025-01-01', last: '2025-12-31', step: 'MONTH' }],
    ['period=custom&to=2026-01-31', { last: '2026-01-31', step: 'MONTH' }],
  ])('of %j', (query, asked) => {
    expect(JSON.parse(JSON.stringify(variables(read(query), TODAY)))).toEqual(asked);
  });

  it('asks for one source', () => {
    expect(variables(read('source=rakuten'), TODAY).sources).toEqual(['rakuten']);
  });
});

describe('periodFault', () => {
  it.each([
    ['from=2026-02-01&to=2026-01-31', 'overview_turned_round', 'last'],
    ['from=2015-01-01&to=2026-01-31', 'overview_too_long', 'first'],
    ['from=2024-01-01&to=2025-02-04&step=DAY', 'overview_too_fine', 'step'],
  ])('of %s', (query, key, field) => {
    expect(periodFault(read(`period=custom&${query}`))).toEqual({ key, field });
  });

  it.each([
    'period=custom&from=2026-01-31&to=2026-01-31&step=DAY',
    'period=custom&from=2024-01-01&to=2025-02-03&step=DAY',
    'period=custom&from=2016-02-01&to=2026-02-06&step=MONTH',
    'period=custom&from=2026-01-31',
    'period=year',
  ])('finds nothing in %s', (query) => {
    expect(periodFault(read(query))).toBeUndefined();
  });
});

describe('monthsUpTo', () => {
  it('begins with a month', () => {
    expect(monthsUpTo(read('source=amazon&step=DAY'), '2024-06-15')).toEqual(
      read('period=custom&from=2023-07-01&to=2024-06-15&source=amazon'),
    );
  });
});
