import { expect, test } from 'vitest';
import { endOfDay, watchShape } from './watch-form';

const noon = new Date('2026-11-22T12:00:00').getTime();
const faultsOf = (until: string, reason = '') =>
  watchShape(() => noon)
    .safeParse({ level: 'WATCH', reason, until })
    .error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

test('a mark lasts through its last day, wherever one is', () => {
  const end = endOfDay('2026-11-22');
  expect(new Date(end ?? '').toLocaleString('sv')).toBe('2026-11-22 23:59:59');
  expect([endOfDay(''), endOfDay('2026-13-01'), endOfDay('soon')]).toEqual([null, null, null]);
});

test('today and later, or for good; never a day that is over', () => {
  expect(faultsOf('')).toEqual([]);
  expect(faultsOf('2026-11-22')).toEqual([]);
  expect(faultsOf('2026-11-21')).toEqual([['until', 'refused_mark_expiry']]);
  expect(faultsOf('2026-13-01')).toEqual([['until', 'refused_mark_expiry']]);
});

test('a reason has 2,000 characters at most', () => {
  expect(faultsOf('', 'x'.repeat(2001))).toEqual([['reason', 'refused_mark_reason']]);
  expect(faultsOf('', 'x'.repeat(2000))).toEqual([]);
});
