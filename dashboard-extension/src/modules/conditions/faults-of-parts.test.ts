import { describe, expect, test } from 'vitest';
import { formOf, type Combined } from './condition-form';
import { faultsAt, faultsOfParts, isAbout, placesOf, reason } from './faults-of-parts';

const count = { field: 'customer.order_count', op: 'at_least', value: 1 };
const fault = (path: string | null, message = `${path ?? ''}: is wrong`) => ({ path, message });

describe('faults of a condition', () => {
  const root = formOf({ all: [count, { any: [count, count] }] });
  const [first, inner] = root.parts as [(typeof root.parts)[0], Combined];
  const [second, third] = inner.parts;

  test('every part has its place', () => {
    expect(placesOf(root)).toEqual([
      { id: root.id, path: '' },
      { id: first.id, path: 'all[0]' },
      { id: inner.id, path: 'all[1]' },
      { id: second?.id, path: 'all[1].any[0]' },
      { id: third?.id, path: 'all[1].any[1]' },
    ]);
  });

  test('stand with the innermost part that they name, and at its field', () => {
    const found = faultsOfParts(root, [
      fault('condition.all[0].value'),
      fault('condition.all[1].any[1].value[3]'),
      fault('condition.all[1].any[1].from'),
      fault('condition.all[1].any'),
      fault('condition'),
    ]);
    expect(found).toEqual(
      new Map([
        [first.id, [{ key: 'value', message: 'is wrong' }]],
        [
          third?.id,
          [
            { key: 'value[3]', message: 'is wrong' },
            { key: 'from', message: 'is wrong' },
          ],
        ],
        [inner.id, [{ key: 'any', message: 'is wrong' }]],
        [root.id, [{ key: '', message: 'is wrong' }]],
      ]),
    );
  });

  test('all[1] is not the beginning of all[10]', () => {
    const many = formOf({ all: Array.from({ length: 11 }, () => count) });
    const found = faultsOfParts(many, [fault('condition.all[10].value')]);
    expect([...found.keys()]).toEqual([many.parts[10]?.id]);
  });

  test('of a single comparison are its own', () => {
    const single = formOf(count);
    const found = faultsOfParts(single, [fault('condition.from'), fault('condition')]);
    expect([...found.keys()]).toEqual([single.parts[0]?.id]);
  });

  test('of anything else are left out', () => {
    expect(faultsOfParts(root, [fault('name'), fault(null), fault('conditions.all[0]')]).size).toBe(0);
  });
});

test('the place before the reason is left out, and only there', () => {
  expect(reason({ path: 'condition.to', message: 'condition.to: is missing' })).toBe('is missing');
  expect(reason({ path: 'name', message: 'must be: short' })).toBe('must be: short');
  expect(reason({ path: null, message: 'There are 500 rules already.' })).toBe(
    'There are 500 rules already.',
  );
});

test('faults of the items of a list are faults of the list', () => {
  const faults = ['value', 'value[2]', 'values', 'to'].map((key) => ({ key, message: 'x' }));
  expect(faultsAt(faults, 'value').map((one) => one.key)).toEqual(['value', 'value[2]']);
});

test('an input is told from one whose name begins alike', () => {
  expect(isAbout(fault('actions[1].at'), 'actions[1]')).toBe(true);
  expect(isAbout(fault('actions[10].at'), 'actions[1]')).toBe(false);
  expect(isAbout(fault('condition.all[0]'), 'condition')).toBe(true);
  expect(isAbout(fault(null), 'condition')).toBe(false);
});
