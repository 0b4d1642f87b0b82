import { describe, expect, test } from 'vitest';
import type { RuleFragment } from '../../generated/graphql';
import { fieldsOf } from '../conditions/samples';
import { newAction, ruleForm, ruleInput } from './rule-form';

const FIELDS = fieldsOf('ORDER');
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
const RULE: RuleFragment = {
  id: 'id',
  name: 'Cancels often',
  priority: -5,
  active: true,
  validFrom: '2026-01-01T00:00:00+00:00',
  validTo: null,
  preset: null,
  condition: { json: '{"field": "customer.victim", "op": "is", "value": true}', en: '', ja: '' },
  actions: [
    { ...action, do: 'HOLD', at: 'FULFIL', reason: 'call first' },
    { ...action, do: 'LABEL_ORDER', label: 'again' },
    { ...action, do: 'ADD_TO_GROUP', group: 'vip' },
    { ...action, do: 'WATCH', level: 'BLOCK', reason: 'fraud' },
    { ...action, do: 'NOTIFY', to: ['staff@example.com'] },
  ],
  matchCount: 0,
};

describe('a rule', () => {
  test('becomes a form and the same rule again', () => {
    expect(ruleInput(ruleForm(RULE), true, FIELDS)).toEqual({
      name: 'Cancels often',
      priority: -5,
      active: true,
      validFrom: '2026-01-01T00:00:00+00:00',
      validTo: null,
      condition: '{"field":"customer.victim","op":"is","value":true}',
      actions: [
        { do: 'HOLD', at: 'FULFIL', reason: 'call first' },
        { do: 'LABEL_ORDER', label: 'again' },
        { do: 'ADD_TO_GROUP', group: 'vip' },
        { do: 'WATCH', level: 'BLOCK', reason: 'fraud' },
        { do: 'NOTIFY', to: ['staff@example.com'] },
      ],
    });
  });

  test('that is new is off, holds before confirmation, and has no condition yet', () => {
    expect(ruleInput(ruleForm(), false, FIELDS)).toEqual({
      name: '',
      priority: 100,
      active: false,
      validFrom: null,
      validTo: null,
      condition: '{"all":[]}',
      actions: [{ do: 'HOLD', at: 'CONFIRM', reason: '' }],
    });
  });
});

test('of an action only what belongs to its kind is sent', () => {
  const full = { ...newAction(), label: 'x', group: 'vip', reason: 'r', to: ['staff@example.com'] };
  const sent = (kind: (typeof full)['do']) =>
    ruleInput({ ...ruleForm(), actions: [{ ...full, do: kind }] }, false, FIELDS).actions[0];
  expect(sent('LABEL_CUSTOMER')).toEqual({ do: 'LABEL_CUSTOMER', label: 'x' });
  expect(sent('REMOVE_FROM_GROUP')).toEqual({ do: 'REMOVE_FROM_GROUP', group: 'vip' });
  expect(sent('HOLD')).toEqual({ do: 'HOLD', at: 'CONFIRM', reason: 'r' });
});
