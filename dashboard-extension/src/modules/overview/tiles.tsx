import type { ReactNode } from 'react';
import type { FiguresFragment } from '../../generated/graphql';
import type { Key } from '../../i18n/en';
import { useApp } from '../../ui/app-context';
import { growth, growthText, percent } from './overview-figures';

type Counted =
  'purchases' | 'customers' | 'newCustomers' | 'returningCustomers' | 'orderCount' | 'held' | 'released';
type Rate = 'repeatRate' | 'cancellationRate' | 'returnRate';

const TILES: readonly (readonly ['count', Counted, Key] | readonly ['rate', Rate, Key])[] = [
  ['count', 'purchases', 'overview_purchases'],
  ['count', 'customers', 'overview_customers'],
  ['count', 'newCustomers', 'overview_new'],
  ['count', 'returningCustomers', 'overview_returning'],
  ['rate', 'repeatRate', 'overview_repeat_rate'],
  ['count', 'orderCount', 'overview_orders'],
  ['rate', 'cancellationRate', 'overview_cancellation_rate'],
  ['rate', 'returnRate', 'overview_return_rate'],
  ['count', 'held', 'overview_held'],
  ['count', 'released', 'overview_released'],
];

/** The figures of a period, each with what it was in the one before. */
export function Tiles({ now, before }: { now: FiguresFragment; before: FiguresFragment }) {
  const { t, language } = useApp();
  return (
    <dl className="figures">
      {TILES.map(([kind, figure, name]) => (
        <Tile key={figure} name={t(name)} value={written(kind, now[figure])}>
          {t('overview_before', { value: written(kind, before[figure]) })}
          {kind === 'count' && grown(now[figure], before[figure])}
        </Tile>
      ))}
    </dl>
  );

  function written(kind: 'count' | 'rate', value: number | null | undefined) {
    return kind === 'rate' ? percent(value, language) : (value ?? 0).toLocaleString(language);
  }

  function grown(value: number, was: number) {
    const text = growthText(growth(value, was), language);
    return text && ` (${text})`;
  }
}

export function Tile({ name, value, children }: { name: string; value: string; children?: ReactNode }) {
  return (
    <div>
      <dt className="sub">{name}</dt>
      <dd>
        <span className="big">{value}</span>
        {children && <span className="sub">{children}</span>}
      </dd>
    </div>
  );
}
