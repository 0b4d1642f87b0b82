import type { Language } from '../../i18n/translate';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size as people say it: `12 kB`, `1.2 MB`. */
export function sizeOf(bytes: number, language: Language): string {
  let [value, at] = [bytes, 0];
  while (value >= 1000 && at < UNITS.length - 1) [value, at] = [value / 1000, at + 1];
  const digits = value < 10 && at > 0 ? 1 : 0;
  const written = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[at] ?? 'byte',
    maximumFractionDigits: digits,
  });
  return written.format(value);
}
