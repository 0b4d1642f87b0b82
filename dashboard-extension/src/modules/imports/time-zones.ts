/** The names that this browser knows; the server knows more. */
export function timeZones(): readonly string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** Whether there is such a time zone, also under an older name (`US/Eastern`). */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name.trim() });
    // `+09:00` is one for browsers, and none for the server.
    return /^[A-Za-z]/.test(name.trim());
  } catch {
    return false;
  }
}
