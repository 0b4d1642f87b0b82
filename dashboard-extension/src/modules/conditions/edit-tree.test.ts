import { expect, test } from 'vitest';
import { combined, formOf, jsonOf, newComparison, type Combined, type Comparison } from './condition-form';
import { added, allTouched, changed, removed, sizeOf, withComparison } from './edit-tree';
import { fieldNamed, fieldsOf } from './samples';

const count = (value: number) => ({ field: 'customer.order_count', op: 'at_least', value });
const TREE = { all: [count(1), { any: [count(2), { none: [count(3)] }] }] };
const json = (root: Combined) => jsonOf(root, fieldsOf('CUSTOMER'));

function parts() {
  const root = formOf(TREE);
  const [first, inner] = root.parts as [Comparison, Combined];
  const [second, innermost] = inner.parts as [Comparison, Combined];
  return { root, first, inner, second, innermost, third: innermost.parts[0] as Comparison };
}

test('one comparison is changed wherever it is; all else stays the very same', () => {
  const { root, first, third } = parts();
  const next = withComparison(root, third.id, { value: '9' });
  expect(json(next)).toEqual({ all: [count(1), { any: [count(2), { none: [count(9)] }] }] });
  expect(next.parts[0]).toBe(first);
  expect(json(root)).toEqual(TREE);
  expect(withComparison(root, 'nobody', { value: '9' })).toBe(root);
});

test('who changes a comparison has been at it', () => {
  const fresh = newComparison(fieldNamed('customer.order_count'));
  const root = added(formOf(null), formOf(null).id, fresh);
  expect(root.parts).toEqual([]);
  const form = formOf(null);
  const next = withComparison(added(form, form.id, fresh), fresh.id, { value: '1' });
  expect(next.parts[0]).toMatchObject({ touched: true });
  expect(fresh.touched).toBe(false);
});

test('a part is added at the end of its parent', () => {
  const { root, innermost } = parts();
  const fresh = { ...newComparison(fieldNamed('customer.order_count')), value: '4' };
  expect(json(added(root, innermost.id, fresh))).toEqual({
    all: [count(1), { any: [count(2), { none: [count(3), count(4)] }] }],
  });
});

test('what is left with no parts goes too, but for the outermost', () => {
  const { root, first, inner, second, third } = parts();
  expect(json(removed(root, third.id))).toEqual({ all: [count(1), { any: [count(2)] }] });
  expect(json(removed(removed(root, third.id), second.id))).toEqual({ all: [count(1)] });
  expect(json(removed(root, inner.id))).toEqual({ all: [count(1)] });
  expect(json(removed(removed(root, inner.id), first.id))).toEqual({ all: [] });
});

test('the mode of a part is changed', () => {
  const { root, inner } = parts();
  const next = changed(root, inner.id, (part) => ({ ...part, mode: 'none' }) as Combined);
  expect(json(next)).toEqual({ all: [count(1), { none: [count(2), { none: [count(3)] }] }] });
});

test('parts are counted as the server counts them', () => {
  expect(sizeOf(parts().root)).toBe(6);
  expect(sizeOf(combined('all', []))).toBe(1);
});

test('everything has been looked at once it was to be saved', () => {
  const fresh = newComparison(fieldNamed('customer.order_count'));
  const root = allTouched(combined('all', [combined('any', [fresh])]));
  expect((root.parts[0] as Combined).parts[0]).toMatchObject({ id: fresh.id, touched: true });
});
