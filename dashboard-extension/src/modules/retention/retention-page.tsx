import { useState } from 'react';
import { useQuery } from 'urql';
import { useLocation, useSearch } from 'wouter';
import { RetentionDocument } from '../../generated/graphql';
import { minute, SPOKEN } from '../../i18n/format';
import { actorName } from '../../ui/actor';
import { useApp } from '../../ui/app-context';
import { FewRows } from '../../ui/few-rows';
import { Loading } from '../../ui/loading';
import { FaultNotice } from '../../ui/notice';
import { ExpiredRecord } from './expired-record';
import { TermsDialog } from './terms-dialog';
import { TermsTable, type Terms } from './terms-table';
import { Upcoming } from './upcoming';

const WITHIN = [30, 90, 366];

/** How long what is kept, by source; what goes next; and what has gone. */
export function RetentionPage() {
  const { t, language } = useApp();
  const address = new URLSearchParams(useSearch());
  const [, go] = useLocation();
  const days = WITHIN.find((one) => String(one) === address.get('days')) ?? 30;
  const [changing, change] = useState<Terms | 'another'>();
  const [round, setRound] = useState(0);
  const [{ data, error }, again] = useQuery({
    query: RetentionDocument,
    variables: { days, language: SPOKEN[language] },
  });
  const refresh = () => {
    again({ requestPolicy: 'network-only' });
    setRound((now) => now + 1);
  };
  const found = data?.customerMgmtRetention;
  if (!found) return error ? <FaultNotice error={error} retry={refresh} /> : <Loading height="320px" />;
  const revisions = found.revisions?.edges.map(({ node }) => node) ?? [];
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <h2>{t('retention')}</h2>
          <p className="soft">{t('retention_hint')}</p>
        </div>
      </div>
      <FaultNotice error={error} retry={refresh} />
      <TermsTable terms={found.terms} change={change} />
      <Upcoming
        upcoming={found.upcoming}
        days={days}
        within={WITHIN}
        show={(next) => {
          if (next === 30) address.delete('days');
          else address.set('days', String(next));
          go(`/retention${address.size > 0 ? `?${address}` : ''}`);
        }}
        running={data.customerMgmtJobs?.edges[0]?.node.id ?? null}
        refresh={refresh}
      />
      <ExpiredRecord key={round} />
      <section className="card" aria-labelledby="retention-history">
        <h3 id="retention-history">{t('retention_history')}</h3>
        {revisions.length === 0 ? (
          <p className="soft">{t('retention_history_none')}</p>
        ) : (
          <FewRows rows={revisions} first={5} of={t('retention_history')}>
            {(shown) => (
              <ul className="plain-list">
                {shown.map((one) => (
                  <li key={one.id} className="long">
                    {one.reason || t('none')}
                    <span className="sub">
                      {[minute(one.createdAt, language), t('by', { author: actorName(one.author, t) })].join(
                        ' · ',
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </FewRows>
        )}
      </section>
      {changing && (
        <TermsDialog
          key={changing === 'another' ? '' : changing.source}
          terms={changing === 'another' ? null : changing}
          known={found.terms.map(({ source }) => source)}
          close={() => change(undefined)}
          done={refresh}
        />
      )}
    </div>
  );
}
