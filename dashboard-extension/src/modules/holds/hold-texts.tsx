import type { HoldLineFragment } from '../../generated/graphql';
import { minute, sourceName } from '../../i18n/format';
import { actorName } from '../../ui/actor';
import { useApp } from '../../ui/app-context';

/** An order as people name it: the source in their language, and its number. */
export function useOrderName() {
  const { t, language } = useApp();
  return (order: { source: string; number: string } | null) =>
    order ? `${sourceName(order.source, language)} ${order.number}` : t('none');
}

/** Why an order is held, and who or what said so. */
export function HoldReason({ hold }: { hold: HoldLineFragment }) {
  const { t, language } = useApp();
  return (
    <>
      {hold.reason}{' '}
      {hold.lapsed && hold.state === 'OPEN' && (
        <span className="pill pill-doubt" title={t('hold_lapsed_hint')}>
          {t('hold_lapsed')}
        </span>
      )}
      <span className="sub">
        {hold.rule ? t('by_rule', { rule: hold.rule.name }) : t('by', { author: actorName(hold.author, t) })}
        {' · '}
        {minute(hold.createdAt, language)}
      </span>
      {hold.note && <span className="sub">{hold.note}</span>}
    </>
  );
}
