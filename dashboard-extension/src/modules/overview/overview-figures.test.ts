import { describe, expect, it } from 'vitest';
import type { FiguresFragment, PartFragment } from '../../generated/graphql';
import {
  dayText,
  growth,
  growthText,
  over,
  percent,
  purchasesBySource,
  sourcesOf,
  stepNames,
} from './overview-figures';

const NONE: FiguresFragment = {
  orderCount: 0,
  purchases: 0,
  cancelled: 0,
  returned: 0,
  customers: 0,
  newCustomers: 0,
  returningCustomers: 0,
  repeaters: 0,
  repeatRate: null,
  cancellationRate: null,
  returnRate: null,
  held: 0,
  released: 0,
};

function part(
  first: string,
  purchases: Record<string, number>,
  all: Partial<FiguresFragment> = {},
): PartFragment {
  return {
    first,
    last: first,
    all: { ...NONE, ...all },
    sources: Object.entries(purchases).map(([source, count]) => ({
      source,
      figures: { ...NONE, purchases: count },
    })),
  };
}

describe('stepNames', () => {
  it('tells the year where there are two', () => {
    const steps = [{ first: '2025-12-01' }, { first: '2026-01-01' }];
    expect(stepNames(steps, 'MONTH', 'en')).toEqual(['Dec 2025', 'Jan 2026']);
    expect(stepNames(steps, 'MONTH', 'ja')).toEqual(['2025年12月', '2026年1月']);
    expect(stepNames(steps.slice(1), 'MONTH', 'en')).toEqual(['Jan']);
  });

  it('tells the day of weeks and days', () => {
    expect(stepNames([{ first: '2026-01-05' }], 'WEEK', 'en')).toEqual(['Jan 5']);
    expect(stepNames([{ first: '2026-01-05' }], 'DAY', 'ja')).toEqual(['1月5日']);
    expect(dayText('2026-01-05', 'en')).toBe('Jan 5, 2026');
  });
});

describe('growth', () => {
  it('is a share of what it was', () => {
    expect(growth(15, 10)).toBe(0.5);
    expect(growth(0, 10)).toBe(-1);
    expect(growth(3, 0)).toBeNull();
  });

  it.each([
    [0.5, '+50%'],
    [-0.125, '-12.5%'],
    [0, '±0%'],
    [0.0001, '±0%'],
  ])('%d is written %s', (grown, text) => {
    expect(growthText(grown, 'en')).toBe(text);
  });

  it('is not written where there is nothing to compare with', () => {
    expect(growthText(null, 'en')).toBeNull();
    expect(percent(null, 'en')).toBe('–');
    expect(percent(1 / 3, 'en')).toBe('33.3%');
  });
});

describe('charts', () => {
  const total = part('2026-01-01', { amazon: 1, rakuten: 5, saleor: 1 });
  const steps = [
    part('2026-01-01', { rakuten: 5 }, { newCustomers: 2, repeatRate: 0.5 }),
    part('2026-02-01', { amazon: 1, saleor: 1 }),
  ];

  it('has the source with most purchases first, and zeros where nothing was bought', () => {
    expect(sourcesOf(total)).toEqual(['rakuten', 'amazon', 'saleor']);
    expect(purchasesBySource(total, steps, { labels: ['Jan', 'Feb'], language: 'en' })).toEqual({
      labels: ['Jan', 'Feb'],
      series: [
        { name: 'Rakuten', values: [5, 0] },
        { name: 'Amazon', values: [0, 1] },
        { name: 'Saleor', values: [0, 1] },
      ],
    });
  });

  it('has gaps where there is no rate', () => {
    const chart = over(
      steps,
      ['Jan', 'Feb'],
      [
        { name: 'New', figure: 'newCustomers' },
        { name: 'Repeat rate', figure: 'repeatRate', tone: 'good' },
      ],
    );
    expect(chart.series.map(({ values }) => values)).toEqual([
      [2, 0],
      [0.5, null],
    ]);
    expect(chart.series.map(({ tone }) => tone)).toEqual([undefined, 'good']);
  });
});
