import { useMemo } from 'react';
import { useQuery } from 'urql';
import { useLocation, useSearch } from 'wouter';
import { ExportRecordDocument } from '../../generated/graphql';
import { minute } from '../../i18n/format';
import { addressOf } from '../../routing/address';
import { pageVariables, readPage } from '../../routing/paging';
import { actorName } from '../../ui/actor';
import { useApp } from '../../ui/app-context';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { recordWords } from './record-words';

/** Who exported what, from the audit trail. */
export function ExportRecord() {
  const { t, language } = useApp();
  const address = useSearch();
  const [, go] = useLocation();
  const variables = useMemo(() => pageVariables(readPage(new URLSearchParams(address)), 20), [address]);
  const [{ data, error }, again] = useQuery({ query: ExportRecordDocument, variables });
  const found = data?.customerAuditEntries;
  if (found?.totalCount === 0) return null;
  return (
    <section className="stack" aria-labelledby="export-record">
      <h3 id="export-record">{t('exports_record')}</h3>
      <p className="soft">{t('exports_record_hint')}</p>
      <FaultNotice error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      {!(error && !found) && (
        <div className="table">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('exports_when')}</th>
                <th scope="col">{t('exports_who')}</th>
                <th scope="col">{t('exports_did')}</th>
                <th scope="col">{t('exports_about')}</th>
              </tr>
            </thead>
            <tbody>
              {found ? (
                found.edges.map(({ node }) => {
                  const { did, about } = recordWords(node, t, language);
                  return (
                    <tr key={node.id}>
                      <td className="nowrap">{minute(node.createdAt, language)}</td>
                      <td>{actorName(node.author, t)}</td>
                      <td>{did}</td>
                      <td>{about}</td>
                    </tr>
                  );
                })
              ) : (
                <SkeletonRows columns={4} rows={4} />
              )}
            </tbody>
          </table>
        </div>
      )}
      {found && (found.pageInfo.hasNextPage || found.pageInfo.hasPreviousPage) && (
        <Pager info={found.pageInfo} found="" go={(page) => go(addressOf('/exports', page))} />
      )}
    </section>
  );
}
