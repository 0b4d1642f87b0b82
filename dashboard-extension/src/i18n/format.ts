import type { Language } from './translate';

/** Money as the language writes it; an unknown currency is written after the number. */
export function money(amount: string, currency: string, language: Language): string {
  const value = Number(amount);
  if (!Number.isFinite(value)) return `${amount} ${currency}`.trim();
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency }).format(value);
  } catch {
    return `${new Intl.NumberFormat(language).format(value)} ${currency}`.trim();
  }
}

export function totals(rows: { amount: string; currency: string }[], language: Language): string {
  return rows.map((row) => money(row.amount, row.currency, language)).join(' · ');
}

export function day(moment: string | null | undefined, language: Language): string {
  return moment ? new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(moment)) : '–';
}

export function minute(moment: string | null | undefined, language: Language): string {
  return moment
    ? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment))
    : '–';
}

/** The names of the sources that we know, as their shops write them. */
const SOURCES: Record<string, { en: string; ja: string }> = {
  saleor: { en: 'Saleor', ja: 'Saleor' },
  rakuten: { en: 'Rakuten', ja: '楽天' },
  amazon: { en: 'Amazon', ja: 'Amazon' },
  yahoo: { en: 'Yahoo!', ja: 'Yahoo!' },
  aupay: { en: 'au PAY', ja: 'au PAY' },
};

export function sourceName(source: string, language: Language): string {
  return SOURCES[source]?.[language] ?? source;
}

export const KNOWN_SOURCES = Object.keys(SOURCES);
