import { Button } from '@saleor/macaw-ui';
import { ArrowDown, ArrowUp, Download } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import {
  CustomerListDocument,
  type CustomerListQuery,
  type CustomerProfileSort,
} from '../../generated/graphql';
import type { Key } from '../../i18n/en';
import { day, sourceName, totals } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { SearchBox } from '../../ui/search-box';
import { PageBox, RowBox } from '../../ui/select-boxes';
import { toggled } from '../../ui/selection';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { SourceSelect } from '../../ui/source-select';
import { useListKeys } from '../../ui/use-list-keys';
import { shownLabels } from '../customer/labels';
import { LevelPill } from '../watchlist/level-pill';
import { BulkBar } from './bulk-bar';
import {
  asked,
  isCountedToTheEnd,
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

const ExportDialog = lazy(() =>
  import('../exports/export-dialog').then((m) => ({ default: m.ExportDialog })),
);

const PURCHASES_TEXT: Record<Purchases, Key> = {
  '': 'filter_purchases_any',
  '0': 'filter_purchases_0',
  '1': 'filter_purchases_1',
  '2': 'filter_purchases_2',
  '4': 'filter_purchases_4',
  ordered: 'filter_ordered',
  registered: 'filter_registered',
};

/** As many are shown in a row; all of them on the customer's page. */
const LABELS = 4;

type Found = NonNullable<CustomerListQuery['customerProfiles']>;
export type CustomerRow = Found['edges'][number]['node'];

/** All customers: found while typing, filtered, sorted, page by page; the address says what is shown. */
export function CustomerList() {
  const { t, language } = useApp();
  const address = useSearch();
  const [, go] = useLocation();
  const state = useMemo(() => readState(new URLSearchParams(address)), [address]);
  const [exporting, setExporting] = useState(false);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const show = (next: ListState, replace = false) => {
    choose(new Set());
    const query = writeState(next).toString();
    go(query ? `/customers?${query}` : '/customers', { replace });
  };
  const asking = useMemo(() => variables(state, language), [state, language]);
  const [{ data, error, fetching, stale }, again] = useQuery({
    query: CustomerListDocument,
    variables: asking,
  });
  const found = data?.customerProfiles;
  const rows = found?.edges.map(({ node }) => node) ?? [];
  const page = rows.map(({ id }) => id);
  const at = useListKeys('customer', rows.length, {
    x: (row) => rows[row] && choose(toggled(chosen, rows[row].id)),
    o: (row) => rows[row] && go(`/customers/${rows[row].publicId}`),
  });

  return (
    <>
      <div className="page-head">
        <h2>{t('customers')}</h2>
        <span className="row">
          <Link href="/exports" className="soft">
            {t('exports_link')}
          </Link>
          <Button
            variant="secondary"
            icon={<Download size={16} aria-hidden />}
            onClick={() => setExporting(true)}
          >
            {t('export')}
          </Button>
        </span>
      </div>
      {exporting && (
        <Suspense fallback={null}>
          <ExportDialog listed={asking} narrowed={isNarrowed(state)} close={() => setExporting(false)} />
        </Suspense>
      )}
      <div className="tools" role="search">
        <SearchBox
          label={t('search')}
          hint={t('search_hint')}
          value={state.search}
          change={(search) => show(asked(state, { search }), true)}
        />
        <SourceSelect value={state.source} change={(source) => show(asked(state, { source }))} />
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
            <BulkBar
              rows={rows}
              chosen={chosen}
              choose={choose}
              refresh={() => again({ requestPolicy: 'network-only' })}
            />
            <div className={fetching || stale ? 'table stale' : 'table'} aria-busy={fetching}>
              <table>
                <thead>
                  <tr>
                    <PageBox chosen={chosen} choose={choose} page={page} />
                    <Column name="col_customer" sort={['NAME_ASC', 'NAME_DESC']} state={state} show={show} />
                    <th scope="col">{t('col_contact')}</th>
                    <Column
                      name="col_purchases"
                      number
                      sort={['PURCHASES_DESC', 'PURCHASES_ASC']}
                      state={state}
                      show={show}
                    />
                    <Column
                      name="col_total"
                      number
                      sort={['TOTAL_DESC', 'TOTAL_ASC']}
                      state={state}
                      show={show}
                    />
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
                  {found ? (
                    rows.map((row, place) => (
                      <Row
                        key={row.id}
                        row={row}
                        place={place}
                        current={place === at && chosen.size > 0}
                        checked={chosen.has(row.id)}
                        toggle={() => choose(toggled(chosen, row.id))}
                      />
                    ))
                  ) : (
                    <SkeletonRows columns={7} />
                  )}
                </tbody>
              </table>
            </div>
            <Pager
              info={found?.pageInfo}
              found={found ? t(counted(state, found.totalCount), { count: found.totalCount }) : ''}
              go={(page) => show({ ...state, page })}
            />
          </>
        )
      )}
    </>
  );
}

const counted = (state: ListState, count: number): Key =>
  isCountedToTheEnd(state, count) ? 'found_customers' : 'found_customers_or_more';

const isFirst = (state: ListState) => Object.keys(state.page).length === 0;

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

interface RowProps {
  row: CustomerRow;
  place: number;
  current: boolean;
  checked: boolean;
  toggle: () => void;
}

function Row({ row, place, current, checked, toggle }: RowProps) {
  const { t, language } = useApp();
  const labels = shownLabels(row.labels);
  return (
    <tr
      id={`customer-${place}`}
      tabIndex={-1}
      className={current ? 'current' : undefined}
      aria-selected={checked || undefined}
    >
      <RowBox name={row.name || row.publicId} checked={checked} toggle={toggle} />
      <td>
        <Link className="main" href={`/customers/${row.publicId}`}>
          {row.name || t('no_name')}
        </Link>{' '}
        {row.needsReview && <span className="pill pill-doubt">{t('needs_review')}</span>}
        {row.orderCount === 0 && <span className="pill">{t('registered_only')}</span>}
        <span className="sub">{[row.kana, row.publicId].filter(Boolean).join(' · ')}</span>
        <span className="pills">
          {row.watchLevel && <LevelPill level={row.watchLevel} />}
          {row.isVictim && <LevelPill level="VICTIM" />}
          {labels.slice(0, LABELS).map((label) => (
            <span key={label.text} className="pill cut" title={label.shown}>
              {label.shown}
            </span>
          ))}
          {labels.length > LABELS && (
            <span className="pill">{t('more_labels', { count: labels.length - LABELS })}</span>
          )}
        </span>
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
