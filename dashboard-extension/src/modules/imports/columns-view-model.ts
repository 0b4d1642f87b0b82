import type { ImportGuessMutation, OrderImportField } from '../../generated/graphql';

export type Guess = NonNullable<NonNullable<ImportGuessMutation['orderImportMappingGuess']>['guess']>;
/** What a column can be: a field, or a second value of one that may have several. */
export type Meaning = OrderImportField | 'PHONE_2' | 'SHIP_PHONE_2' | '';

/** From here on the server calls a guess certain. */
const HIGH = 0.8;
const FIRST_OF: Partial<Record<Meaning, OrderImportField>> = { PHONE_2: 'PHONE', SHIP_PHONE_2: 'SHIP_PHONE' };
const ONE_COLUMN: readonly Meaning[] = [
  'SOURCE',
  'ORDER_NUMBER',
  'ACCOUNT_NUMBER',
  'TOTAL',
  'CURRENCY',
  'REFUNDED',
  'SKU',
  'QUANTITY',
  'UNIT_PRICE',
];
const OF_ACCOUNTS: readonly Meaning[] = [
  'ACCOUNT_NUMBER',
  'REGISTERED_AT',
  'GROUP',
  'POINTS',
  'NEWSLETTER',
  'NOTE',
];
const OF_BOTH: readonly Meaning[] = [
  'STATUS',
  'SOURCE',
  'NAME',
  'KANA',
  'EMAIL',
  'PHONE',
  'PHONE_2',
  'POSTAL_CODE',
  'ADDRESS',
  'BIRTHDAY',
  'COMPANY',
  'MEMBER_ID',
];
/** In the order in which they are offered. */
export const MEANINGS: readonly Exclude<Meaning, ''>[] = [
  'ACCOUNT_NUMBER',
  'REGISTERED_AT',
  'ORDER_NUMBER',
  'PLACED_AT',
  'SHIPPED_AT',
  'STATUS',
  'TOTAL',
  'CURRENCY',
  'REFUNDED',
  'PAYMENT_METHOD',
  'SHIPPING_METHOD',
  'CHANNEL',
  'SOURCE',
  'NAME',
  'KANA',
  'EMAIL',
  'PHONE',
  'PHONE_2',
  'POSTAL_CODE',
  'ADDRESS',
  'BIRTHDAY',
  'COMPANY',
  'MEMBER_ID',
  'GROUP',
  'POINTS',
  'NEWSLETTER',
  'NOTE',
  'SHIP_NAME',
  'SHIP_PHONE',
  'SHIP_PHONE_2',
  'SHIP_POSTAL_CODE',
  'SHIP_ADDRESS',
  'SKU',
  'PRODUCT',
  'QUANTITY',
  'UNIT_PRICE',
];

/** What a column of a file of orders can be, or of one of accounts. */
export const meaningsOf = (accounts: boolean): readonly Exclude<Meaning, ''>[] =>
  MEANINGS.filter((one) => OF_BOTH.includes(one) || OF_ACCOUNTS.includes(one) === accounts);

/** What each column is guessed to be, in the order of the file. */
export function guessedMeanings(guess: Guess): Meaning[] {
  return guess.columns.map(({ column, field }): Meaning => {
    if (field !== 'PHONE' && field !== 'SHIP_PHONE') return field ?? '';
    const alternatives = guess.fields.find((one) => one.field === field)?.alternatives ?? [];
    return alternatives.findIndex((parts) => parts.includes(column)) > 0 ? (`${field}_2` as const) : field;
  });
}

export type Look = 'certain' | 'check' | 'changed' | 'unused';

/** How a row looks: what a person has said is no guess any more. */
export function lookOf(guessed: Meaning, said: Meaning, confidence: number): Look {
  if (said !== guessed) return 'changed';
  if (said === '') return 'unused';
  return confidence >= HIGH ? 'certain' : 'check';
}

export interface Said {
  /** Its rows are no orders, but customers who registered: said by a person, never guessed. */
  accounts: boolean;
  meanings: readonly Meaning[];
  source: string;
  currency: string;
  /** The shop's own words for states, and what they are (in small letters). */
  states: Readonly<Record<string, string>>;
}

/** The columns of each field that is said, in parts and alternatives, as a mapping file has them. */
export function fieldsOf(guess: Guess, meanings: readonly Meaning[]): Map<OrderImportField, string[][]> {
  const found = new Map<OrderImportField, string[][]>();
  for (const meaning of MEANINGS) {
    const columns = guess.columns.filter((_, at) => meanings[at] === meaning).map(({ column }) => column);
    if (columns.length === 0) continue;
    const field = FIRST_OF[meaning] ?? (meaning as OrderImportField);
    const alternatives =
      field === 'EMAIL' || meaning !== field ? columns.map((one) => [one]) : [inOrder(guess, field, columns)];
    found.set(field, [...(found.get(field) ?? []), ...alternatives]);
  }
  return found;
}

/** Parts stand as they were guessed (the family name first), when it is these; else as in the file. */
function inOrder(guess: Guess, field: OrderImportField, columns: string[]): string[] {
  const guessed = guess.fields
    .filter((one) => one.field === field)
    .flatMap((one) => one.alternatives.map((parts) => [...parts]));
  return (
    guessed.find((parts) => parts.length === columns.length && parts.every((one) => columns.includes(one))) ??
    columns
  );
}

/** The mapping file (TOML) that says this. A text of JSON is one of TOML, but for DEL. */
export function mappingText(guess: Guess, said: Said): string {
  const file = [
    ...(said.source ? [['source', said.source]] : []),
    ...(said.currency ? [['currency', said.currency]] : []),
    ...(/^quotes = "none"$/m.test(guess.mapping.split('[columns]')[0] ?? '') ? [['quotes', 'none']] : []),
  ];
  const columns = [...fieldsOf(guess, said.meanings)].map(([field, alternatives]) => [
    field.toLowerCase(),
    field === 'EMAIL' ? alternatives.flat() : alternatives,
  ]);
  const sections: [string, unknown[][]][] = [
    ['file', file],
    ['columns', columns],
    ['status', Object.entries(said.states)],
    ['seen', [['columns', guess.columns.map(({ column }) => column)]]],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([name, lines]) =>
      [`[${name}]`, ...lines.map(([key, value]) => `${toml(key)} = ${toml(value)}`), ''].join('\n'),
    )
    .join('\n');
}

const toml = (value: unknown): string => JSON.stringify(value).replaceAll('\u007f', '\\u007f');

export interface Problems {
  number: boolean;
  source: boolean;
  currency: boolean;
  /** Columns (by place) that cannot be what is said, since another one is. */
  twice: readonly number[];
}

/** What is to be put right before it can be tried. */
export function problemsOf(said: Said): Problems {
  const names = said.meanings.filter((one) => one === 'SOURCE').length > 0;
  return {
    number: !said.meanings.includes(said.accounts ? 'ACCOUNT_NUMBER' : 'ORDER_NUMBER'),
    source: !(names && said.source === '') && !/^[a-z0-9][a-z0-9_-]{0,31}$/.test(said.source),
    currency: said.currency !== '' && !/^[A-Z]{3}$/.test(said.currency),
    twice: said.meanings.flatMap((one, at) =>
      ONE_COLUMN.includes(one) && said.meanings.indexOf(one) < at ? [at] : [],
    ),
  };
}

export const isSayable = (found: Problems): boolean =>
  !found.number && !found.source && !found.currency && found.twice.length === 0;
