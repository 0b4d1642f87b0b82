import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { BreachesAcknowledgeDocument, HoldBreachesDocument } from '../../generated/graphql';
import type { MutationError } from '../../host/refusals';
import { useChange } from '../../host/use-change';
import { minute, SPOKEN } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { fewOf, STEP } from '../../ui/few';
import { MoreButton } from '../../ui/few-rows';
import { MutationErrors } from '../../ui/notice';
import { useOrderName } from './hold-texts';

/** The queue below is not to be far away. */
const FIRST = 3;
const MOVES = ['confirmed', 'captured', 'fulfilled'] as const;

/** Orders that moved while they were held, until somebody says that they have seen it. */
export function Breaches() {
  const { t, language, tell } = useApp();
  const change = useChange();
  const orderName = useOrderName();
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const variables = { language: SPOKEN[language] };
  const [{ data }, again] = useQuery({ query: HoldBreachesDocument, variables });
  const found = data?.customerMgmtHoldBreaches;
  const all = found?.edges.map(({ node }) => node) ?? [];
  const [more, setMore] = useState(0);
  const { shown: rows, rest, next } = fewOf(all, FIRST, more);
  if (!found || (rows.length === 0 && errors.length === 0)) return null;

  const acknowledge = async (breaches: string[]) => {
    const answer = await change(
      BreachesAcknowledgeDocument,
      { breaches },
      (told) => told.customerMgmtHoldBreachesAcknowledge,
    );
    setErrors(answer.errors);
    if (answer.errors.length === 0) tell(t('breach_done', { count: breaches.length }));
    again({ requestPolicy: 'network-only' });
  };
  return (
    <section className="notice notice-warning breaches" aria-labelledby="breaches">
      <div className="spread">
        <h3 id="breaches">{t('breaches', { count: found.totalCount })}</h3>
        {rows.length > 1 && (
          <Button size="small" variant="secondary" onClick={() => void acknowledge(rows.map(({ id }) => id))}>
            {t('breach_seen_all', { count: rows.length })}
          </Button>
        )}
      </div>
      <p>{t('breaches_hint')}</p>
      <MutationErrors errors={errors} about="breach" />
      <ul className="plain-list">
        {rows.map((row) => {
          const what = MOVES.find((one) => one === row.what);
          const order = orderName(row.order);
          return (
            <li key={row.id} className="spread">
              <span>
                <strong>{order}</strong> {what ? t(`breach_${what}`) : row.what}
                {row.order?.customer && (
                  <>
                    {' · '}
                    <Link href={`/customers/${row.order.customer.publicId}`}>
                      {row.order.customer.name || t('no_name')}
                    </Link>
                  </>
                )}
                <span className="small">
                  {row.hold.reason} · {minute(row.foundAt, language)}
                </span>
              </span>
              <Button
                size="small"
                variant="secondary"
                aria-label={t('breach_seen_one', { order })}
                onClick={() => void acknowledge([row.id])}
              >
                {t('breach_seen')}
              </Button>
            </li>
          );
        })}
      </ul>
      <MoreButton
        rest={rest}
        next={next}
        of={t('breaches', { count: found.totalCount })}
        show={() => setMore(more + STEP)}
      />
    </section>
  );
}
