import { Button } from '@saleor/macaw-ui';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { GroupListDocument } from '../../generated/graphql';
import { addressOf } from '../../routing/address';
import { pageVariables, readPage } from '../../routing/paging';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { shownName } from '../conditions/shown-name';
import '../rules/rules.css';

const SIZE = 50;

/** All groups: whom each takes, how many are in it, and what that brings them. */
export function GroupsPage() {
  const { t, language } = useApp();
  const address = useSearch();
  const [, go] = useLocation();
  const variables = useMemo(() => pageVariables(readPage(new URLSearchParams(address)), SIZE), [address]);
  const [{ data, error, fetching }, again] = useQuery({ query: GroupListDocument, variables });
  const found = data?.customerMgmtGroups;
  const rows = found?.edges.map(({ node }) => node) ?? [];
  return (
    <>
      <div className="page-head">
        <div>
          <h2>{t('groups')}</h2>
          <p className="soft">{t('groups_hint')}</p>
        </div>
        <Button onClick={() => go('/groups/new')}>{t('group_new')}</Button>
      </div>
      <FaultNotice error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      {found && rows.length === 0 && !fetching ? (
        <EmptyState title={t('empty_groups')} hint={t('empty_groups_hint')}>
          <Link href="/groups/new">{t('group_new')}</Link>
        </EmptyState>
      ) : (
        !(error && !found) && (
          <>
            <div className="table" aria-busy={fetching}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('group')}</th>
                    <th scope="col">{t('group_who')}</th>
                    <th scope="col" className="number">
                      {t('group_members')}
                    </th>
                    <th scope="col">{t('group_benefits')}</th>
                    <th scope="col" className="number">
                      {t('priority')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {!found && <SkeletonRows columns={5} />}
                  {rows.map((group) => (
                    <tr key={group.id}>
                      <td>
                        <Link className="main" href={`/groups/${encodeURIComponent(group.id)}`}>
                          {shownName(group, language)}
                        </Link>
                        <span className="sub">{group.slug}</span>
                        {group.description && <span className="sub clamped">{group.description}</span>}
                      </td>
                      <td>
                        <span className="clamped">{group.condition?.[language] ?? t('group_by_hand')}</span>
                      </td>
                      <td className="number">{group.memberCount.toLocaleString(language)}</td>
                      <td>
                        {group.voucherCode && (
                          <span className="sub">
                            {t('group_voucher')}: {group.voucherCode}
                          </span>
                        )}
                        {group.customerType && (
                          <span className="sub">
                            {t('group_type')}: {group.customerType}
                          </span>
                        )}
                      </td>
                      <td className="number">{group.priority}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <Pager
              info={found?.pageInfo}
              found={t('found_groups', { count: found?.totalCount ?? 0 })}
              go={(page) => go(addressOf('/groups', page))}
            />
          </>
        )
      )}
    </>
  );
}
