import type { ConditionFieldsQuery } from '../../generated/graphql';
import { isMoment } from './moments';

export type Field = NonNullable<ConditionFieldsQuery['customerMgmtConditionFields']>['fields'][number];
export type Fields = ReadonlyMap<string, Field>;
export type Mode = 'all' | 'any' | 'none';
export const MODES: readonly Mode[] = ['all', 'any', 'none'];

/** What a condition is while it is edited: a tree of texts, as people type them. */
export type Part = Combined | Comparison;

export interface Combined {
  kind: 'combined';
  id: string;
  mode: Mode;
  parts: readonly Part[];
  /** It stands around a single comparison for the editor's sake, and is not written. */
  bare: boolean;
}

export interface Comparison {
  kind: 'comparison';
  id: string;
  field: string;
  op: string;
  /** What is compared with: a text, two ends, or a list; the op decides which of these counts. */
  value: string;
  from: string;
  to: string;
  list: readonly string[];
  /** The parameters, by name; empty ones are not given. */
  settings: Readonly<Record<string, string>>;
  /** Moments of a day are typed, not days. */
  precise: boolean;
  /** Somebody has been at it: before, what is not filled in yet is no fault to be shown. */
  touched: boolean;
}

export const LISTS: ReadonlySet<string> = new Set([
  'is_any_of',
  'is_none_of',
  'has_any',
  'has_all',
  'has_none',
]);
/** How deep conditions may be nested, and how many parts they may have: docs/conditions.md. */
export const DEEPEST = 6;
export const MOST_PARTS = 100;

let made = 0;
export const newId = (): string => `part-${(made += 1)}`;

/** The tree of a condition; of nothing, one without parts. */
export function formOf(json: unknown): Combined {
  if (json === null || json === undefined) return combined('all', [], true);
  const part = partOf(json);
  return part.kind === 'combined' ? part : combined('all', [part], true);
}

export function combined(mode: Mode, parts: readonly Part[], bare = false): Combined {
  return { kind: 'combined', id: newId(), mode, parts, bare };
}

function partOf(json: unknown): Part {
  const told = json as Record<string, unknown>;
  const mode = MODES.find((one) => one in told);
  if (mode) return combined(mode, (told[mode] as unknown[]).map(partOf));
  const { field, op, value, from, to, ...settings } = told;
  return {
    kind: 'comparison',
    id: newId(),
    field: text(field),
    op: text(op),
    value: Array.isArray(value) ? '' : text(value),
    from: text(from),
    to: text(to),
    list: Array.isArray(value) ? value.map(text) : [],
    settings: Object.fromEntries(Object.entries(settings).map(([name, given]) => [name, text(given)])),
    precise: [value, from, to].some((one) => typeof one === 'string' && isMoment(one)),
    touched: true,
  };
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

/** The condition that a tree says. What cannot be is written as it was typed, for the server to refuse. */
export function jsonOf(part: Part, fields: Fields): unknown {
  if (part.kind === 'comparison') return comparisonJson(part, fields.get(part.field));
  const [only] = part.parts;
  if (isBare(part) && only) return jsonOf(only, fields);
  return { [part.mode]: part.parts.map((one) => jsonOf(one, fields)) };
}

/** Whether the outermost frame is left out: around one comparison, "all of" says nothing. */
export function isBare(part: Combined): boolean {
  return part.bare && part.mode === 'all' && part.parts.length === 1 && part.parts[0]?.kind === 'comparison';
}

function comparisonJson(part: Comparison, field: Field | undefined): unknown {
  const written: Record<string, unknown> = { field: part.field };
  for (const parameter of field?.parameters ?? []) {
    const given = part.settings[parameter.name] ?? '';
    if (given === '') continue;
    written[parameter.name] =
      parameter.kind === 'truth' ? given === 'true' : parameter.kind === 'whole' ? number(given) : given;
  }
  written['op'] = part.op;
  const write = (given: string): unknown => (isNumeric(field) ? number(given) : given);
  if (part.op === 'between') return { ...written, from: write(part.from), to: write(part.to) };
  if (LISTS.has(part.op)) return { ...written, value: part.list };
  if (part.op === 'is') return { ...written, value: part.value === 'true' };
  return { ...written, value: write(part.value) };
}

export function isNumeric(field: Field | undefined): boolean {
  return field !== undefined && ['WHOLE', 'PERCENT', 'MONEY'].includes(field.kind);
}

/** A number as people type it: full width, with commas. Whole ones become numbers, others stay exact texts. */
function number(given: string): unknown {
  const plain = given.normalize('NFKC').replace(/[\s,]/g, '');
  return /^\d{1,15}$/.test(plain) ? Number(plain) : plain;
}

/** A comparison with nothing to compare with yet. */
export function newComparison(field: Field): Comparison {
  const blank = { value: field.kind === 'TRUTH' ? 'true' : '', from: '', to: '', list: [] };
  const op = field.ops[0]?.op ?? '';
  return {
    kind: 'comparison',
    id: newId(),
    field: field.name,
    op: field.ops.some((one) => one.op === 'at_least') && isNumeric(field) ? 'at_least' : op,
    ...blank,
    settings: startSettings(field, {}),
    precise: false,
    touched: false,
  };
}

/** The same comparison of another field: what still fits is kept. */
export function withField(part: Comparison, before: Field | undefined, field: Field): Comparison {
  const fresh = newComparison(field);
  const alike = before?.kind === field.kind && field.choices.length === 0;
  return {
    ...fresh,
    id: part.id,
    ...(alike && {
      op: part.op,
      value: part.value,
      from: part.from,
      to: part.to,
      list: part.list,
      precise: part.precise,
    }),
    settings: startSettings(field, part.settings),
    touched: alike && part.touched,
  };
}

/** Parameters to begin with: those given before, else what the server would take, or the usual. */
function startSettings(field: Field, kept: Comparison['settings']): Record<string, string> {
  const usual: Record<string, string> = { last: '5', currency: 'JPY', including_present: 'true', zone: '' };
  return Object.fromEntries(field.parameters.map(({ name }) => [name, kept[name] ?? usual[name] ?? '']));
}
