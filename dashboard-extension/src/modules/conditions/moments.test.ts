import { describe, expect, test } from 'vitest';
import { asDay, asMoment, isMoment, localOf, momentOf } from './moments';

// In whatever zone the tests run.
describe('moments', () => {
  test('what is shown is the same moment', () => {
    for (const moment of ['2026-11-21T09:00:00+09:00', '2026-07-01T00:00:30Z', '1999-12-31T23:59:00-03:30']) {
      const again = momentOf(localOf(moment));
      expect(new Date(again).getTime()).toBe(new Date(moment).getTime());
      expect(again).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/);
    }
  });

  test('nothing, and what is no moment, is nothing', () => {
    expect([localOf(''), localOf('soon'), momentOf(''), momentOf('soon')]).toEqual(['', '', '', '']);
  });

  test('a day begins at midnight here, and comes back', () => {
    expect(localOf(asMoment('2026-11-21'))).toBe('2026-11-21T00:00');
    expect(asDay(asMoment('2026-11-21'))).toBe('2026-11-21');
    expect([asDay(''), asMoment('')]).toEqual(['', '']);
    expect([isMoment('2026-11-21'), isMoment('2026-11-21T00:00:00Z')]).toEqual([false, true]);
    expect(asMoment('2026-11-21T00:00:00Z')).toBe('2026-11-21T00:00:00Z');
  });
});
