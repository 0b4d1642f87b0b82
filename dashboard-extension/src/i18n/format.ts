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

const UNITS = [
  ['year', 365 * 24 * 60],
  ['month', 30 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;

/** How long ago it was, in the largest unit that it fills. */
export function ago(moment: string, language: Language, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - new Date(moment).getTime()) / 60_000));
  const [unit, length] = UNITS.find((one) => minutes >= one[1]) ?? ['minute', 1];
  const written = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return written.format(-Math.floor(minutes / length), unit);
}

/** What the server calls the language. */
export const SPOKEN: Record<Language, 'EN' | 'JA'> = { en: 'EN', ja: 'JA' };

/** A month as the server names it, `2026-01`. */
export function monthName(month: string, language: Language): string {
  const name = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  return name.format(new Date(`${month}-01T00:00:00Z`));
}

/** The names of the sources that we know, as their shops write them. */
const SOURCES: Record<string, { en: string; ja: string }> = {
  saleor: { en: 'Saleor', ja: 'Saleor' },
  rakuten: { en: 'Rakuten', ja: '楽天' },
  amazon: { en: 'Amazon', ja: 'Amazon' },
  yahoo: { en: 'Yahoo!', ja: 'Yahoo!' },
  aupay: { en: 'au PAY', ja: 'au PAY' },
  qoo10: { en: 'Qoo10', ja: 'Qoo10' },
  ebay: { en: 'eBay', ja: 'eBay' },
  shopify: { en: 'Shopify', ja: 'Shopify' },
  woocommerce: { en: 'WooCommerce', ja: 'WooCommerce' },
  prestashop: { en: 'PrestaShop', ja: 'PrestaShop' },
  eccube: { en: 'EC-CUBE', ja: 'EC-CUBE' },
  eccube2: { en: 'EC-CUBE 2', ja: 'EC-CUBE 2' },
  base: { en: 'BASE', ja: 'BASE' },
  stores: { en: 'STORES', ja: 'STORES' },
  colorme: { en: 'Color Me Shop', ja: 'カラーミーショップ' },
  makeshop: { en: 'Makeshop', ja: 'makeshop' },
  nextengine: { en: 'NEXT ENGINE', ja: 'ネクストエンジン' },
  sukeneko: { en: 'Sukeneko', ja: '助ネコ' },
  ponpare: { en: 'Ponpare Mall', ja: 'ポンパレモール' },
  ganbare: { en: 'Ganbare Tencho', ja: 'がんばれ店長' },
};

export function sourceName(source: string, language: Language): string {
  return SOURCES[source]?.[language] ?? source;
}

export const KNOWN_SOURCES = Object.keys(SOURCES);
