import { useMemo } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { ImportListDocument } from '../../generated/graphql';
import { minute } from '../../i18n/format';
import { addressOf } from '../../routing/address';
import { pageVariables, readPage } from '../../routing/paging';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { usePolling } from '../../host/use-polling';
import { DropZone } from './drop-zone';
import { fileNames, isUnderWay } from './import-view-model';
import { SavedMappings } from './saved-mappings';
import { StatePill } from './state-pill';

/** Dropping files, and all that was imported before. */
export function ImportsPage() {
  const { t, language } = useApp();
  const address = useSearch();
  const [, go] = useLocation();
  const variables = useMemo(() => pageVariables(readPage(new URLSearchParams(address)), 20), [address]);
  const [{ data, error, fetching }, again] = useQuery({ query: ImportListDocument, variables });
  const found = data?.orderImports;
  const rows = found?.edges.map(({ node }) => node) ?? [];
  usePolling(
    rows.some((row) => isUnderWay(row.state)),
    () => again({ requestPolicy: 'network-only' }),
    { fetching },
  );
  return (
    <div className="stack">
      <h2>{t('imports')}</h2>
      <DropZone />
      <SavedMappings />
      <h3>{t('files_imported')}</h3>
      <FaultNotice error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      {found && rows.length === 0 ? (
        <EmptyState title={t('no_imports')} hint={t('no_imports_hint')} />
      ) : (
        !(error && !found) && (
          <div>
            <div className="table">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('file')}</th>
                    <th scope="col">{t('status')}</th>
                    <th scope="col" className="number">
                      {t('outcome_new')}
                    </th>
                    <th scope="col" className="number">
                      {t('outcome_changed')}
                    </th>
                    <th scope="col" className="number">
                      {t('outcome_unchanged')}
                    </th>
                    <th scope="col" className="number">
                      {t('outcome_refused')}
                    </th>
                    <th scope="col">{t('started')}</th>
                  </tr>
                </thead>
                <tbody>
                  {found ? (
                    rows.map((row) => (
                      <tr key={row.id}>
                        <td>
                          <Link className="main" href={`/imports/${encodeURIComponent(row.id)}`}>
                            {fileNames(row.files)}
                          </Link>
                          <span className="sub">{row.author.label}</span>
                        </td>
                        <td>
                          <StatePill row={row} />
                        </td>
                        {([row.new, row.changed, row.unchanged, row.refused] as const).map((count, at) => (
                          <td key={at} className="number">
                            {count.toLocaleString(language)}
                          </td>
                        ))}
                        <td className="nowrap">{minute(row.createdAt, language)}</td>
                      </tr>
                    ))
                  ) : (
                    <SkeletonRows columns={7} rows={4} />
                  )}
                </tbody>
              </table>
            </div>
            {found && (found.pageInfo.hasNextPage || found.pageInfo.hasPreviousPage) && (
              <Pager info={found.pageInfo} found="" go={(page) => go(addressOf('/imports', page))} />
            )}
          </div>
        )
      )}
    </div>
  );
}
