import { Button } from '@saleor/macaw-ui';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { WatchlistDocument, type WatchlistQuery } from '../../generated/graphql';
import { day, minute } from '../../i18n/format';
import { actorName } from '../../ui/actor';
import { useApp } from '../../ui/app-context';
import { ChoiceSelect } from '../../ui/choice-select';
import { EmptyState } from '../../ui/empty-state';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { SearchBox } from '../../ui/search-box';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { useListKeys } from '../../ui/use-list-keys';
import { EndDialog } from './end-dialog';
import { LevelPill } from './level-pill';
import {
  isNarrowedWatch,
  LEVELS,
  readWatch,
  SIZES,
  watchVariables,
  writeWatch,
  type WatchState,
} from './watch-view-model';

type Marks = NonNullable<WatchlistQuery['customerMgmtWatchlist']>;
type Mark = Marks['edges'][number]['node'];

/** Who is watched, blocked, or the victim of somebody else; and letting them go. */
export function WatchlistPage() {
  const { t } = useApp();
  const address = useSearch();
  const [, go] = useLocation();
  const state = useMemo(() => readWatch(new URLSearchParams(address)), [address]);
  const variables = useMemo(() => watchVariables(state), [state]);
  const [{ data, error, fetching, stale }, again] = useQuery({ query: WatchlistDocument, variables });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const [ending, setEnding] = useState<Mark | null>(null);
  const found = data?.customerMgmtWatchlist;
  const rows = found?.edges.map(({ node }) => node) ?? [];
  const show = (next: WatchState, replace = false) => {
    const query = writeWatch(next).toString();
    go(query ? `/watchlist?${query}` : '/watchlist', { replace });
  };
  const ask = (change: Partial<WatchState>, replace = false) =>
    show({ ...state, ...change, page: {} }, replace);
  const at = useListKeys('mark', rows.length, {
    e: (row) => rows[row] && !state.ended && setEnding(rows[row]),
    o: (row) => {
      const customer = rows[row]?.customer;
      if (customer) go(`/customers/${customer.publicId}`);
    },
  });

  return (
    <>
      <div className="page-head">
        <div>
          <h2>{t('watchlist')}</h2>
          {rows.length > 0 && <p className="soft">{t('watch_keys')}</p>}
        </div>
      </div>
      <div className="tools" role="search">
        <SearchBox
          label={t('search')}
          hint={t('search_hint')}
          value={state.search}
          change={(search) => ask({ search }, true)}
        />
        <ChoiceSelect
          label={t('watch_level')}
          value={state.level}
          choices={[['', t('any')] as const, ...LEVELS.map((one) => [one, t(`level_${one}`)] as const)]}
          change={(level) => ask({ level })}
        />
        <ChoiceSelect
          label={t('watch_marks')}
          value={state.ended ? 'ended' : 'now'}
          choices={[
            ['now', t('watch_marks_now')],
            ['ended', t('watch_marks_ended')],
          ]}
          change={(marks) => ask({ ended: marks === 'ended' })}
        />
        <select
          aria-label={t('per_page')}
          value={state.size}
          onChange={(event) => ask({ size: Number(event.target.value) })}
        >
          {SIZES.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </div>
      <FaultNotice error={error} retry={refresh} />
      {found && rows.length === 0 && !fetching ? (
        isNarrowedWatch(state) || Object.keys(state.page).length > 0 ? (
          <EmptyState title={t('no_marks_match')} hint={t('no_match_hint')}>
            <Button variant="secondary" onClick={() => show(readWatch(new URLSearchParams()))}>
              {t('clear_filters')}
            </Button>
          </EmptyState>
        ) : (
          <EmptyState title={t('empty_watchlist')} hint={t('empty_watchlist_hint')}>
            <Link href="/customers">{t('to_customers')}</Link>
          </EmptyState>
        )
      ) : (
        !(error && !found) && (
          <>
            <div className={fetching || stale ? 'table stale' : 'table'} aria-busy={fetching}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('col_customer')}</th>
                    <th scope="col">{t('watch_level')}</th>
                    <th scope="col">{t('reason')}</th>
                    <th scope="col">{t('watch_since')}</th>
                    <th scope="col">{t(state.ended ? 'watch_ended_at' : 'watch_until')}</th>
                    <th scope="col" aria-label={t('watch_end')} />
                  </tr>
                </thead>
                <tbody>
                  {found ? (
                    rows.map((row, place) => (
                      <MarkRow
                        key={row.id}
                        mark={row}
                        id={`mark-${place}`}
                        current={place === at}
                        end={state.ended ? undefined : () => setEnding(row)}
                      />
                    ))
                  ) : (
                    <SkeletonRows columns={6} />
                  )}
                </tbody>
              </table>
            </div>
            <Pager
              info={found?.pageInfo}
              found={found ? t('found_marks', { count: found.totalCount }) : ''}
              go={(page) => show({ ...state, page })}
            />
          </>
        )
      )}
      {ending && (
        <EndDialog
          mark={ending.id}
          name={ending.customer?.name || t('no_name')}
          close={() => setEnding(null)}
          done={refresh}
        />
      )}
    </>
  );
}

function MarkRow(props: { mark: Mark; id: string; current: boolean; end: (() => void) | undefined }) {
  const { t, language } = useApp();
  const { mark, end } = props;
  const name = mark.customer?.name || t('no_name');
  return (
    <tr id={props.id} tabIndex={-1} className={props.current ? 'current' : undefined}>
      <td>
        {mark.customer ? (
          <Link className="main" href={`/customers/${mark.customer.publicId}`}>
            {name}
          </Link>
        ) : (
          t('none')
        )}
        <span className="sub">{mark.customer?.publicId}</span>
      </td>
      <td>
        <LevelPill level={mark.level} />
      </td>
      <td>
        {mark.reason || t('none')}
        <span className="sub">{t('by', { author: actorName(mark.author, t) })}</span>
      </td>
      <td className="nowrap" title={minute(mark.createdAt, language)}>
        {day(mark.createdAt, language)}
      </td>
      {end ? (
        <td className="nowrap">
          {mark.expiresAt ? (
            day(mark.expiresAt, language)
          ) : (
            <span className="soft">{t('watch_for_good')}</span>
          )}
        </td>
      ) : (
        <td>
          {mark.endedAt
            ? day(mark.endedAt, language)
            : t('watch_expired', { day: day(mark.expiresAt, language) })}
          {mark.endedAt && mark.endedBy && (
            <span className="sub">
              {t('by', { author: actorName(mark.endedBy, t) })}
              {mark.endReason && ` · ${mark.endReason}`}
            </span>
          )}
        </td>
      )}
      <td className="act">
        {end && (
          <Button
            size="small"
            variant="secondary"
            aria-label={t('watch_end_one', { customer: name })}
            onClick={end}
          >
            {t('watch_end')}
          </Button>
        )}
      </td>
    </tr>
  );
}
