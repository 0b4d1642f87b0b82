import type { Key } from '../../i18n/en';
import { sourceName } from '../../i18n/format';
import type { Language, Translate } from '../../i18n/translate';
import type { Entry } from '../audit/audit-record';
import { FIELDS } from './terms-form';

type Details = Entry['details'];

/** Names of fields in one text; all of them are everything. */
export function fieldWords(fields: readonly string[], t: Translate): string {
  const told = FIELDS.filter((one) => fields.includes(one));
  if (told.length === FIELDS.length) return t('retention_everything');
  return told.map((one) => t(`field_${one}` as Key)).join(t('list_separator')) || t('retention_nothing');
}

/** What an entry of the audit trail says of one run: of each source how many orders, and what of imports. */
export function expiredWords(details: Details, t: Translate, language: Language): string[] {
  const told = Object.fromEntries(details.map(({ name, value }) => [name, value]));
  const lines = Object.entries(read(told['expired'])).map(([source, { orders, fields }]) =>
    t('retention_gone_of', {
      source: sourceName(source, language),
      count: orders,
      fields: fieldWords(
        fields.map((one) => one.toUpperCase()),
        t,
      ),
    }),
  );
  const results = Number(told['results'] ?? 0);
  if (results > 0) lines.push(t('retention_gone_results', { count: results }));
  return lines.length > 0 ? lines : [t('retention_gone_nothing')];
}

function read(text: string | undefined): Record<string, { orders: number; fields: string[] }> {
  try {
    return JSON.parse(text ?? '{}') as Record<string, { orders: number; fields: string[] }>;
  } catch {
    return {};
  }
}
