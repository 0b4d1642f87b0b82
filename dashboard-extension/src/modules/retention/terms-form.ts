import type {
  CustomerMgmtMayWrite,
  CustomerMgmtRetentionTermsInput,
  MatchField,
  RetentionTermsFragment,
} from '../../generated/graphql';

export const FIELDS: readonly MatchField[] = [
  'NAME',
  'KANA',
  'EMAIL',
  'PHONE',
  'POSTAL_CODE',
  'ADDRESS',
  'BIRTHDAY',
  'COMPANY',
  'MEMBER_ID',
];
export const MAY_WRITE: readonly CustomerMgmtMayWrite[] = ['UNKNOWN', 'NO', 'WITH_CONSENT', 'YES'];
/** The merchant's own shop: that customers are made of its orders is what all this is for. */
export const OWN_SHOP = 'saleor';
const MOST_DAYS = 36_500;
const RESERVE_DAYS = 30;

export interface TermsForm {
  source: string;
  limited: boolean;
  days: string;
  reserveDays: string;
  fields: readonly MatchField[];
  mayWrite: CustomerMgmtMayWrite;
  mayBuild: boolean;
}

export function formOf(terms: RetentionTermsFragment | null): TermsForm {
  return {
    source: terms?.source ?? '',
    limited: terms ? terms.days !== null : true,
    days: String(terms?.days ?? ''),
    reserveDays: String(terms?.reserveDays ?? RESERVE_DAYS),
    fields: terms?.fields ?? FIELDS,
    mayWrite: terms?.mayWrite ?? 'UNKNOWN',
    mayBuild: terms?.mayBuild ?? true,
  };
}

export interface Problems {
  source: boolean;
  days: boolean;
  reserveDays: boolean;
  fields: boolean;
}

const isDays = (text: string): boolean => /^\d{1,5}$/.test(text.trim()) && Number(text) <= MOST_DAYS;

export function problemsOf(form: TermsForm): Problems {
  return {
    source: form.source === '',
    days: form.limited && !isDays(form.days),
    reserveDays: form.limited && !isDays(form.reserveDays),
    fields: form.limited && form.fields.length === 0,
  };
}

export const isSayable = (found: Problems): boolean => !Object.values(found).some(Boolean);

/** What a form that is sayable says. What does not matter without a limit is as it is by itself. */
export function inputOf(form: TermsForm): CustomerMgmtRetentionTermsInput {
  return {
    source: form.source,
    days: form.limited ? Number(form.days) : null,
    reserveDays: isDays(form.reserveDays) ? Number(form.reserveDays) : RESERVE_DAYS,
    fields: FIELDS.filter((one) => form.fields.includes(one) || form.fields.length === 0),
    mayWrite: form.mayWrite,
    mayBuild: form.mayBuild,
  };
}

/** The whole policy with other terms of one source; null: as shipped. All others stay as they are. */
export function policyWith(
  now: readonly RetentionTermsFragment[],
  changed: string,
  terms: CustomerMgmtRetentionTermsInput | null,
): CustomerMgmtRetentionTermsInput[] {
  const others = now
    .filter((one) => one.source !== changed && !one.asShipped)
    .map(({ source, days, reserveDays, fields, mayWrite, mayBuild }) => ({
      source,
      days,
      reserveDays,
      fields: [...fields],
      mayWrite,
      mayBuild,
    }));
  return terms ? [...others, terms] : others;
}

export interface Foreseen {
  due: number;
  later: number;
}

/** Of how many orders of a source values go at once, and later. */
export function foreseen(
  upcoming: readonly { source: string; due: boolean; orderCount: number }[],
  source: string,
): Foreseen {
  const rows = upcoming.filter((one) => one.source === source);
  const sum = (found: typeof rows) => found.reduce((all, { orderCount }) => all + orderCount, 0);
  return {
    due: sum(rows.filter(({ due }) => due)),
    later: sum(rows.filter(({ due }) => !due)),
  };
}
