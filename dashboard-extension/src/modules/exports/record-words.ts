import type { Key } from '../../i18n/en';
import { sourceName } from '../../i18n/format';
import type { Language, Translate } from '../../i18n/translate';
import type { Entry } from '../audit/audit-record';

export type Recorded = Pick<Entry, 'action' | 'details'>;

const FORM: Record<string, Key> = { csv: 'export_CSV', 'csv-cp932': 'export_CSV_CP932', xlsx: 'export_XLSX' };
const WHAT: Record<string, Key> = { customers: 'exports_customers', orders: 'exports_orders' };
const ASKED: readonly Key[] = [
  'exported_search',
  'exported_condition',
  'exported_sources',
  'exported_min_purchases',
  'exported_max_purchases',
  'exported_statuses',
  'exported_placed_from',
  'exported_placed_before',
  'exported_customer',
  'exported_labels',
  'exported_groups',
  'exported_watch_levels',
];

/** What an entry of the audit trail says of an export: what was done, and with which filters or rows. */
export function recordWords(
  { action, details }: Recorded,
  t: Translate,
  language: Language,
): { did: string; about: string } {
  const told = Object.fromEntries(details.map(({ name, value }) => [name, value]));
  const what = WHAT[told['what'] ?? ''];
  const form = FORM[told['kind'] ?? ''];
  const named = {
    what: what ? t(what) : (told['what'] ?? ''),
    form: form ? t(form) : (told['kind'] ?? ''),
  };
  if (action === 'export_written') {
    return {
      did: t('exports_written', named),
      about: t('export_rows', { count: Number(told['rows'] ?? 0) }),
    };
  }
  const asked = Object.entries(read(told['asked'])).map(([name, value]) => {
    const key = ASKED.find((one) => one === `exported_${name}`);
    return key ? t(key, { value: shown(name, value, language) }) : name;
  });
  return {
    did: t('exports_begun', named),
    about: asked.join(t('list_separator')) || t('exports_everything'),
  };
}

function read(text: string | undefined): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(text ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function shown(name: string, value: unknown, language: Language): string {
  const values = (Array.isArray(value) ? value : [value]).map(String);
  if (name === 'sources') return values.map((one) => sourceName(one, language)).join(' / ');
  if (name.startsWith('placed_')) {
    const moment = new Date(values[0] ?? '');
    if (Number.isNaN(moment.getTime())) return values.join(' / ');
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
  }
  return values.join(' / ');
}
