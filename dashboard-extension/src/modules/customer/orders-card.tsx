import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import type { CustomerAccountFragment, CustomerOrderFragment } from '../../generated/graphql';
import { day, money, sourceName } from '../../i18n/format';
import { OrderNumber } from '../../inside/in-saleor';
import { useApp } from '../../ui/app-context';
import { FewRows, MoreButton } from '../../ui/few-rows';
import { FaultNotice } from '../../ui/notice';
import { PlaceDialog } from '../holds/place-dialog';
import { holdable } from '../holds/place-form';
import { AccountRow } from './account-row';
import { timeline } from './timeline';
import { ORDERS_AT_ONCE, type useOrders } from './use-orders';

interface Props {
  accounts: readonly CustomerAccountFragment[];
  history: ReturnType<typeof useOrders>;
  chosen: ReadonlySet<string>;
  choose: (chosen: ReadonlySet<string>) => void;
  split: () => void;
  /** Some of them are held now. */
  held: () => void;
}

/** The orders of a customer over all sources, and where it registered; some can be chosen, and split off or held. */
export function OrdersCard({ history, accounts, chosen, choose, split, held }: Props) {
  const { t } = useApp();
  const { orders } = history;
  const total = history.total + accounts.length;
  const entries = timeline<CustomerOrderFragment, CustomerAccountFragment>(orders, accounts);
  const picked = entries.filter((entry) => chosen.has(entry.id)).length;
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
            {entries.map((entry) => {
              const rest = {
                chosen: chosen.has(entry.id),
                toggle: choosable ? () => toggle(entry.id) : undefined,
              };
              return 'account' in entry ? (
                <AccountRow key={entry.id} account={entry} {...rest} />
              ) : (
                <OrderRow key={entry.id} order={entry} {...rest} />
              );
            })}
          </tbody>
        </table>
      </div>
      <FaultNotice error={history.error} />
      <MoreButton
        rest={history.total - orders.length}
        next={Math.min(ORDERS_AT_ONCE, history.total - orders.length)}
        of={t('orders_title')}
        show={() => void history.more()}
        busy={history.fetching}
      />
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
      <td className="named">
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
        {order.buyer?.name ?? (order.expiredFields.length > 0 ? t('expired') : t('none'))}
        <span className="sub">
          {[...(order.buyer?.emails ?? []), ...(order.buyer?.phones ?? [])].join(' · ')}
        </span>
      </td>
      <td>
        <FewRows rows={order.lines} first={3} of={`${t('products')} ${order.number}`}>
          {(shown) =>
            shown.map((line, at) => (
              <span key={at} className="sub clamped">
                {line.product || line.sku}
                {line.quantity > 1 && ` × ${line.quantity}`}
              </span>
            ))
          }
        </FewRows>
      </td>
      <td className="number">
        {order.total === null ? t('none') : money(order.total, order.currency ?? '', language)}
      </td>
    </tr>
  );
}
