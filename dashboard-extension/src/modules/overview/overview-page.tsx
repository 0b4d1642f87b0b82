import { Button, Skeleton } from '@saleor/macaw-ui';
import { useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { OverviewDocument, type OverviewQuery } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { FaultNotice, MutationErrors } from '../../ui/notice';
import { dayText } from './overview-figures';
import { OverviewCharts } from './overview-charts';
import {
  monthsUpTo,
  periodFault,
  readState,
  variables,
  writeState,
  type OverviewState,
} from './overview-state';
import { OverviewTools } from './overview-tools';
import { SourceTable } from './source-table';
import { Tile, Tiles } from './tiles';

type Result = NonNullable<NonNullable<OverviewQuery['customerMgmtOverview']>['result']>;

/** How the shop does: figures of a period beside the one before, over time, and by source. */
export function OverviewPage() {
  const { t } = useApp();
  const address = useSearch();
  const [, go] = useLocation();
  const state = useMemo(() => readState(new URLSearchParams(address)), [address]);
  const show = (next: OverviewState) => {
    const query = writeState(next).toString();
    go(query ? `/overview?${query}` : '/overview');
  };
  const asking = useMemo(() => variables(state, new Date()), [state]);
  const [{ data, error, fetching }, again] = useQuery({
    query: OverviewDocument,
    variables: asking,
    pause: periodFault(state) !== undefined,
    // Orders come all the time.
    requestPolicy: 'cache-and-network',
  });
  const answer = data?.customerMgmtOverview;
  const result = answer?.result;
  const errors = answer?.errors ?? [];
  const elsewhere =
    address === '' && result?.total.all.orderCount === 0 && result.newest
      ? writeState(monthsUpTo(state, result.newest)).toString()
      : null;
  useEffect(() => {
    // Nobody has chosen a period yet: begin where there are orders.
    if (elsewhere) go(`/overview?${elsewhere}`, { replace: true });
  }, [elsewhere, go]);
  return (
    <>
      <div className="page-head">
        <h2>{t('overview')}</h2>
      </div>
      <OverviewTools
        state={state}
        shown={result?.total}
        sources={result?.total.sources.map(({ source }) => source) ?? []}
        errors={errors}
        show={show}
      />
      <FaultNotice error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      <MutationErrors errors={errors.filter(({ field }) => state.period !== 'custom' && field !== 'step')} />
      {result && !elsewhere ? (
        <Shown result={result} state={state} zone={answer.timeZone} show={show} />
      ) : (
        (fetching || elsewhere) && <Loading />
      )}
    </>
  );
}

function Shown(props: {
  result: Result;
  state: OverviewState;
  zone: string;
  show: (state: OverviewState) => void;
}) {
  const { result, state, zone, show } = props;
  const { t, language } = useApp();
  const { total, before } = result;
  const span = (part: { first: string; last: string }) => ({
    first: dayText(part.first, language),
    last: dayText(part.last, language),
  });
  return (
    <div className="stack">
      <p className="soft">
        {t('overview_span', { ...span(total), zone })} {t('overview_compared', span(before))}
      </p>
      {total.all.orderCount === 0 ? (
        <EmptyState title={t('overview_empty')} hint={t('overview_empty_hint')}>
          {result.newest ? (
            <Button onClick={() => show(monthsUpTo(state, result.newest ?? ''))}>
              {t('overview_newest', { day: dayText(result.newest, language) })}
            </Button>
          ) : (
            <Link href="/imports">{t('imports')}</Link>
          )}
        </EmptyState>
      ) : (
        <>
          <Tiles now={total.all} before={before.all} />
          <OverviewCharts result={result} step={state.step} />
          <SourceTable total={total} />
        </>
      )}
      <section className="card" aria-labelledby="as-of-now">
        <h3 id="as-of-now">{t('overview_now')}</h3>
        <dl className="figures">
          <Tile name={t('overview_held_now')} value={result.heldNow.toLocaleString(language)} />
          <Tile name={t('overview_doubtful')} value={result.doubtfulPairs.toLocaleString(language)}>
            {result.doubtfulPairs > 0 && <Link href="/review">{t('review')}</Link>}
          </Tile>
          <Tile name={t('overview_undated')} value={result.undated.toLocaleString(language)} />
        </dl>
      </section>
    </div>
  );
}

function Loading() {
  const { t } = useApp();
  return (
    <div className="stack" role="status">
      <span className="hidden">{t('loading')}</span>
      <Skeleton __height="90px" />
      <div className="columns">
        <Skeleton __height="260px" />
        <Skeleton __height="260px" />
      </div>
    </div>
  );
}
