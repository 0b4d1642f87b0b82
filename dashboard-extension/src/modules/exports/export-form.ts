import type { CustomerMgmtFileKind, OrderRecordFilterInput } from '../../generated/graphql';

export const KINDS: readonly CustomerMgmtFileKind[] = ['CSV', 'CSV_CP932', 'XLSX'];

export interface Chosen {
  what: 'customers' | 'orders';
  kind: CustomerMgmtFileKind;
  /** Days as `2026-01-31`; of orders. */
  from: string;
  to: string;
  source: string;
}

export const NOTHING_CHOSEN: Chosen = { what: 'customers', kind: 'CSV', from: '', to: '', source: '' };

export const isTurnedRound = ({ from, to }: Chosen): boolean => from !== '' && to !== '' && from > to;

/** The orders of these days, as the browser's place has days, and of this source. */
export function ordersFilter({ from, to, source }: Chosen): OrderRecordFilterInput {
  return {
    ...(from ? { placedFrom: beginOf(from, 0) } : {}),
    ...(to ? { placedBefore: beginOf(to, 1) } : {}),
    ...(source ? { sources: [source] } : {}),
  };
}

function beginOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** `customers.csv` of a moment: `customers-2026-01-31.csv`, so that those of two days lie side by side. */
export function fileName(name: string, moment: Date): string {
  const day = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const [stem = name, ...rest] = name.split('.');
  return [`${stem}-${day}`, ...rest].join('.');
}
