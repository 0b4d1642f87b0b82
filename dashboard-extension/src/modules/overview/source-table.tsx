import type { PartFragment } from '../../generated/graphql';
import { sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { percent, sourcesOf } from './overview-figures';

/** The figures of the whole period, source by source. */
export function SourceTable({ total }: { total: PartFragment }) {
  const { t, language } = useApp();
  const rows = sourcesOf(total).flatMap((source) => {
    const figures = total.sources.find((one) => one.source === source)?.figures;
    return figures ? [{ source, name: sourceName(source, language), figures }] : [];
  });
  const all = [...rows, { source: '', name: t('overview_all_sources'), figures: total.all }];
  return (
    <section className="card" aria-labelledby="by-source">
      <h3 id="by-source">{t('overview_by_source')}</h3>
      <p className="soft">{t('overview_sums')}</p>
      {/* Wider than a telephone: it can be scrolled, also by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="table" tabIndex={0} role="region" aria-labelledby="by-source">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('receipt_source')}</th>
              {(
                [
                  'overview_orders',
                  'overview_purchases',
                  'overview_customers',
                  'overview_new',
                  'overview_returning',
                  'overview_repeat_rate',
                  'overview_cancellation_rate',
                  'overview_return_rate',
                ] as const
              ).map((key) => (
                <th key={key} scope="col" className="number">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map(({ source, name, figures }) => (
              <tr key={source}>
                <th scope="row">{name}</th>
                {[
                  figures.orderCount,
                  figures.purchases,
                  figures.customers,
                  figures.newCustomers,
                  figures.returningCustomers,
                ].map((count, at) => (
                  <td key={at} className="number">
                    {count.toLocaleString(language)}
                  </td>
                ))}
                {[figures.repeatRate, figures.cancellationRate, figures.returnRate].map((rate, at) => (
                  <td key={at} className="number">
                    {percent(rate, language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
