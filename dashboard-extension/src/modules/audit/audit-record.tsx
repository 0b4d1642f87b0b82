import { useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useLocation, useSearch } from 'wouter';
import { AuditRecordDocument, type AuditRecordQuery } from '../../generated/graphql';
import { minute } from '../../i18n/format';
import { addressOf } from '../../routing/address';
import { pageVariables, readPage } from '../../routing/paging';
import { actorName } from '../../ui/actor';
import { useApp } from '../../ui/app-context';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { SkeletonRows } from '../../ui/skeleton-rows';

export type Entry = NonNullable<AuditRecordQuery['customerAuditEntries']>['edges'][number]['node'];

interface Props {
  /** What is looked for. The same list each time: a new one asks anew. */
  actions: string[];
  /** Of the page on which it stands; the page of the record is in its address. */
  path: string;
  perPage: number;
  /** The id of the heading. */
  labelledBy: string;
  heading: ReactNode;
  /** In the place of an empty table; without it nothing at all is shown. */
  none?: ReactNode;
  /** The names of what follows when and who, and what an entry says there. */
  columns: readonly string[];
  cells: (entry: Entry) => readonly ReactNode[];
  skeletonRows: number;
}

/** Entries of the audit trail: when, who, and what they say, page by page. */
export function AuditRecord(props: Props) {
  const address = useSearch();
  const [, go] = useLocation();
  const { actions, perPage, none } = props;
  const variables = useMemo(
    () => ({ actions, ...pageVariables(readPage(new URLSearchParams(address)), perPage) }),
    [address, actions, perPage],
  );
  const [{ data, error }, again] = useQuery({ query: AuditRecordDocument, variables });
  const found = data?.customerAuditEntries;
  const empty = found?.totalCount === 0;
  if (empty && none === undefined) return null;
  return (
    <section className="stack" aria-labelledby={props.labelledBy}>
      {props.heading}
      <FaultNotice error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      {empty
        ? none
        : !(error && !found) && <Entries {...props} entries={found?.edges.map(({ node }) => node)} />}
      {found && (found.pageInfo.hasNextPage || found.pageInfo.hasPreviousPage) && (
        <Pager info={found.pageInfo} found="" go={(page) => go(addressOf(props.path, page))} />
      )}
    </section>
  );
}

function Entries({ columns, cells, skeletonRows, entries }: Props & { entries: Entry[] | undefined }) {
  const { t, language } = useApp();
  return (
    <div className="table">
      <table>
        <thead>
          <tr>
            {[t('exports_when'), t('exports_who'), ...columns].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries?.map((entry) => (
            <tr key={entry.id}>
              <td className="nowrap">{minute(entry.createdAt, language)}</td>
              <td>{actorName(entry.author, t)}</td>
              {cells(entry).map((cell, place) => (
                <td key={columns[place]}>{cell}</td>
              ))}
            </tr>
          )) ?? <SkeletonRows columns={2 + columns.length} rows={skeletonRows} />}
        </tbody>
      </table>
    </div>
  );
}
