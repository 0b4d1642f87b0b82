import { Button, Skeleton } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation } from 'wouter';
import { CustomerDocument, type CustomerQuery } from '../../generated/graphql';
import { inOneLine } from '../../host/refusals';
import { day, sourceName, totals } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { AccountsInSaleor } from '../../inside/in-saleor';
import { EmptyState } from '../../ui/empty-state';
import { FewRows } from '../../ui/few-rows';
import { FaultNotice, Notice } from '../../ui/notice';
import { CustomerGroupsCard } from '../groups/customer-groups-card';
import { DecisionsCard } from './decisions-card';
import { MarksCard } from './marks-card';
import { PersonLines } from './customer-find';
import { MergeDialog } from './merge-dialog';
import { NotesCard } from './notes-card';
import { OrdersCard } from './orders-card';
import { ReceiptCard } from './receipt-card';
import { useDecisions } from './use-decisions';
import { useOrders } from './use-orders';
import { WhySection } from './why-section';

export type Customer = NonNullable<CustomerQuery['customerProfile']>;

/** One customer: who they are over all sources, what they bought, why that is one person, and mending it. */
export function CustomerPage({ id }: { id: string }) {
  const { t } = useApp();
  const [{ data, error, fetching }, again] = useQuery({ query: CustomerDocument, variables: { id } });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const customer = data?.customerProfile;
  if (customer) {
    return (
      <>
        <FaultNotice error={error} retry={refresh} />
        <Known customer={customer} refresh={refresh} />
      </>
    );
  }
  if (error) return <FaultNotice error={error} retry={refresh} />;
  if (!fetching) {
    return (
      <EmptyState title={t('customer_missing')} hint={t('customer_missing_hint')}>
        <Link href="/customers">{t('to_customers')}</Link>
      </EmptyState>
    );
  }
  return (
    <div className="stack" role="status">
      <span className="hidden">{t('loading')}</span>
      <Skeleton __width="30%" __height="28px" />
      <div className="columns">
        <Skeleton __height="320px" />
        <Skeleton __height="220px" />
      </div>
    </div>
  );
}

function Known({ customer, refresh }: { customer: Customer; refresh: () => void }) {
  const { t, tell } = useApp();
  const [, go] = useLocation();
  const decisions = useDecisions();
  const [merging, setMerging] = useState<string | boolean>(false);
  const [splitting, setSplitting] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const history = useOrders(customer);
  const undo = async (decision: string) => {
    const { errors } = await decisions.undo(decision, '');
    tell(errors[0] ? inOneLine(errors[0], t) : t('undo_done'));
    refresh();
  };
  const isGone = (field: string) => customer.expiredFields.some((one) => one === field);
  const accounts = customer.accounts?.edges.map(({ node }) => node) ?? [];
  const picked = [...chosen].filter((id) => [...history.orders, ...accounts].some((one) => one.id === id));
  return (
    <>
      <div className="page-head">
        <div>
          <h2>{customer.name || t(isGone('NAME') ? 'expired_name' : 'no_name')}</h2>
          <span className="soft">{[customer.kana, customer.publicId].filter(Boolean).join(' · ')}</span>{' '}
          <AccountsInSaleor id={customer.id} />
          {customer.needsReview && <span className="pill pill-doubt">{t('needs_review')}</span>}
        </div>
        <Button onClick={() => setMerging(true)}>{t('merge')}</Button>
      </div>
      {customer.redirectedFrom && (
        <Notice kind="info" title={t('redirected', { id: customer.redirectedFrom })} />
      )}
      <ExpiredNotice customer={customer} />
      <div className="columns">
        <div className="stack">
          <OrdersCard
            history={history}
            accounts={accounts}
            chosen={chosen}
            choose={setChosen}
            split={() => setSplitting(true)}
            held={refresh}
          />
          <WhySection
            orders={[...history.newest, ...accounts]}
            decisions={customer.decisions}
            partial={history.total > history.newest.length}
            chosen={chosen}
            choose={(ids) => setChosen(new Set(ids))}
          />
        </div>
        <div className="stack">
          <WhoCard customer={customer} />
          <MarksCard customer={customer} />
          <ReceiptCard receipt={customer.receipt} count={customer.purchaseCount} />
          <CustomerGroupsCard customer={customer} />
          {customer.reviewCandidates.length > 0 && (
            <section className="card">
              <h3>{t('candidates')}</h3>
              <FewRows rows={customer.reviewCandidates} first={5} of={t('candidates')}>
                {(shown) => (
                  <ul className="plain-list">
                    {shown.map((one) => (
                      <li key={one.id} className="stack">
                        <PersonLines person={one} />
                        <span className="row">
                          <Link href={`/customers/${one.publicId}`}>{t('review_open')}</Link>
                          <Button size="small" variant="secondary" onClick={() => setMerging(one.id)}>
                            {t('review_same')}
                          </Button>
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
              </FewRows>
            </section>
          )}
          <NotesCard customer={customer.publicId} notes={customer.notes} changed={refresh} />
          <DecisionsCard decisions={customer.decisions} undone={refresh} />
        </div>
      </div>
      {merging !== false && (
        <MergeDialog
          customer={customer}
          candidates={customer.reviewCandidates}
          start={typeof merging === 'string' ? merging : undefined}
          close={() => setMerging(false)}
          done={(publicId, decision) => {
            setMerging(false);
            tell(t('merge_done'), { label: t('undo'), run: () => void undo(decision) });
            go(`/customers/${publicId}`, { replace: true });
            refresh();
          }}
        />
      )}
      {splitting && (
        <Confirm
          title={t('split_title', { count: picked.length })}
          confirm={t('split')}
          close={() => setSplitting(false)}
          run={async (reason) => {
            const { errors, decision, customers } = await decisions.split(picked, reason);
            if (errors.length > 0) return errors;
            setChosen(new Set());
            const other = customers.find((one) => one.publicId !== customer.publicId);
            tell(
              t('split_done'),
              decision ? { label: t('undo'), run: () => void undo(decision) } : undefined,
            );
            if (other)
              tell(other.publicId, { label: t('open_other'), run: () => go(`/customers/${other.publicId}`) });
            refresh();
            return [];
          }}
        >
          <p>{t('split_text')}</p>
        </Confirm>
      )}
    </>
  );
}

/** What is no longer kept of this customer's orders, and that it changes nothing about who it is. */
function ExpiredNotice({ customer }: { customer: Customer }) {
  const { t } = useApp();
  if (customer.expiredOrderCount === 0) return null;
  const fields = customer.expiredFields.map((field) => t(`field_${field}`)).join(t('list_separator'));
  return (
    <Notice kind="info" title={t('expired_title', { count: customer.expiredOrderCount })}>
      <p>{t('expired_text', { fields })}</p>
    </Notice>
  );
}

function WhoCard({ customer }: { customer: Customer }) {
  const { t, language } = useApp();
  const missing = (field: string) =>
    t(customer.expiredFields.some((one) => one === field) ? 'expired' : 'none');
  return (
    <section className="card" aria-label={t('contact')}>
      <dl>
        <dt>{t('email')}</dt>
        <dd>{customer.email || missing('EMAIL')}</dd>
        <dt>{t('phone')}</dt>
        <dd>{customer.phone || missing('PHONE')}</dd>
        <dt>{t('address')}</dt>
        <dd>{customer.address || missing('ADDRESS')}</dd>
        <dt>{t('col_sources')}</dt>
        <dd>{customer.sources.map((source) => sourceName(source, language)).join(', ') || t('none')}</dd>
        <dt>{t('first_order')}</dt>
        <dd>{day(customer.firstOrderAt, language)}</dd>
        <dt>{t('last_order')}</dt>
        <dd>{day(customer.lastOrderAt, language)}</dd>
        <dt>{t('total')}</dt>
        <dd>{totals(customer.totals, language) || t('none')}</dd>
        {customer.dissolvedIds.length > 0 && (
          <>
            <dt>{t('also_known_as')}</dt>
            <dd>{customer.dissolvedIds.join(', ')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
