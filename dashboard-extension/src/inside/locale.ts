import type { Language } from '../i18n/translate';

const KEPT = 'customer-mgmt-locale';

/** Remember which language the dashboard speaks: 3.21 opens a pop-up twice and tells only the first one. */
export function keepLocale(locale: string | null): void {
  if (locale === null) return;
  try {
    sessionStorage.setItem(KEPT, locale);
  } catch {
    // Forbidden to frames of another site.
  }
}

/** The language of the dashboard, as far as it has told; else the browser's. */
export function languageOf(told: string | null): Language {
  const locale = told ?? keptLocale() ?? navigator.language;
  return locale.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

function keptLocale(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
