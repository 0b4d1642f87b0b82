import { describe, expect, test } from 'vitest';
import type { RetentionTermsFragment } from '../../generated/graphql';
import { FIELDS, foreseen, formOf, inputOf, isSayable, policyWith, problemsOf } from './terms-form';

const AMAZON: RetentionTermsFragment = {
  source: 'amazon',
  days: 30,
  reserveDays: 30,
  fields: [...FIELDS],
  mayWrite: 'NO',
  mayBuild: true,
  asShipped: true,
};
const BASE: RetentionTermsFragment = {
  ...AMAZON,
  source: 'base',
  days: null,
  fields: ['PHONE'],
  asShipped: false,
};

describe('the form', () => {
  test('says what it was made of', () => {
    expect({ ...inputOf(formOf(AMAZON)), asShipped: true }).toEqual(AMAZON);
    expect(inputOf(formOf(BASE))).toMatchObject({ days: null, fields: ['PHONE'] });
  });

  test('begins with a limit for a source that has no terms, and asks for the days', () => {
    const form = formOf(null);
    expect(problemsOf(form)).toEqual({ source: true, days: true, reserveDays: false, fields: false });
    expect(isSayable(problemsOf({ ...form, source: 'base', days: '90' }))).toBe(true);
  });

  test.each(['', '-1', '1.5', '36501', '９０', 'x'])('takes no days like %j', (days) => {
    expect(problemsOf({ ...formOf(AMAZON), days }).days).toBe(true);
    expect(problemsOf({ ...formOf(AMAZON), days, limited: false }).days).toBe(false);
  });

  test('asks for what goes only when something goes', () => {
    const form = { ...formOf(AMAZON), fields: [] };
    expect(problemsOf(form).fields).toBe(true);
    expect(inputOf({ ...form, limited: false }).fields).toEqual(FIELDS);
  });
});

describe('policyWith', () => {
  const base = inputOf(formOf({ ...BASE, days: 90 }));

  test('keeps what the shop has set for others, and what is as shipped is left out', () => {
    expect(policyWith([AMAZON, BASE], 'yahoo', { source: 'yahoo', days: 5 })).toEqual([
      inputOf(formOf(BASE)),
      { source: 'yahoo', days: 5 },
    ]);
  });

  test('puts new terms in the place of the old, or leaves them out to be as shipped', () => {
    expect(policyWith([AMAZON, BASE], 'base', base)).toEqual([base]);
    expect(policyWith([AMAZON, BASE], 'base', null)).toEqual([]);
  });
});

test('what is due is told apart from what goes later, of the one source', () => {
  const upcoming = [
    { source: 'base', due: true, orderCount: 3 },
    { source: 'base', due: false, orderCount: 2 },
    { source: 'base', due: false, orderCount: 1 },
    { source: 'amazon', due: true, orderCount: 9 },
  ];
  expect(foreseen(upcoming, 'base')).toEqual({ due: 3, later: 3 });
});
