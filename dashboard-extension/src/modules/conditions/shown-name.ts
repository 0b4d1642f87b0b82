import type { Language } from '../../i18n/translate';

/**
 * What a rule or group is called. One that still has the name it was shipped with has it in each language;
 * what people have named is theirs.
 */
export function shownName(
  row: { name: string; preset: { en: string; ja: string } | null },
  language: Language,
): string {
  return row.preset && row.name === row.preset.en ? row.preset[language] : row.name;
}
