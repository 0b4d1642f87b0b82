/** The months from one moment to another, as the server names them (UTC), the last one included. */
export function monthsBetween(since: string, until: string): string[] {
  const last = until.slice(0, 7);
  const found: string[] = [];
  let [year, month] = since.slice(0, 7).split('-').map(Number) as [number, number];
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > last) return found;
    found.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

export interface MonthRow {
  month: string;
  orderCount: number;
  matched: number;
  wentWrong: number;
}

const ALWAYS = 12;

/**
 * A row for every month; those without orders, which the server leaves out, among them. But of years in which
 * there was no shop yet only the last twelve months.
 */
export function filledMonths(rows: readonly MonthRow[], since: string, until: string): MonthRow[] {
  const known = new Map(rows.map((row) => [row.month, row]));
  const all = monthsBetween(since, until);
  const first = all.findIndex((month) => known.has(month));
  return all
    .slice(Math.max(0, Math.min(first < 0 ? all.length : first, all.length - ALWAYS)))
    .map((month) => known.get(month) ?? { month, orderCount: 0, matched: 0, wentWrong: 0 });
}
