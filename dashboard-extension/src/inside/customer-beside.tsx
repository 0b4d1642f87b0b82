import type { BesideCustomerFragment } from '../generated/graphql';
import { places } from '../host/dashboard';
import { sourceName, totals } from '../i18n/format';
import { useApp } from '../ui/app-context';
import { holdsOf, labelsOf } from './beside-view';
import type { Frame } from './frame';
import { HoldBeside } from './hold-beside';

interface Props {
  frame: Frame;
  customer: BesideCustomerFragment;
  /** Of the order that we stand beside. */
  number: string | null;
  labels: readonly { text: string }[] | undefined;
  changed: () => void;
}

/** Who this is, in as little room as there is beside an order: holds first, since they want something done. */
export function CustomerBeside({ frame, customer, number, labels, changed }: Props) {
  const { t, language, dashboard } = useApp();
  const { here, elsewhere } = holdsOf(customer, number);
  const marks = labelsOf(customer.labels, labels);
  const open = (path: string) => void dashboard?.go(places.screen(frame.app, path));
  const customerPath = `/customers/${encodeURIComponent(customer.publicId)}`;
  return (
    <>
      {here.map((hold) => (
        <HoldBeside key={hold.id} hold={hold} title={t('beside_held')} changed={changed} />
      ))}
      <section aria-label={t('beside_who')}>
        <div className="beside-head">
          <strong className="beside-name">{customer.name || t('beside_nameless')}</strong>
          {customer.watchLevel && (
            <span className={customer.watchLevel === 'BLOCK' ? 'pill pill-bad' : 'pill pill-doubt'}>
              {t(`beside_watch_${customer.watchLevel}`)}
            </span>
          )}
        </div>
        {customer.kana && <p className="soft beside-line">{customer.kana}</p>}
        <p className="beside-line">
          <strong>{t('purchases', { count: customer.purchaseCount })}</strong>
          {customer.totals.length > 0 && ` · ${totals(customer.totals, language)}`}
        </p>
        <p className="soft beside-line">
          {customer.sources.map((source) => sourceName(source, language)).join(' · ')}
          {customer.orderCount !== customer.purchaseCount &&
            ` · ${t('beside_orders', { count: customer.orderCount })}`}
        </p>
        {marks.length > 0 && (
          <ul className="pills" aria-label={t('beside_labels')}>
            {marks.map((label) => (
              <li key={label} className="pill">
                {label}
              </li>
            ))}
          </ul>
        )}
        <p className="beside-links">
          <button type="button" className="beside-link" onClick={() => open(customerPath)}>
            {t('beside_open')}
          </button>
          {customer.needsReview && (
            <button type="button" className="beside-link" onClick={() => open('/review')}>
              {t('beside_review')}
            </button>
          )}
        </p>
      </section>
      {elsewhere.map((hold) => (
        <HoldBeside
          key={hold.id}
          hold={hold}
          title={t('beside_held_other', {
            order: `${sourceName(hold.order?.source ?? '', language)} ${hold.order?.number ?? ''}`.trim(),
          })}
          changed={changed}
        />
      ))}
    </>
  );
}
