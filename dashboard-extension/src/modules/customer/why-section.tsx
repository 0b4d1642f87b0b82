import { Button } from '@saleor/macaw-ui';
import { useMemo } from 'react';
import { sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { numberOf } from './timeline';
import {
  drawn,
  jointsOf,
  places,
  ROW,
  WIDTH,
  type GraphDecision,
  type GraphOrder,
  type Joint,
} from './why-graph';

const LEFT = 272;
const RIGHT = 430;

interface Props {
  orders: readonly GraphOrder[];
  decisions: readonly GraphDecision[];
  chosen: ReadonlySet<string>;
  choose: (orders: readonly string[]) => void;
  /** There are more orders than these. */
  partial: boolean;
}

/** Why these orders are one customer: as a picture, and in words. */
export function WhySection({ orders, decisions, chosen, choose, partial }: Props) {
  const { t } = useApp();
  const joints = useMemo(() => drawn(jointsOf(orders, decisions)), [orders, decisions]);
  return (
    <section className="card" aria-labelledby="why">
      <h3 id="why">{t('why')}</h3>
      {partial && <p className="soft">{t('why_newest', { count: orders.length })}</p>}
      {joints.length === 0 ? (
        <p className="soft">{t('why_single')}</p>
      ) : (
        <div className="stack">
          <p className="soft">{t('why_text')}</p>
          <Picture orders={orders} joints={joints} chosen={chosen} />
          <Words orders={orders} joints={joints} choose={choose} />
        </div>
      )}
    </section>
  );
}

function useText(): (joint: Joint) => string {
  const { t } = useApp();
  return (joint) =>
    joint.kind === 'key'
      ? joint.parts
          .map((part) => (part.kept ? part.value : `${t(`field_${part.field as 'NAME'}`)}: ${t('expired')}`))
          .join(' + ')
      : t(`why_${joint.kind}`);
}

/** What an order is called, or somebody who registered. */
function useNumber(): (number: string) => string {
  const { t } = useApp();
  return (written) => {
    const { number, member } = numberOf(written);
    return member ? t('account_number', { number }) : number;
  };
}

function Picture({
  orders,
  joints,
  chosen,
}: {
  orders: readonly GraphOrder[];
  joints: Joint[];
  chosen: ReadonlySet<string>;
}) {
  const { t, language } = useApp();
  const named = useNumber();
  const text = useText();
  const { orderAt, jointAt, height } = useMemo(
    () =>
      places(
        orders.map((order) => order.id),
        joints,
      ),
    [orders, joints],
  );
  return (
    // Wider than a small screen, so it can be scrolled, also by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="graph" tabIndex={0} role="region" aria-label={t('why_graph')}>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={t('why_graph')}>
        {joints.flatMap((joint) =>
          joint.orders.map((id) => {
            const from = orderAt.get(id) ?? 0;
            const to = jointAt.get(joint.id) ?? 0;
            const middle = (LEFT + RIGHT) / 2;
            return (
              <path
                key={`${joint.id} ${id}`}
                className={`line ${joint.weak ? 'weak' : ''}`}
                opacity={joint.contested ? 0.25 : 1}
                d={`M ${LEFT} ${from} C ${middle} ${from}, ${middle} ${to}, ${RIGHT} ${to}`}
              />
            );
          }),
        )}
        {orders.map((order) => (
          <g
            key={order.id}
            className={chosen.has(order.id) ? 'chosen' : undefined}
            transform={`translate(0 ${(orderAt.get(order.id) ?? 0) - ROW / 2 + 5})`}
          >
            <rect x={1} width={LEFT - 1} height={ROW - 10} rx={6} />
            <text x={10} y={22}>
              {middleCut(`${sourceName(order.source, language)} ${named(order.number)}`, 34)}
            </text>
          </g>
        ))}
        {joints.map((joint) => (
          <g
            key={joint.id}
            className={joint.weak ? 'weak' : undefined}
            transform={`translate(${RIGHT} ${(jointAt.get(joint.id) ?? 0) - ROW / 2 + 5})`}
          >
            <rect width={WIDTH - RIGHT - 1} height={ROW - 10} rx={17} />
            <text x={14} y={22}>
              {shortened(text(joint), 40)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Numbers of one source begin alike: the middle is left out. */
function middleCut(text: string, length: number): string {
  const half = Math.floor((length - 1) / 2);
  return text.length > length ? `${text.slice(0, half)}…${text.slice(-half)}` : text;
}

/** Cut to a width; letters of Japanese are twice as wide. */
function shortened(text: string, width: number): string {
  let used = 0;
  let kept = '';
  for (const letter of text) {
    used += letter.charCodeAt(0) > 0x2e7f ? 2 : 1;
    if (used > width) return `${kept}…`;
    kept += letter;
  }
  return kept;
}

function Words({
  orders,
  joints,
  choose,
}: {
  orders: readonly GraphOrder[];
  joints: Joint[];
  choose: Props['choose'];
}) {
  const { t, language } = useApp();
  const named = useNumber();
  const byId = new Map(orders.map((order) => [order.id, order]));
  return (
    <div className="table">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('why_link')}</th>
            <th scope="col">{t('orders_title')}</th>
            <th scope="col">{t('why_strength')}</th>
          </tr>
        </thead>
        <tbody>
          {joints.map((joint) => (
            <tr key={joint.id}>
              <td>
                {joint.kind !== 'key' ? (
                  t(`why_${joint.kind}`)
                ) : (
                  <span>
                    {joint.parts.map((part) => (
                      <span key={part.field + part.value} className="sub">
                        {t(`field_${part.field as 'NAME'}`)}:{' '}
                        {part.kept ? <strong>{part.value}</strong> : <em>{t('expired_value')}</em>}
                      </span>
                    ))}
                  </span>
                )}
              </td>
              <td>
                {joint.orders.map((id) => {
                  const order = byId.get(id);
                  return (
                    order && (
                      <span key={id} className="sub">
                        {sourceName(order.source, language)} {named(order.number)}
                      </span>
                    )
                  );
                })}
              </td>
              <td>
                {joint.contested ? (
                  <span className="pill">{t('why_contested')}</span>
                ) : joint.weak ? (
                  <span className="stack">
                    <span>
                      <span className="pill pill-doubt">{t('why_weak')}</span>
                    </span>
                    <span>
                      <Button size="small" variant="secondary" onClick={() => choose(joint.behind)}>
                        {t('why_cut')}
                      </Button>
                    </span>
                  </span>
                ) : (
                  <span className="pill pill-good">{t('why_strong')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
