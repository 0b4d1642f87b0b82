import type { Catalogue, Key } from './en';

export type Language = 'en' | 'ja';
export type Values = Record<string, string | number>;
export type Translate = (key: Key, values?: Values) => string;

const CATALOGUES: Record<Language, () => Promise<Catalogue>> = {
  en: () => import('./en').then((module) => module.en),
  ja: () => import('./ja').then((module) => module.ja),
};
const loaded: Partial<Record<Language, Catalogue>> = {};

/** Fetch the texts of a language: nobody loads those of one that is not spoken. */
export async function load(language: Language): Promise<void> {
  loaded[language] ??= await CATALOGUES[language]();
}

export const isLoaded = (language: Language): boolean => loaded[language] !== undefined;

/** This language, or as long as its texts are on their way the other one. */
export function spokenFor(wanted: Language): Language {
  return isLoaded(wanted) ? wanted : wanted === 'ja' ? 'en' : 'ja';
}

/**
 * Return the function that says things in a language, which is loaded. `count` chooses between the forms of a text.
 */
export function translator(language: Language): Translate {
  const catalogue = loaded[language];
  if (!catalogue) throw new Error(`The texts of ${language} are not loaded.`);
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const found = catalogue[key];
    const count = Number(values['count'] ?? 0);
    const text = typeof found === 'string' ? found : plural.select(count) === 'one' ? found.one : found.other;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === 'number' ? number.format(value) : value;
    });
  };
}
