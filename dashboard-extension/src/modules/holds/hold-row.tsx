import { Button } from '@saleor/macaw-ui';
import { Link } from 'wouter';
import type { HoldQueueQuery } from '../../generated/graphql';
import { ago, minute, sourceName } from '../../i18n/format';
import { actorName } from '../../ui/actor';
import { useApp } from '../../ui/app-context';
import { RowBox } from '../../ui/select-boxes';
import { HoldReason, useOrderName } from './hold-texts';

type Queue = NonNullable<HoldQueueQuery['customerMgmtHolds']>;
export type QueuedHold = Queue['edges'][number]['node'];

interface Props {
  hold: QueuedHold;
  place: number;
  current: boolean;
  checked: boolean;
  toggle: () => void;
  release: () => void;
}

/** One hold of the queue; a closed one says who closed it, and cannot be chosen. */
export function HoldRow({ hold, place, current, checked, toggle, release }: Props) {
  const { t, language } = useApp();
  const orderName = useOrderName();
  const name = orderName(hold.order);
  const open = hold.state === 'OPEN';
  const customer = hold.order?.customer;
  return (
    <tr
      id={`hold-${place}`}
      tabIndex={-1}
      className={current ? 'current' : undefined}
      aria-selected={checked || undefined}
    >
      {open ? <RowBox name={name} checked={checked} toggle={toggle} /> : <td className="box" />}
      <td className="named">
        {hold.order?.number ?? t('none')}
        {hold.order && <span className="sub">{sourceName(hold.order.source, language)}</span>}
      </td>
      <td className="named">
        {customer ? (
          <Link className="main" href={`/customers/${customer.publicId}`}>
            {customer.name || t('no_name')}
          </Link>
        ) : (
          t('none')
        )}
        {customer && <span className="sub">{customer.publicId}</span>}
      </td>
      <td>
        <HoldReason hold={hold} />
        {!open && (
          <span className="sub">
            <span className="pill">{t(`hold_state_${hold.state}`)}</span>{' '}
            {hold.closedBy && t('by', { author: actorName(hold.closedBy, t) })} ·{' '}
            {minute(hold.closedAt, language)}
            {hold.closeNote && ` · ${hold.closeNote}`}
          </span>
        )}
      </td>
      <td className="nowrap">{t(`point_${hold.point}`)}</td>
      <td className="nowrap" title={minute(hold.createdAt, language)}>
        {ago(hold.createdAt, language)}
      </td>
      <td>
        {hold.owner ? hold.owner.label || hold.owner.id : <span className="soft">{t('owner_nobody')}</span>}
      </td>
      <td className="act">
        {open && (
          <Button
            size="small"
            variant="secondary"
            aria-label={t('hold_release_one', { order: name })}
            onClick={release}
          >
            {t('hold_release')}
          </Button>
        )}
      </td>
    </tr>
  );
}
