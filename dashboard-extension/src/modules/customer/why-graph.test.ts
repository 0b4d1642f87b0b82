import { describe, expect, test } from 'vitest';
import { componentsOf, drawn, jointsOf, places, ROW, type GraphOrder } from './why-graph';

const key = (field: string, value: string, contested = false) => ({
  id: `name+${field} ${value}`,
  contested,
  parts: [
    { field: 'NAME', value: '見本花子', kept: true },
    { field, value, kept: true },
  ],
});
const order = (id: string, ...keys: ReturnType<typeof key>[]): GraphOrder => ({
  id,
  source: 'shop',
  number: id,
  keys,
});

describe('jointsOf', () => {
  test('a key that only one order has joins nothing', () => {
    expect(jointsOf([order('a', key('PHONE', '1')), order('b', key('PHONE', '2'))], [])).toEqual([]);
  });

  test('the one key between two parts is weak, and behind it is the smaller part', () => {
    const orders = [
      order('a', key('PHONE', '1'), key('EMAIL', 'x')),
      order('b', key('PHONE', '1'), key('EMAIL', 'x')),
      order('c', key('PHONE', '1'), key('EMAIL', 'y')),
      order('d', key('EMAIL', 'y')),
    ];

    const joints = jointsOf(orders, []);

    expect(joints.map(({ orders: ids, weak, behind }) => [ids.join(''), weak, behind.join('')])).toEqual([
      ['abc', true, 'cd'],
      ['cd', true, 'd'],
      ['ab', false, ''],
    ]);
  });

  test('two keys that join the same orders: neither is weak by itself', () => {
    const both = [key('PHONE', '1'), key('EMAIL', 'x')];
    expect(jointsOf([order('a', ...both), order('b', ...both)], []).map((joint) => joint.weak)).toEqual([
      false,
      false,
    ]);
  });

  test('a contested key holds nothing together', () => {
    const orders = [
      order('a', key('PHONE', '1', true), key('EMAIL', 'x')),
      order('b', key('PHONE', '1', true), key('EMAIL', 'x')),
    ];

    const joints = jointsOf(orders, []);

    expect(joints.map(({ contested, weak }) => [contested, weak])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  test('a merge in force joins; an undone one, and a split, do not', () => {
    const link = [{ one: { id: 'a' }, other: { id: 'b' } }];
    const decisions = [
      { id: 'm', kind: 'MERGE', undone: false, links: [...link, { one: null, other: { id: 'a' } }] },
      { id: 'u', kind: 'MERGE', undone: true, links: link },
      { id: 's', kind: 'SPLIT', undone: false, links: link },
    ];

    expect(jointsOf([order('a'), order('b')], decisions)).toEqual([
      {
        id: 'm 0',
        kind: 'staff',
        parts: [],
        orders: ['a', 'b'],
        contested: false,
        weak: true,
        behind: ['b'],
      },
    ]);
  });
});

test('a split in force keeps each of its sides together; of the other side nothing is here', () => {
  const split = {
    id: 's',
    kind: 'SPLIT',
    undone: false,
    links: [],
    takenOrders: [{ id: 'x' }, { id: 'y' }],
    stayedOrders: [{ id: 'a' }, { id: 'b' }],
  };
  const orders = [order('a', key('PHONE', '1', true)), order('b', key('PHONE', '1', true))];

  expect(jointsOf(orders, [split]).map((joint) => [joint.kind, joint.orders.join(''), joint.weak])).toEqual([
    ['split', 'ab', true],
    ['key', 'ab', false],
  ]);
  expect(jointsOf(orders, [{ ...split, undone: true }]).map((joint) => joint.kind)).toEqual(['key']);
});

test('what says the same twice is drawn once, and then it is the weak link', () => {
  const both = [key('PHONE', '1'), key('EMAIL', 'x')];
  const [joint, ...more] = drawn(jointsOf([order('a', ...both), order('b', ...both)], []));

  expect(more).toEqual([]);
  expect(joint?.parts.map((part) => part.field)).toEqual(['NAME', 'PHONE', 'EMAIL']);
  expect(joint?.weak).toBe(true);
});

test('componentsOf keeps the order of the ids', () => {
  expect(componentsOf(['a', 'b', 'c', 'd'], [{ orders: ['d', 'a'] }])).toEqual([['a', 'd'], ['b'], ['c']]);
});

test('no joint stands on another, and the picture is as high as it has to be', () => {
  const orders = [
    order('a', key('PHONE', '1'), key('EMAIL', 'x')),
    order('b', key('PHONE', '1'), key('EMAIL', 'x')),
  ];
  const joints = jointsOf(orders, []);

  const { jointAt, height } = places(['a', 'b'], joints);

  const heights = [...jointAt.values()];
  expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeGreaterThanOrEqual(ROW);
  expect(height).toBe(ROW * 2.5);
});

describe('values that are no longer kept', () => {
  const gone = (field: string, value: string) => {
    const whole = key(field, value);
    return { ...whole, parts: whole.parts.map((part) => ({ ...part, value: '', kept: false })) };
  };

  test('keys of one criterion without values stay different keys', () => {
    const orders = [
      order('a', gone('PHONE', '1')),
      order('b', gone('PHONE', '1')),
      order('c', gone('PHONE', '2')),
    ];

    const joints = jointsOf(orders, []);

    expect(joints.map((joint) => joint.orders.join(''))).toEqual(['ab']);
    expect(joints[0]?.parts).toEqual([
      { field: 'NAME', value: '', kept: false },
      { field: 'PHONE', value: '', kept: false },
    ]);
  });

  test('an order that may still tell them joins with those that may not, and is asked', () => {
    const orders = [
      order('a', gone('PHONE', '1')),
      order('b', key('PHONE', '1')),
      order('c', gone('PHONE', '1')),
    ];

    expect(jointsOf(orders, [])).toMatchObject([
      {
        orders: ['a', 'b', 'c'],
        parts: [
          { field: 'NAME', value: '見本花子', kept: true },
          { field: 'PHONE', value: '1', kept: true },
        ],
      },
    ]);
  });
});
