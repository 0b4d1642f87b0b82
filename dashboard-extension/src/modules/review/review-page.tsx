import { useMemo, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { CustomerBriefDocument, ReviewListDocument, type CustomerBriefQuery } from '../../generated/graphql';
import { inOneLine } from '../../host/refusals';
import type { Key } from '../../i18n/en';
import { addressOf } from '../../routing/address';
import { pageVariables, readPage } from '../../routing/paging';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { FewRows } from '../../ui/few-rows';
import { Loading } from '../../ui/loading';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { useListKeys } from '../../ui/use-list-keys';
import { PersonLines } from '../customer/customer-find';
import { MergeDialog } from '../customer/merge-dialog';
import { useDecisions } from '../customer/use-decisions';
import { DoubtfulSearch } from './doubtful-search';
import { ReviewCandidate } from './review-candidate';
import { useReview } from './use-review';

type Brief = NonNullable<CustomerBriefQuery['customerProfile']>;

/** What the customer is in the list for. */
function hintOf(row: { lonely: boolean; candidates: unknown[]; doubts: unknown[] }): Key {
  if (row.lonely) return 'review_lonely';
  return row.doubts.length < row.candidates.length ? 'review_hint' : 'review_doubtful';
}

/** Customers that might be one; decided with one key. */
export function ReviewPage() {
  const { t, tell } = useApp();
  const client = useClient();
  const decisions = useDecisions();
  const review = useReview();
  const address = useSearch();
  const [, go] = useLocation();
  const variables = useMemo(() => pageVariables(readPage(new URLSearchParams(address)), 20), [address]);
  const [{ data, error, fetching }, again] = useQuery({ query: ReviewListDocument, variables });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const [merging, setMerging] = useState<{ customer: Brief; other: string } | null>(null);
  const found = data?.customerReviewItems;
  const rows = found?.edges.map(({ node }) => node) ?? [];

  const merge = async (row: (typeof rows)[number] | undefined, other = row?.candidates[0]) => {
    if (!row || !other) return;
    const answer = await client.query(CustomerBriefDocument, { id: row.customer.id });
    if (answer.data?.customerProfile) setMerging({ customer: answer.data.customerProfile, other: other.id });
  };
  const notSame = async (row: (typeof rows)[number] | undefined, other = row?.candidates[0]) => {
    if (!row || !other) return;
    const one = row.customer.id;
    const [error] = await review.notSame(one, other.id);
    if (error) tell(inOneLine(error, t));
    else {
      tell(t('not_same_done'), {
        label: t('undo'),
        run: () =>
          void review.undo(one, other.id).then(([wrong]) => {
            tell(wrong ? inOneLine(wrong, t) : t('undo_done'));
            refresh();
          }),
      });
    }
    refresh();
  };
  const at = useListKeys('review', rows.length, {
    m: (row) => void merge(rows[row]),
    n: (row) => void notSame(rows[row]),
    o: (row) => rows[row] && go(`/customers/${rows[row].customer.publicId}`),
  });

  return (
    <div className="stack">
      <div>
        <h2>{t('review')}</h2>
        {rows.length > 0 && <p className="soft">{t('review_keys')}</p>}
      </div>
      {found && <DoubtfulSearch running={data.customerMgmtJobs?.edges[0]?.node.id} done={() => refresh()} />}
      <FaultNotice error={error} retry={refresh} />
      {!found && fetching && <Loading height="160px" />}
      {found && rows.length === 0 && <EmptyState title={t('empty_review')} hint={t('empty_review_hint')} />}
      {rows.map((row, index) => (
        <section
          key={row.customer.id}
          id={`review-${index}`}
          tabIndex={-1}
          className={index === at ? 'card stack current' : 'card stack'}
          aria-label={row.customer.name || row.customer.publicId}
        >
          <p className="soft">{t(hintOf(row))}</p>
          <div className="spread">
            <PersonLines person={row.customer} />
            <Link href={`/customers/${row.customer.publicId}`}>{t('review_open')}</Link>
          </div>
          <FewRows rows={row.candidates} first={5} of={row.customer.name || row.customer.publicId}>
            {(shown) => (
              <ul className="plain-list">
                {shown.map((one) => (
                  <ReviewCandidate
                    key={one.id}
                    person={one}
                    doubt={row.doubts.find(({ customer }) => customer.id === one.id)}
                    merge={() => void merge(row, one)}
                    notSame={() => void notSame(row, one)}
                  />
                ))}
              </ul>
            )}
          </FewRows>
        </section>
      ))}
      {rows.length > 0 && (
        <Pager
          info={found?.pageInfo}
          found={t('found_review', { count: found?.totalCount ?? 0 })}
          go={(page) => go(addressOf('/review', page))}
        />
      )}
      {merging && (
        <MergeDialog
          customer={merging.customer}
          candidates={[]}
          start={merging.other}
          close={() => setMerging(null)}
          done={(_, decision) => {
            setMerging(null);
            tell(t('merge_done'), {
              label: t('undo'),
              run: () =>
                void decisions.undo(decision, '').then(({ errors }) => {
                  tell(errors[0] ? inOneLine(errors[0], t) : t('undo_done'));
                  refresh();
                }),
            });
            refresh();
          }}
        />
      )}
    </div>
  );
}
