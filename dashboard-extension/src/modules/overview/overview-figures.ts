import type { ChartData } from '../../charts/data';
import type { CustomerMgmtOverviewStep, FiguresFragment, PartFragment } from '../../generated/graphql';
import { sourceName } from '../../i18n/format';
import type { Language } from '../../i18n/translate';

/** A day such as `2026-01-31`, which is the same day everywhere. */
const dayOf = (written: string) => new Date(`${written}T00:00:00Z`);

export function dayText(written: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(dayOf(written));
}

/** What a step is called: its month, or its first day. The year is told where it is another one. */
export function stepNames(
  steps: readonly { first: string }[],
  step: CustomerMgmtOverviewStep,
  language: Language,
): string[] {
  const years = new Set(steps.map(({ first }) => first.slice(0, 4)));
  const names = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    month: 'short',
    ...(step === 'MONTH' ? {} : { day: 'numeric' as const }),
    ...(years.size > 1 ? { year: 'numeric' as const } : {}),
  });
  return steps.map(({ first }) => names.format(dayOf(first)));
}

export function percent(rate: number | null | undefined, language: Language): string {
  if (rate === null || rate === undefined) return '–';
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(rate);
}

/** By how much a number grew, as a share of what it was; nothing where there is nothing to compare with. */
export function growth(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before;
}

/** `+12%`, `−3%`, `±0%`. */
export function growthText(grown: number | null, language: Language): string | null {
  if (grown === null) return null;
  if (Math.abs(grown) < 0.0005) return `±${percent(0, language)}`;
  return new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'always',
  }).format(grown);
}

/** The sources of a period, those with most purchases first. */
export function sourcesOf(total: PartFragment): string[] {
  return [...total.sources]
    .sort((a, b) => b.figures.purchases - a.figures.purchases || a.source.localeCompare(b.source))
    .map(({ source }) => source);
}

export function purchasesBySource(
  total: PartFragment,
  steps: readonly PartFragment[],
  { labels, language }: { labels: string[]; language: Language },
): ChartData {
  return {
    labels,
    series: sourcesOf(total).map((source) => ({
      name: sourceName(source, language),
      values: steps.map((step) => step.sources.find((one) => one.source === source)?.figures.purchases ?? 0),
    })),
  };
}

type Figure = keyof Omit<FiguresFragment, '__typename'>;

/** Some figures over the steps, each as one series. */
export function over(
  steps: readonly PartFragment[],
  labels: string[],
  series: readonly { name: string; figure: Figure; tone?: 'good' | 'doubt' | 'bad' | 'quiet' }[],
): ChartData {
  return {
    labels,
    series: series.map(({ name, figure, tone }) => ({
      name,
      tone,
      values: steps.map((step) => step.all[figure] ?? null),
    })),
  };
}
