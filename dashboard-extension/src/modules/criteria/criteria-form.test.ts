import { expect, test } from 'vitest';
import { criteriaShape, formOf, written } from './criteria-form';

test('what the server told is written as it was', () => {
  const form = formOf([
    { fields: ['NAME', 'PHONE'], sources: [] },
    { fields: ['NAME', 'EMAIL'], sources: ['yahoo', 'amazon'] },
  ]);

  expect(written(form)).toBe('name+phone OR name+email[amazon,yahoo]');
});

test('the order in which fields were ticked makes no difference', () => {
  expect(written({ criteria: [{ fields: ['PHONE', 'NAME'], sources: [] }] })).toBe('name+phone');
});

test('a field that only the server knows is kept', () => {
  expect(written({ criteria: [{ fields: ['SOURCE', 'MEMBER_ID'], sources: [] }] })).toBe('member_id+source');
});

test('a criterion needs two fields, and there has to be one', () => {
  const faults = (form: unknown) =>
    criteriaShape.safeParse(form).error?.issues.map((issue) => [issue.path, issue.message]);

  expect(faults({ criteria: [{ fields: ['NAME'], sources: [] }] })).toEqual([
    [['criteria', 0, 'fields'], 'criteria_two_fields'],
  ]);
  expect(faults({ criteria: [] })).toEqual([[['criteria'], 'criteria_required']]);
  expect(faults({ criteria: [{ fields: ['NAME', 'KANA'], sources: [] }] })).toBeUndefined();
});
