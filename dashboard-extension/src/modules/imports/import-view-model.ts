import type { ImportSummaryFragment, OrderImportState } from '../../generated/graphql';

const UNDER_WAY: readonly OrderImportState[] = ['PENDING', 'RUNNING'];

export const isUnderWay = (state: OrderImportState): boolean => UNDER_WAY.includes(state);

/** How a state looks: well, in between, or wrong. */
export function tone(state: OrderImportState): 'good' | 'bad' | 'plain' {
  if (state === 'DONE') return 'good';
  return state === 'FAILED' || state === 'INTERRUPTED' ? 'bad' : 'plain';
}

export function fileNames(files: ImportSummaryFragment['files']): string {
  return files.map((file) => file.name).join(' + ');
}

/** Files of the same name would hide each other in the list of what was refused: the newer one wins. */
export function withFiles<F extends { name: string }>(now: readonly F[], added: readonly F[]): F[] {
  const names = new Set(added.map((file) => file.name));
  return [...now.filter((file) => !names.has(file.name)), ...added];
}

export interface RefusedRow {
  orderNumber: string;
  file: string;
  line: number | null;
  lines: readonly number[];
  column: string;
  reason: string;
}

export interface RepairedResult {
  orderNumber: string;
  file: string;
  repairs: readonly { line: number; column: string; what: string }[];
}

/** One entry for each cell that was put right. */
export function repairedCells(results: readonly RepairedResult[]) {
  return results.flatMap(({ repairs, orderNumber, file }) =>
    repairs.map((repair) => ({ file, orderNumber, ...repair })),
  );
}

/** Where a refused row stands in its file: the line of the fault, else the lines of its order. */
export function lineOf(row: RefusedRow): string {
  return row.line !== null ? String(row.line) : row.lines.join(', ');
}

/** The refused rows as a CSV file for spreadsheets (with the mark by which Excel knows UTF-8). */
export function refusedCsv(rows: readonly RefusedRow[], heads: readonly string[]): string {
  const lines = [
    heads,
    ...rows.map((row) => [row.file, lineOf(row), row.orderNumber, row.column, row.reason]),
  ];
  return `\uFEFF${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell in quotes. What a spreadsheet would take for a formula is made text: files come from strangers. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The language of what the server says of a row: what it has no Japanese for is in English. */
export const languageOf = (text: string): 'en' | 'ja' => (/[ぁ-んァ-ヶ一-龠]/.test(text) ? 'ja' : 'en');
