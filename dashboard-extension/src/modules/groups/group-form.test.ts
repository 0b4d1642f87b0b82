import { expect, test } from 'vitest';
import type { GroupFragment } from '../../generated/graphql';
import { fieldsOf } from '../conditions/samples';
import { conditionOf, groupForm, groupInput, slugOf } from './group-form';

const FIELDS = fieldsOf('CUSTOMER');
const GROUP: GroupFragment = {
  id: 'id',
  slug: 'vip',
  name: 'VIP',
  description: 'Buys often.',
  preset: null,
  condition: { json: '{"field": "customer.order_count", "op": "at_least", "value": 5}', en: '', ja: '' },
  priority: 10,
  voucherCode: 'VIP10',
  customerType: 'gold',
  memberCount: 2,
};

test('a group becomes a form and the same group again', () => {
  expect(groupInput(groupForm(GROUP), FIELDS)).toEqual({
    slug: 'vip',
    name: 'VIP',
    description: 'Buys often.',
    priority: 10,
    voucherCode: 'VIP10',
    customerType: 'gold',
    condition: '{"field":"customer.order_count","op":"at_least","value":5}',
  });
});

test('without a condition nobody is taken by one; it is kept in the form meanwhile', () => {
  const form = groupForm(GROUP);
  expect(conditionOf({ ...form, byCondition: false }, FIELDS)).toBeNull();
  expect(conditionOf(form, FIELDS)).not.toBeNull();
  expect(groupForm({ ...GROUP, condition: null }).byCondition).toBe(false);
  expect(groupInput(groupForm(), FIELDS).condition).toBeNull();
});

test('a key follows a name that has Latin letters', () => {
  expect(slugOf('Best ones, 2026!')).toBe('best-ones-2026');
  expect(slugOf('Ａ級')).toBe('a');
  expect(slugOf('常連')).toBe('');
  expect(slugOf('x'.repeat(200))).toHaveLength(50);
});
