import { sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import type { Customer } from './customer-page';

/** The number of purchases, and line by line how it came about. */
export function ReceiptCard({ receipt, count }: { receipt: Customer['receipt']; count: number }) {
  const { t, language } = useApp();
  return (
    <section className="card" aria-labelledby="receipt">
      <p className="big">{t('purchases', { count })}</p>
      <h3 id="receipt">{t('receipt')}</h3>
      <div className="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('receipt_source')}</th>
              <th scope="col">{t('receipt_status')}</th>
              <th scope="col" className="number">
                {t('receipt_orders')}
              </th>
              <th scope="col">{t('receipt_counts')}</th>
            </tr>
          </thead>
          <tbody>
            {receipt.map((line) => (
              <tr key={`${line.source} ${line.status} ${line.counting}`}>
                <td>{sourceName(line.source, language)}</td>
                <td>{t(`status_${line.status}`)}</td>
                <td className="number">{line.orderCount.toLocaleString(language)}</td>
                <td>
                  <span className={line.counts ? 'pill pill-good' : 'pill'}>
                    {t(`counting_${line.counting}`)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
