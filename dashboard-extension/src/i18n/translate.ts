import { en, type Catalogue, type Key } from './en';
import { ja } from './ja';

export type Language = 'en' | 'ja';
export type Values = Record<string, string | number>;
export type Translate = (key: Key, values?: Values) => string;

export const catalogues: Record<Language, Catalogue> = { en, ja };

/** Return the function that says things in a language. `count` chooses between the forms of a text. */
export function translator(language: Language): Translate {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const found = catalogues[language][key];
    const count = Number(values['count'] ?? 0);
    const text = typeof found === 'string' ? found : plural.select(count) === 'one' ? found.one : found.other;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === 'number' ? number.format(value) : value;
    });
  };
}
