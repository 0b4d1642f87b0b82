import { Button } from '@saleor/macaw-ui';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useLocation, useSearch } from 'wouter';
import { HoldQueueDocument, HoldsAssignDocument } from '../../generated/graphql';
import { faultOf } from '../../host/faults';
import type { MutationError } from '../../host/refusals';
import { useChange } from '../../host/use-change';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { FaultNotice, MutationErrors, Notice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { PageBox, SelectionBar } from '../../ui/select-boxes';
import { shown, toggled } from '../../ui/selection';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { useListKeys } from '../../ui/use-list-keys';
import { Breaches } from './breaches';
import { CloseDialog, type Closing } from './close-dialog';
import { HoldRow, type QueuedHold } from './hold-row';
import {
  askedOf,
  isNarrowedQueue,
  meant,
  queueVariables,
  readQueue,
  writeQueue,
  type QueueState,
} from './holds-view-model';
import { QueueTools } from './queue-tools';

/** The orders that must not go on: why, since when, and letting them go. */
export function HoldsPage() {
  const { t, tell, language } = useApp();
  const change = useChange();
  const address = useSearch();
  const [, go] = useLocation();
  const state = useMemo(() => readQueue(new URLSearchParams(address)), [address]);
  const variables = useMemo(() => queueVariables(state, language), [state, language]);
  const [{ data, error, fetching, stale }, again] = useQuery({ query: HoldQueueDocument, variables });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [closing, setClosing] = useState<{ how: Closing; holds: QueuedHold[] } | null>(null);
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const found = data?.customerMgmtHolds;
  const rows = found?.edges.map(({ node }) => node) ?? [];
  const page = rows.filter((row) => row.state === 'OPEN').map(({ id }) => id);
  const show = (next: QueueState, replace = false) => {
    choose(new Set());
    const query = writeQueue(next).toString();
    go(query ? `/holds?${query}` : '/holds', { replace });
  };
  const start = (how: Closing, at: number) => {
    const holds = meant(rows, shown(chosen, page), at);
    if (holds.length > 0) setClosing({ how, holds });
  };
  const assign = async (toMe: boolean, at: number) => {
    const holds = meant(rows, shown(chosen, page), at).map(({ id }) => id);
    if (holds.length === 0) return;
    const told = await change(
      HoldsAssignDocument,
      { holds, toMe },
      (answer) => answer.customerMgmtHoldsAssign,
    );
    setErrors(told.errors);
    if (told.errors.length === 0)
      tell(t(toMe ? 'hold_assigned' : 'hold_unassigned', { count: holds.length }));
    refresh();
  };
  const at = useListKeys('hold', rows.length, {
    r: (row) => start('release', row),
    c: (row) => start('cancel', row),
    a: (row) => void assign(true, row),
    x: (row) => rows[row]?.state === 'OPEN' && choose(toggled(chosen, rows[row].id)),
    o: (row) => {
      const customer = rows[row]?.order?.customer;
      if (customer) go(`/customers/${customer.publicId}`);
    },
  });
  const picked = shown(chosen, page);

  return (
    <>
      <div className="page-head">
        <div>
          <h2>{t('holds')}</h2>
          {rows.length > 0 && <p className="soft">{t('holds_keys')}</p>}
        </div>
      </div>
      <Breaches />
      <QueueTools state={state} show={show} />
      {found && faultOf(error) === 'forbidden' ? (
        <Notice kind="info" title={t('forbidden_in_part')} />
      ) : (
        <FaultNotice error={error} retry={refresh} />
      )}
      {found && rows.length === 0 && !fetching ? (
        isNarrowedQueue(state) || Object.keys(state.page).length > 0 ? (
          <EmptyState title={t('no_holds_match')} hint={t('no_holds_match_hint')}>
            <Button variant="secondary" onClick={() => show(readQueue(new URLSearchParams()))}>
              {t('clear_filters')}
            </Button>
          </EmptyState>
        ) : (
          <EmptyState title={t('empty_holds')} hint={t('empty_holds_hint')} />
        )
      ) : (
        !(error && !found) && (
          <>
            <SelectionBar chosen={chosen} choose={choose} page={page}>
              <Button size="small" disabled={picked.length === 0} onClick={() => start('release', at)}>
                {t('hold_release')}
              </Button>
              {(['hold_cancel', 'hold_to_me', 'hold_to_nobody'] as const).map((key) => (
                <Button
                  key={key}
                  size="small"
                  variant="secondary"
                  disabled={picked.length === 0}
                  onClick={() =>
                    key === 'hold_cancel' ? start('cancel', at) : void assign(key === 'hold_to_me', at)
                  }
                >
                  {t(key)}
                </Button>
              ))}
            </SelectionBar>
            <MutationErrors errors={errors} about="assign" />
            <div className={fetching || stale ? 'table stale' : 'table'} aria-busy={fetching}>
              <table>
                <thead>
                  <tr>
                    <PageBox chosen={chosen} choose={choose} page={page} />
                    <th scope="col">{t('order')}</th>
                    <th scope="col">{t('col_customer')}</th>
                    <th scope="col">{t('hold_reason')}</th>
                    <th scope="col">{t('hold_point')}</th>
                    <AgeColumn state={state} show={show} />
                    <th scope="col">{t('hold_owner')}</th>
                    <th scope="col" aria-label={t('hold_release')} />
                  </tr>
                </thead>
                <tbody>
                  {found ? (
                    rows.map((row, place) => (
                      <HoldRow
                        key={row.id}
                        hold={row}
                        place={place}
                        current={place === at}
                        checked={chosen.has(row.id)}
                        toggle={() => choose(toggled(chosen, row.id))}
                        release={() => setClosing({ how: 'release', holds: [row] })}
                      />
                    ))
                  ) : (
                    <SkeletonRows columns={8} />
                  )}
                </tbody>
              </table>
            </div>
            <Pager
              info={found?.pageInfo}
              found={found ? t('found_holds', { count: found.totalCount }) : ''}
              go={(next) => show({ ...state, page: next })}
            />
          </>
        )
      )}
      {closing && (
        <CloseDialog
          how={closing.how}
          holds={closing.holds}
          close={() => setClosing(null)}
          done={() => {
            choose(new Set());
            refresh();
          }}
        />
      )}
    </>
  );
}

function AgeColumn({ state, show }: { state: QueueState; show: (state: QueueState) => void }) {
  const { t } = useApp();
  const oldest = state.sort === 'OLDEST';
  return (
    <th scope="col" aria-sort={oldest ? 'descending' : 'ascending'}>
      <button
        type="button"
        title={t('sort_by', { column: t('hold_age') })}
        onClick={() => show(askedOf(state, { sort: oldest ? 'NEWEST' : 'OLDEST' }))}
      >
        {t('hold_age')}
        {oldest ? <ArrowDown size={13} aria-hidden /> : <ArrowUp size={13} aria-hidden />}
      </button>
    </th>
  );
}
