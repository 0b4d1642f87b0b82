import type { CustomerMgmtOverviewStep, OverviewQueryVariables } from '../../generated/graphql';

export const PERIODS = ['months12', 'months3', 'days30', 'year', 'custom'] as const;
export type PeriodChoice = (typeof PERIODS)[number];
export const STEPS = ['DAY', 'WEEK', 'MONTH'] as const satisfies readonly CustomerMgmtOverviewStep[];

export interface OverviewState {
  period: PeriodChoice;
  /** Days such as `2026-01-31`; of a period of one's own only. */
  first: string;
  last: string;
  step: CustomerMgmtOverviewStep;
  source: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const USUAL_STEP: Record<PeriodChoice, CustomerMgmtOverviewStep> = {
  months12: 'MONTH',
  months3: 'WEEK',
  days30: 'DAY',
  year: 'MONTH',
  custom: 'MONTH',
};

/** Read what is shown out of the address; what cannot be is as if it were not there. */
export function readState(address: URLSearchParams): OverviewState {
  const period = PERIODS.find((one) => one === address.get('period')) ?? 'months12';
  const day = (name: string) => {
    const written = address.get(name) ?? '';
    return period === 'custom' && DAY.test(written) ? written : '';
  };
  return {
    period,
    first: day('from'),
    last: day('to'),
    step: STEPS.find((one) => one === address.get('step')) ?? USUAL_STEP[period],
    source: address.get('source') ?? '',
  };
}

/** Write it into an address, leaving out what is as it always is. */
export function writeState(state: OverviewState): URLSearchParams {
  const address = new URLSearchParams();
  if (state.period !== 'months12') address.set('period', state.period);
  if (state.period === 'custom' && state.first) address.set('from', state.first);
  if (state.period === 'custom' && state.last) address.set('to', state.last);
  if (state.step !== USUAL_STEP[state.period]) address.set('step', state.step);
  if (state.source) address.set('source', state.source);
  return address;
}

/** Another period, with the steps that suit it; one of one's own begins with the days shown now. */
export function withPeriod(
  state: OverviewState,
  period: PeriodChoice,
  shown?: { first: string; last: string },
): OverviewState {
  const days =
    period === 'custom' ? { first: shown?.first ?? '', last: shown?.last ?? '' } : { first: '', last: '' };
  return { ...state, ...days, period, step: USUAL_STEP[period] };
}

/** What is asked for. The twelve months up to today are the server's, which knows the shop's day. */
export function variables(state: OverviewState, today: Date): OverviewQueryVariables {
  return {
    ...daysOf(state, today),
    step: state.step,
    sources: state.source ? [state.source] : undefined,
  };
}

function daysOf({ period, first, last }: OverviewState, today: Date) {
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()];
  switch (period) {
    case 'months12':
      return {};
    case 'months3':
      return { first: written(year, month - 2, 1) };
    case 'days30':
      return { first: written(year, month, date - 29) };
    case 'year':
      return { first: written(year - 1, 0, 1), last: written(year - 1, 11, 31) };
    case 'custom':
      return { first: first || undefined, last: last || undefined };
  }
}

function written(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}

const MOST_DAYS = 3660;
const MOST_STEPS = 400;
const DAYS_OF = { DAY: 1, WEEK: 7, MONTH: 28 } as const;

/** What is wrong with a period of one's own, and where: said at once, in the words of whoever looks. */
export function periodFault({ period, first, last, step }: OverviewState) {
  if (period !== 'custom' || !first || !last) return undefined;
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  if (days < 1) return { field: 'last', key: 'overview_turned_round' } as const;
  if (days > MOST_DAYS) return { field: 'first', key: 'overview_too_long' } as const;
  // Parts of weeks at both ends make one step more.
  const steps = Math.ceil(days / DAYS_OF[step]) + (step === 'DAY' ? 0 : 1);
  return steps > MOST_STEPS ? ({ field: 'step', key: 'overview_too_fine' } as const) : undefined;
}

/** The twelve months up to a day, as a period of one's own. */
export function monthsUpTo(state: OverviewState, newest: string): OverviewState {
  const [year, month] = newest.split('-').map(Number) as [number, number];
  return { ...state, period: 'custom', first: written(year, month - 12, 1), last: newest, step: 'MONTH' };
}
