import { Button, Skeleton } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { RuleBacktestDocument } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { FaultNotice, MutationErrors } from '../../ui/notice';
import { BacktestFigures } from './backtest-figures';

const MONTHS = [12, 24, 36, 60, 120];

/**
 * What a rule with this condition would have done to the orders of the past. Asked when somebody asks: it reads
 * all of these orders. When the condition is another, the figures go.
 */
export function BacktestPanel({ condition }: { condition: string }) {
  const { t } = useApp();
  const [months, setMonths] = useState(12);
  const [asked, setAsked] = useState<{ condition: string; months: number } | null>(null);
  const wanted = asked?.condition === condition ? asked : null;
  const [{ data, error, fetching }, again] = useQuery({
    query: RuleBacktestDocument,
    variables: wanted ?? { condition, months },
    pause: wanted === null,
    requestPolicy: 'network-only',
  });
  const told = wanted && !fetching ? data?.customerMgmtRuleBacktest : undefined;
  return (
    <section className="card stack" aria-labelledby="backtest">
      <div className="spread">
        <h3 id="backtest">{t('backtest')}</h3>
        <span className="row">
          <select
            aria-label={t('backtest_span')}
            value={months}
            onChange={(event) => setMonths(Number(event.target.value))}
          >
            {MONTHS.map((count) => (
              <option key={count} value={count}>
                {t('backtest_months', { count })}
              </option>
            ))}
          </select>
          <Button
            type="button"
            variant="secondary"
            disabled={fetching && wanted !== null}
            onClick={() => setAsked({ condition, months })}
          >
            {t('backtest_run')}
          </Button>
        </span>
      </div>
      <p className="soft">{t('backtest_hint')}</p>
      <FaultNotice
        error={wanted ? error : undefined}
        retry={() => again({ requestPolicy: 'network-only' })}
      />
      {wanted && fetching && (
        <div role="status" className="stack">
          <p>{t('backtest_running')}</p>
          <Skeleton __height="240px" />
        </div>
      )}
      {told && <MutationErrors errors={told.errors} />}
      {told?.figures && <BacktestFigures figures={told.figures} />}
    </section>
  );
}
