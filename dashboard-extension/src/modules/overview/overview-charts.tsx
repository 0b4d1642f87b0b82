import type { ReactNode } from 'react';
import { Chart } from '../../charts/chart';
import type { CustomerMgmtOverviewStep, OverviewQuery } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { over, percent, purchasesBySource, stepNames } from './overview-figures';

type Result = NonNullable<NonNullable<OverviewQuery['customerMgmtOverview']>['result']>;

/** What happened over time: four pictures, each with its numbers as a table. */
export function OverviewCharts({ result, step }: { result: Result; step: CustomerMgmtOverviewStep }) {
  const { t, language } = useApp();
  const { total, steps } = result;
  const labels = stepNames(steps, step, language);
  const labelled = t(
    ({ DAY: 'overview_day', WEEK: 'overview_week', MONTH: 'overview_month' } as const)[step],
  );
  return (
    <div className="charts">
      <Card title={t('overview_chart_purchases')}>
        <Chart
          kind="stacked"
          title={t('overview_chart_purchases')}
          labelled={labelled}
          data={purchasesBySource(total, steps, { labels, language })}
        />
      </Card>
      <Card title={t('overview_chart_customers')}>
        <Chart
          kind="stacked"
          title={t('overview_chart_customers')}
          labelled={labelled}
          data={over(steps, labels, [
            { name: t('overview_new'), figure: 'newCustomers' },
            { name: t('overview_returning'), figure: 'returningCustomers' },
          ])}
        />
      </Card>
      <Card title={t('overview_chart_rates')}>
        <Chart
          kind="lines"
          title={t('overview_chart_rates')}
          labelled={labelled}
          format={(rate) => percent(rate, language)}
          data={over(steps, labels, [
            { name: t('overview_repeat_rate'), figure: 'repeatRate', tone: 'good' },
            { name: t('overview_cancellation_rate'), figure: 'cancellationRate', tone: 'bad' },
            { name: t('overview_return_rate'), figure: 'returnRate', tone: 'doubt' },
          ])}
        />
      </Card>
      <Card title={t('overview_chart_holds')}>
        <Chart
          kind="bars"
          title={t('overview_chart_holds')}
          labelled={labelled}
          data={over(steps, labels, [
            { name: t('overview_held'), figure: 'held', tone: 'doubt' },
            { name: t('overview_released'), figure: 'released', tone: 'good' },
          ])}
        />
      </Card>
    </div>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
