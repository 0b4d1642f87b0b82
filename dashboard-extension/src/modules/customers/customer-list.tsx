import { Button } from '@saleor/macaw-ui';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { CustomerListDocument, type CustomerProfileSort } from '../../generated/graphql';
import type { Key } from '../../i18n/en';
import { day, KNOWN_SOURCES, sourceName, totals } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { SkeletonRows } from '../../ui/skeleton-rows';
import {
  asked,
  isNarrowed,
  PURCHASES,
  readState,
  SIZES,
  sortAfterClick,
  variables,
  writeState,
  type ListState,
  type Purchases,
} from './list-view-model';

const PURCHASES_TEXT: Record<Purchases, Key> = {
  '': 'filter_purchases_any',
  '0': 'filter_purchases_0',
  '1': 'filter_purchases_1',
  '2': 'filter_purchases_2',
  '4': 'filter_purchases_4',
};

/** All customers: found while typing, filtered, sorted, page by page; the address says what is shown. */
export function CustomerList() {
  const { t } = useApp();
  const address = useSearch();
  const [, go] = useLocation();
  const state = useMemo(() => readState(new URLSearchParams(address)), [address]);
  const show = (next: ListState, replace = false) => {
    const query = writeState(next).toString();
    go(query ? `/customers?${query}` : '/customers', { replace });
  };
  const asking = useMemo(() => variables(state), [state]);
  const [{ data, error, fetching, stale }, again] = useQuery({
    query: CustomerListDocument,
    variables: asking,
  });
  const found = data?.customerProfiles;
  const rows = found?.edges.map(({ node }) => node) ?? [];

  return (
    <>
      <div className="page-head">
        <h2>{t('customers')}</h2>
      </div>
      <div className="tools" role="search">
        <SearchBox value={state.search} change={(search) => show(asked(state, { search }), true)} />
        <select
          aria-label={t('filter_sources')}
          value={state.source}
          onChange={(event) => show(asked(state, { source: event.target.value }))}
        >
          <option value="">{t('filter_any_source')}</option>
          <Sources chosen={state.source} />
        </select>
        <select
          aria-label={t('filter_purchases')}
          value={state.purchases}
          onChange={(event) => show(asked(state, { purchases: event.target.value as Purchases }))}
        >
          {PURCHASES.map((one) => (
            <option key={one} value={one}>
              {t('filter_purchases')}: {t(PURCHASES_TEXT[one])}
            </option>
          ))}
        </select>
        <select
          aria-label={t('per_page')}
          value={state.size}
          onChange={(event) => show(asked(state, { size: Number(event.target.value) }))}
        >
          {SIZES.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </div>
      <FaultNotice error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      {found && rows.length === 0 && !fetching ? (
        isNarrowed(state) || !isFirst(state) ? (
          <EmptyState title={t('no_match')} hint={t('no_match_hint')}>
            <Button variant="secondary" onClick={() => show(readState(new URLSearchParams()))}>
              {t('clear_filters')}
            </Button>
          </EmptyState>
        ) : (
          <EmptyState title={t('empty_customers')} hint={t('empty_customers_hint')}>
            <Link href="/imports">{t('to_imports')}</Link>
          </EmptyState>
        )
      ) : (
        !(error && !found) && (
          <>
            <div className={fetching || stale ? 'table stale' : 'table'} aria-busy={fetching}>
              <table>
                <thead>
                  <tr>
                    <Column name="col_customer" sort={['NAME_ASC', 'NAME_DESC']} state={state} show={show} />
                    <th scope="col">{t('col_contact')}</th>
                    <Column
                      name="col_purchases"
                      number
                      sort={['PURCHASES_DESC', 'PURCHASES_ASC']}
                      state={state}
                      show={show}
                    />
                    <th scope="col" className="number">
                      {t('col_total')}
                    </th>
                    <Column
                      name="col_last"
                      sort={['LAST_ORDER_DESC', 'LAST_ORDER_ASC']}
                      state={state}
                      show={show}
                    />
                    <th scope="col">{t('col_sources')}</th>
                  </tr>
                </thead>
                <tbody>
                  {found ? rows.map((row) => <Row key={row.id} row={row} />) : <SkeletonRows columns={6} />}
                </tbody>
              </table>
            </div>
            <Pager
              info={found?.pageInfo}
              found={found ? t('found_customers', { count: found.totalCount }) : ''}
              go={(page) => show({ ...state, page })}
            />
          </>
        )
      )}
    </>
  );
}

const isFirst = (state: ListState) => Object.keys(state.page).length === 0;

function Sources({ chosen }: { chosen: string }) {
  const { language } = useApp();
  const names = KNOWN_SOURCES.includes(chosen) || !chosen ? KNOWN_SOURCES : [...KNOWN_SOURCES, chosen];
  return names.map((source) => (
    <option key={source} value={source}>
      {sourceName(source, language)}
    </option>
  ));
}

/** Writes into the address when nobody has typed for a moment; a word that is still being composed waits. */
function SearchBox({ value, change }: { value: string; change: (value: string) => void }) {
  const { t } = useApp();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [composing, setComposing] = useState(false);
  if (value !== seen) {
    // The address changed by itself: back and forth, or the filters were cleared.
    setSeen(value);
    if (value !== text.trim()) setText(value);
  }
  // By then the filters may have changed: the newest one is called, with them.
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(() => {
    if (composing || text.trim() === value) return;
    const timer = setTimeout(() => latest.current(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text, composing, value]);
  return (
    <input
      type="search"
      aria-label={t('search')}
      placeholder={t('search_hint')}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    />
  );
}

function Column(props: {
  name: Key;
  sort: readonly [CustomerProfileSort, CustomerProfileSort];
  number?: boolean;
  state: ListState;
  show: (state: ListState) => void;
}) {
  const { t } = useApp();
  const { state, sort } = props;
  const sorted = sort.includes(state.sort);
  const up = state.sort.endsWith('_ASC');
  return (
    <th
      scope="col"
      className={props.number ? 'number' : undefined}
      aria-sort={sorted ? (up ? 'ascending' : 'descending') : undefined}
    >
      <button
        type="button"
        title={t('sort_by', { column: t(props.name) })}
        onClick={() => props.show(asked(state, { sort: sortAfterClick(state.sort, sort) }))}
      >
        {t(props.name)}
        {sorted && (up ? <ArrowUp size={13} aria-hidden /> : <ArrowDown size={13} aria-hidden />)}
      </button>
    </th>
  );
}

interface CustomerRow {
  id: string;
  publicId: string;
  name: string;
  kana: string;
  email: string;
  phone: string;
  purchaseCount: number;
  totals: { currency: string; amount: string }[];
  sources: string[];
  lastOrderAt: string | null;
  needsReview: boolean;
}

function Row({ row }: { row: CustomerRow }) {
  const { t, language } = useApp();
  return (
    <tr>
      <td>
        <Link className="main" href={`/customers/${row.publicId}`}>
          {row.name || t('no_name')}
        </Link>{' '}
        {row.needsReview && <span className="pill pill-doubt">{t('needs_review')}</span>}
        <span className="sub">{[row.kana, row.publicId].filter(Boolean).join(' · ')}</span>
      </td>
      <td>
        {row.email || row.phone || t('none')}
        {row.email && row.phone && <span className="sub">{row.phone}</span>}
      </td>
      <td className="number">{row.purchaseCount.toLocaleString(language)}</td>
      <td className="number">{totals(row.totals, language) || t('none')}</td>
      <td className="nowrap">{day(row.lastOrderAt, language)}</td>
      <td>
        <span className="pills">
          {row.sources.map((source) => (
            <span key={source} className="pill">
              {sourceName(source, language)}
            </span>
          ))}
        </span>
      </td>
    </tr>
  );
}
