import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import type { CustomerOrderFragment } from '../../generated/graphql';
import { day, money, sourceName } from '../../i18n/format';
import { OrderNumber } from '../../inside/in-saleor';
import { useApp } from '../../ui/app-context';
import { PlaceDialog } from '../holds/place-dialog';
import { holdable } from '../holds/place-form';

interface Props {
  orders: readonly CustomerOrderFragment[];
  total: number;
  chosen: ReadonlySet<string>;
  choose: (chosen: ReadonlySet<string>) => void;
  split: () => void;
  /** Some of them are held now. */
  held: () => void;
}

/** The orders of a customer over all sources; some of them can be chosen, and split off or held. */
export function OrdersCard({ orders, total, chosen, choose, split, held }: Props) {
  const { t } = useApp();
  const picked = orders.filter((order) => chosen.has(order.id)).length;
  const [holding, setHolding] = useState(false);
  const toHold = holdable(orders.filter((order) => chosen.has(order.id)));
  const choosable = total > 1 || holdable(orders).length > 0;
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  return (
    <section className="card" aria-labelledby="orders">
      <div className="spread">
        <h3 id="orders">{t('orders_title')}</h3>
        {choosable && (
          <span className="row">
            <small className="soft">
              {picked === 0
                ? t('select_orders_hint')
                : toHold.length === 0
                  ? t('hold_none_open')
                  : picked === total && total > 1
                    ? t('split_all')
                    : ''}
            </small>
            <Button
              variant="secondary"
              size="small"
              disabled={toHold.length === 0}
              onClick={() => setHolding(true)}
            >
              {t('hold_selected')}
            </Button>
            {total > 1 && (
              <Button
                variant="secondary"
                size="small"
                disabled={picked === 0 || picked === total}
                onClick={split}
              >
                {t('split')}
              </Button>
            )}
          </span>
        )}
      </div>
      <div className="table">
        <table>
          <thead>
            <tr>
              {choosable && <th scope="col" aria-label={t('select_orders_hint')} />}
              <th scope="col">{t('order')}</th>
              <th scope="col">{t('date')}</th>
              <th scope="col">{t('status')}</th>
              <th scope="col">{t('buyer')}</th>
              <th scope="col">{t('products')}</th>
              <th scope="col" className="number">
                {t('col_total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <OrderRow
                key={order.id}
                order={order}
                chosen={chosen.has(order.id)}
                toggle={choosable ? () => toggle(order.id) : undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
      {total > orders.length && <p className="soft">{t('orders_more', { count: orders.length })}</p>}
      {holding && (
        <PlaceDialog
          orders={toHold}
          close={() => setHolding(false)}
          done={() => {
            choose(new Set());
            held();
          }}
        />
      )}
    </section>
  );
}

function OrderRow(props: {
  order: CustomerOrderFragment;
  chosen: boolean;
  toggle: (() => void) | undefined;
}) {
  const { t, language } = useApp();
  const { order } = props;
  const name = `${sourceName(order.source, language)} ${order.number}`;
  return (
    <tr aria-selected={props.chosen || undefined} className={props.chosen ? 'current' : undefined}>
      {props.toggle && (
        <td>
          <input
            type="checkbox"
            checked={props.chosen}
            onChange={props.toggle}
            aria-label={t('select_order', { order: name })}
          />
        </td>
      )}
      <td>
        <OrderNumber order={order} />
        <span className="sub">{sourceName(order.source, language)}</span>
      </td>
      <td className="nowrap">{day(order.placedAt, language)}</td>
      <td>
        <span className={`pill ${order.counts ? 'pill-good' : ''}`} title={order.statusText ?? undefined}>
          {t(`status_${order.status}`)}
        </span>
        {!order.counts && order.counting !== order.status && (
          <span className="sub">{t(`counting_${order.counting}`)}</span>
        )}
      </td>
      <td>
        {order.buyer?.name ?? t('none')}
        <span className="sub">
          {[...(order.buyer?.emails ?? []), ...(order.buyer?.phones ?? [])].join(' · ')}
        </span>
      </td>
      <td>
        {order.lines.map((line, at) => (
          <span key={at} className="sub">
            {line.product || line.sku}
            {line.quantity > 1 && ` × ${line.quantity}`}
          </span>
        ))}
      </td>
      <td className="number">
        {order.total === null ? t('none') : money(order.total, order.currency ?? '', language)}
      </td>
    </tr>
  );
}
