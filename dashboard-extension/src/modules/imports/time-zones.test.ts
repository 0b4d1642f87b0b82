import { expect, test } from 'vitest';
import { isTimeZone, timeZones } from './time-zones';

test.each(['Europe/Paris', ' Asia/Tokyo ', 'UTC', 'US/Eastern'])('%j is a time zone', (name) => {
  expect(isTimeZone(name)).toBe(true);
});

test.each(['', 'Tokyo', '+09:00', 'Europe/Nowhere'])('%j is none', (name) => {
  expect(isTimeZone(name)).toBe(false);
});

test('each is offered once', () => {
  const names = timeZones();
  expect(names).toContain('Asia/Tokyo');
  expect(new Set(names).size).toBe(names.length);
});
