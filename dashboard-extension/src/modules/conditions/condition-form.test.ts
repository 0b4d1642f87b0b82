import { describe, expect, test } from 'vitest';
import {
  combined,
  formOf,
  isBare,
  jsonOf,
  LISTS,
  newComparison,
  withField,
  type Combined,
  type Comparison,
  type Field,
} from './condition-form';
import { fieldNamed, fieldsOf, SAMPLES } from './samples';

const FIELDS = fieldsOf('ORDER');

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A condition as the server writes them, of any shape and depth. */
function invented(next: () => number, fields: readonly Field[], depth: number): unknown {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  if (depth > 1 && next() < 0.4) {
    const parts = Array.from({ length: 1 + Math.floor(next() * 4) }, () => invented(next, fields, depth - 1));
    return { [pick(['all', 'any', 'none'])]: parts };
  }
  const field = pick(fields);
  const op = pick(field.ops).op;
  const days = next() < 0.5;
  const value = () => {
    if (field.kind === 'TRUTH') return next() < 0.5;
    if (field.kind === 'MOMENT') return days ? '2026-02-28' : '2026-02-28T09:30:00.000001+09:00';
    if (['WHOLE', 'PERCENT', 'MONEY'].includes(field.kind)) return pick([0, 7, 1000000, 999999999999999]);
    return pick(
      field.choices.length > 0 ? field.choices.map((one) => one.value) : ['代金引換', '{"a": [1]}', '5', ''],
    );
  };
  const money = () => (field.kind === 'MONEY' ? pick<unknown>(['12.5', '0.0001', value()]) : value());
  const settings = field.parameters
    .filter((one) => one.kind !== 'zone' || days)
    .map(({ name, kind }): [string, unknown] => [
      name,
      { truth: next() < 0.5, whole: 1 + Math.floor(next() * 20), currency: 'USD', zone: 'Asia/Tokyo' }[kind],
    ]);
  const compared =
    op === 'between'
      ? { from: money(), to: money() }
      : { value: LISTS.has(op) ? Array.from({ length: 1 + Math.floor(next() * 3) }, value) : money() };
  return { field: field.name, ...Object.fromEntries(settings), op, ...compared };
}

describe('a condition becomes a form and the same condition again', () => {
  for (const subject of ['ORDER', 'CUSTOMER'] as const) {
    const { presets, conditions, fields } = SAMPLES[subject];

    test.each(presets)(`${subject}: the shipped one $key`, ({ condition }) => {
      const json: unknown = JSON.parse(String(condition.json));
      expect(jsonOf(formOf(json), fieldsOf(subject))).toEqual(json);
    });

    test(`${subject}: conditions as the server writes them`, () => {
      expect(conditions.length).toBe(150);
      for (const json of conditions) expect(jsonOf(formOf(json), fieldsOf(subject))).toEqual(json);
    });

    test(`${subject}: five thousand invented ones`, () => {
      const next = numbers(20261122);
      for (let at = 0; at < 5000; at += 1) {
        const json = invented(next, fields, 5);
        expect(jsonOf(formOf(json), fieldsOf(subject))).toEqual(json);
      }
    });
  }
});

describe('the outermost frame', () => {
  const one = { field: 'customer.victim', op: 'is', value: true };

  test('is there for a single comparison, and is not written', () => {
    const form = formOf(one);
    expect([form.mode, form.parts.length, isBare(form)]).toEqual(['all', 1, true]);
    expect(jsonOf(form, FIELDS)).toEqual(one);
  });

  test('is written once it says something', () => {
    const form = formOf(one);
    expect(jsonOf({ ...form, mode: 'none' }, FIELDS)).toEqual({ none: [one] });
    expect(jsonOf({ ...form, parts: [...form.parts, ...form.parts] }, FIELDS)).toEqual({ all: [one, one] });
    expect(jsonOf({ ...form, parts: [combined('any', form.parts)] }, FIELDS)).toEqual({
      all: [{ any: [one] }],
    });
  });

  test('that somebody wrote stays, and of nothing there is an empty one', () => {
    expect(jsonOf(formOf({ all: [one] }), FIELDS)).toEqual({ all: [one] });
    expect(formOf(undefined).parts).toEqual([]);
    expect(jsonOf(formOf(null), FIELDS)).toEqual({ all: [] });
  });
});

describe('what people type', () => {
  const written = (patch: Partial<Comparison>, name = 'customer.purchase_count'): unknown => {
    const part: Comparison = { ...newComparison(fieldNamed(name)), ...patch };
    return jsonOf(part, FIELDS);
  };

  test('numbers may be of full width and have commas', () => {
    expect(written({ value: '１，０００' })).toMatchObject({ value: 1000 });
    expect(written({ value: ' 12.50 ' }, 'order.total')).toMatchObject({ value: '12.50', currency: 'JPY' });
    expect(written({ op: 'between', from: '5', to: '１０' })).toMatchObject({ from: 5, to: 10 });
  });

  test('what is no number is left for the server to refuse', () => {
    expect(written({ value: '' })).toMatchObject({ value: '' });
    expect(written({ value: 'five' })).toMatchObject({ value: 'five' });
    expect(written({ value: '9999999999999999' })).toMatchObject({ value: '9999999999999999' });
  });

  test('digits in a text stay a text', () => {
    expect(written({ op: 'contains', value: '007' }, 'order.channel')).toMatchObject({ value: '007' });
    expect(written({ list: ['1', '2'] }, 'order.skus')).toMatchObject({ op: 'has_any', value: ['1', '2'] });
  });

  test('parameters that are not given are not written', () => {
    const part = newComparison(fieldNamed('customer.first_purchase_at'));
    expect(jsonOf(part, FIELDS)).toEqual({ field: 'customer.first_purchase_at', op: 'before', value: '' });
    const settings = { last: '３', including_present: 'false' };
    expect(written({ settings }, 'customer.cancelled_in_last')).toMatchObject({ last: 3 });
    expect(written({ settings })).toMatchObject({ including_present: false });
  });
});

describe('another field', () => {
  const changed = (part: Comparison, to: string) => withField(part, fieldNamed(part.field), fieldNamed(to));

  test('keeps what fits: the same kind of value, and parameters of the same name', () => {
    const [total] = formOf({
      field: 'customer.total_spent',
      currency: 'USD',
      including_present: false,
      op: 'between',
      from: 5,
      to: '7.5',
    }).parts as [Comparison];
    const order = changed(total, 'order.total');
    expect(order).toMatchObject({ id: total.id, op: 'between', from: '5', to: '7.5', touched: true });
    expect(order.settings).toEqual({ currency: 'USD' });
  });

  test('begins anew where it does not', () => {
    const [count] = formOf({ field: 'customer.order_count', op: 'between', from: 1, to: 2 }).parts as [
      Comparison,
    ];
    const groups = changed(count, 'customer.groups');
    expect(groups).toMatchObject({ op: 'has_any', from: '', to: '', list: [], touched: false });
    const phone = changed({ ...groups, list: ['vip'] }, 'order.phone');
    expect(phone.list).toEqual([]);
    expect(changed(phone, 'order.address').list).toEqual([]);
  });
});

test('a new comparison of every field is one that its field has', () => {
  for (const field of FIELDS.values()) {
    const part = newComparison(field);
    expect(field.ops.map((one) => one.op)).toContain(part.op);
    expect(part.touched).toBe(false);
    const root: Combined = combined('all', [part], true);
    expect(formOf(jsonOf(root, FIELDS)).parts[0]).toMatchObject({ field: field.name, op: part.op });
  }
});
