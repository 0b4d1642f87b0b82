/** How many more are shown each time somebody asks. */
export const STEP = 50;

export interface FewOf<Row> {
  shown: readonly Row[];
  /** How many are not shown, and how many of these come next. */
  rest: number;
  next: number;
}

/** Of many rows the first ones, and what somebody has asked for since (`more`). */
export function fewOf<Row>(rows: readonly Row[], first: number, more: number): FewOf<Row> {
  const shown = rows.slice(0, first + more);
  const rest = rows.length - shown.length;
  return { shown, rest, next: Math.min(rest, STEP) };
}
