import { Link } from 'wouter';
import { Chart } from '../../charts/chart';
import type { RuleBacktestQuery } from '../../generated/graphql';
import { day, money, monthName, sourceName, totals } from '../../i18n/format';
import type { Key } from '../../i18n/en';
import { useApp } from '../../ui/app-context';
import { filledMonths } from './backtest-months';

type Figures = NonNullable<NonNullable<RuleBacktestQuery['customerMgmtRuleBacktest']>['figures']>;

export function BacktestFigures({ figures }: { figures: Figures }) {
  const { t, language } = useApp();
  const rows = filledMonths(figures.months, figures.since, figures.until);
  const numbers: [Key, number][] = [
    ['backtest_orders', figures.orderCount],
    ['backtest_matched', figures.matched],
    ['backtest_cancelled', figures.cancelled],
    ['backtest_returned', figures.returned],
    ['backtest_missed', figures.missed],
    ['backtest_good', figures.goodCustomers],
  ];
  return (
    <div className="stack" role="group" aria-label={t('backtest_result')}>
      <p role="status">
        {t('backtest_span_of', { since: day(figures.since, language), until: day(figures.until, language) })}
      </p>
      <dl className="figures">
        {numbers.map(([key, value]) => (
          <div key={key}>
            <dt className="sub">{t(key)}</dt>
            <dd className="big">{value.toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
      {figures.totals.length > 0 && (
        <p>{t('backtest_worth', { totals: totals(figures.totals, language) })}</p>
      )}
      <Chart
        kind="stacked"
        title={t('backtest_chart')}
        labelled={t('month')}
        data={{
          labels: rows.map((row) => monthName(row.month, language)),
          series: [
            { name: t('backtest_wrong'), values: rows.map((row) => row.wentWrong), tone: 'bad' },
            { name: t('backtest_fine'), values: rows.map((row) => row.matched - row.wentWrong), tone: 'one' },
          ],
        }}
      />
      <Hurt figures={figures} />
      <Matched figures={figures} />
    </div>
  );
}

function Hurt({ figures }: { figures: Figures }) {
  const { t } = useApp();
  const found = figures.hurtCustomers ?? [];
  if (found.length === 0) return null;
  return (
    <details>
      <summary>{t('backtest_hurt', { count: figures.goodCustomers })}</summary>
      <p className="soft">{t('backtest_hurt_hint')}</p>
      <ul>
        {found.map((one) => (
          <li key={one.id}>
            <Link href={`/customers/${one.publicId}`}>{one.name || one.publicId}</Link>{' '}
            <span className="soft">{t('purchases', { count: one.purchaseCount })}</span>
          </li>
        ))}
      </ul>
      {figures.goodCustomers > found.length && (
        <p className="soft">{t('and_more', { count: figures.goodCustomers - found.length })}</p>
      )}
    </details>
  );
}

function Matched({ figures }: { figures: Figures }) {
  const { t, language } = useApp();
  const found = figures.matchedOrders ?? [];
  if (found.length === 0) return null;
  return (
    <details>
      <summary>{t('backtest_orders_matched', { count: figures.matched })}</summary>
      <ul>
        {found.map((order) => (
          <li key={order.id}>
            {[
              sourceName(order.source, language),
              order.number,
              day(order.placedAt, language),
              t(`status_${order.status}`),
              order.total && money(order.total, order.currency ?? '', language),
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
      {figures.matched > found.length && (
        <p className="soft">{t('and_more', { count: figures.matched - found.length })}</p>
      )}
    </details>
  );
}
