import { useMemo } from 'react';
import { useQuery } from 'urql';
import { useLocation, useSearch } from 'wouter';
import { RetentionRecordDocument } from '../../generated/graphql';
import { minute } from '../../i18n/format';
import { addressOf } from '../../routing/address';
import { pageVariables, readPage } from '../../routing/paging';
import { actorName } from '../../ui/actor';
import { useApp } from '../../ui/app-context';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { expiredWords } from './expired-words';

/** What has gone, run by run: numbers and names of fields. */
export function ExpiredRecord() {
  const { t, language } = useApp();
  const address = useSearch();
  const [, go] = useLocation();
  const variables = useMemo(() => pageVariables(readPage(new URLSearchParams(address)), 10), [address]);
  const [{ data, error }, again] = useQuery({ query: RetentionRecordDocument, variables });
  const found = data?.customerAuditEntries;
  return (
    <section className="stack" aria-labelledby="retention-gone">
      <div>
        <h3 id="retention-gone">{t('retention_gone')}</h3>
        <p className="soft">{t('retention_gone_hint')}</p>
      </div>
      <FaultNotice error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      {found?.totalCount === 0 ? (
        <p className="soft">{t('retention_gone_none')}</p>
      ) : (
        !(error && !found) && (
          <div className="table">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('exports_when')}</th>
                  <th scope="col">{t('exports_who')}</th>
                  <th scope="col">{t('retention_gone')}</th>
                </tr>
              </thead>
              <tbody>
                {found ? (
                  found.edges.map(({ node }) => (
                    <tr key={node.id}>
                      <td className="nowrap">{minute(node.createdAt, language)}</td>
                      <td>{actorName(node.author, t)}</td>
                      <td>
                        {expiredWords(node.details, t, language).map((line) => (
                          <div key={line}>{line}</div>
                        ))}
                      </td>
                    </tr>
                  ))
                ) : (
                  <SkeletonRows columns={3} rows={3} />
                )}
              </tbody>
            </table>
          </div>
        )
      )}
      {found && (found.pageInfo.hasNextPage || found.pageInfo.hasPreviousPage) && (
        <Pager info={found.pageInfo} found="" go={(page) => go(addressOf('/retention', page))} />
      )}
    </section>
  );
}
