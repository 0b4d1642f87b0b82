import type { Key } from '../i18n/en';
import type { Translate } from '../i18n/translate';

export interface MutationError {
  code: string;
  message: string;
  field: string | null;
  /** Where in the input, of what tells it. */
  path?: string | null;
}

/** What a mutation is about: the same code says other things of holds than of marks. */
export type About =
  | 'assign'
  | 'breach'
  | 'export'
  | 'group'
  | 'hold'
  | 'import'
  | 'label'
  | 'mark'
  | 'mark_end'
  | 'note'
  | 'place'
  | 'retention';

/** By the code, or by the code and the field, which goes first. */
const WORDS: Record<About, Partial<Record<string, Key>>> = {
  hold: { ALREADY_DONE: 'refused_hold_closed', BUSY: 'refused_order_busy', NOT_FOUND: 'refused_hold_gone' },
  assign: {
    ALREADY_DONE: 'refused_hold_closed',
    'ALREADY_DONE owner': 'refused_hold_owner',
    NOT_FOUND: 'refused_hold_gone',
  },
  place: {
    CONFLICT: 'refused_place_over',
    BUSY: 'refused_order_busy',
    NOT_FOUND: 'refused_order_gone',
    'INVALID reason': 'refused_hold_reason',
  },
  breach: { ALREADY_DONE: 'refused_breach_seen', NOT_FOUND: 'refused_breach_gone' },
  mark: {
    'INVALID expiresAt': 'refused_mark_expiry',
    'INVALID reason': 'refused_mark_reason',
    NOT_FOUND: 'refused_customer_gone',
  },
  mark_end: { ALREADY_DONE: 'refused_mark_ended', NOT_FOUND: 'refused_mark_gone' },
  note: { FORBIDDEN: 'refused_note_others', NOT_FOUND: 'refused_note_gone' },
  label: { 'INVALID label': 'refused_label_text', NOT_FOUND: 'refused_customer_gone' },
  export: { forbidden: 'refused_export', NOT_INSTALLED: 'refused_excel' },
  retention: { ALREADY_DONE: 'refused_retention_same', forbidden: 'refused_retention' },
  import: { 'INVALID timeZone': 'refused_time_zone' },
  group: { 'NOT_FOUND group': 'refused_group_gone', NOT_FOUND: 'refused_customer_gone' },
};
const EVERYWHERE: Partial<Record<string, Key>> = {
  BUSY: 'code_BUSY',
  STALE_KEYS: 'code_STALE_KEYS',
  TOO_MANY: 'code_TOO_MANY',
  REQUIRED: 'code_REQUIRED',
};
/** What these say is known; which decision, criterion or customer it is, only the server's text tells. */
const IN_PART: Partial<Record<string, Key>> = {
  ALREADY_DONE: 'code_ALREADY_DONE',
  NOT_FOUND: 'code_NOT_FOUND',
  CONFLICT: 'code_CONFLICT',
  NOT_INSTALLED: 'code_NOT_INSTALLED',
};

/** Our text for an error, and whether it says all that the server's text does; null when we have none. */
export function ourWords(error: MutationError, about?: About): { key: Key; whole: boolean } | null {
  const here = about && WORDS[about];
  const whole =
    here?.[`${error.code} ${error.field ?? ''}`] ?? here?.[error.code] ?? EVERYWHERE[error.code] ?? null;
  if (whole) return { key: whole, whole: true };
  const part = IN_PART[error.code];
  return part ? { key: part, whole: false } : null;
}

/** One line for an error: our words where we have some, else the server's. */
export function inOneLine(error: MutationError, t: Translate): string {
  const ours = ourWords(error);
  return ours ? t(ours.key) : error.message;
}
