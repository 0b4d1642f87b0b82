import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { GroupMembersDocument, type GroupFragment, type PersonFragment } from '../../generated/graphql';
import { minute } from '../../i18n/format';
import { pageVariables } from '../../routing/paging';
import { useApp } from '../../ui/app-context';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { MembershipDialog } from './membership-dialog';
import { pageIn, withPage } from './pages-of-cards';
import { whyWords } from './why-words';

const SIZE = 20;

/** Who is in a group, page by page (the address says which); by hand, anybody is put in and taken out. */
export function MembersCard({ group }: { group: GroupFragment }) {
  const { t, language } = useApp();
  const address = useSearch();
  const [path, go] = useLocation();
  const [{ data, error, fetching }, again] = useQuery({
    query: GroupMembersDocument,
    variables: { id: group.id, ...pageVariables(pageIn(address, 'members'), SIZE) },
  });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const [changing, setChanging] = useState<{ person: PersonFragment | null } | null>(null);
  const found = data?.customerMgmtGroup?.members;
  const rows = found?.edges.map(({ node }) => node) ?? [];
  return (
    <section className="card" aria-labelledby="members">
      <div className="spread">
        <h3 id="members">{t('group_members')}</h3>
        <Button variant="secondary" size="small" onClick={() => setChanging({ person: null })}>
          {t('member_add')}
        </Button>
      </div>
      <FaultNotice error={error} retry={refresh} />
      {found && rows.length === 0 ? (
        <p className="soft">{t('members_empty')}</p>
      ) : (
        !(error && !found) && (
          <>
            <div className="table inner" aria-busy={fetching}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('col_customer')}</th>
                    <th scope="col">{t('member_why')}</th>
                    <th scope="col">{t('member_since')}</th>
                    <th scope="col">
                      <span className="hidden">{t('member_change')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {!found && <SkeletonRows columns={4} rows={3} />}
                  {rows.map(
                    ({ customer, since, why }) =>
                      customer && (
                        <tr key={customer.id}>
                          <td>
                            <Link className="main" href={`/customers/${customer.publicId}`}>
                              {customer.name || customer.publicId}
                            </Link>
                            <span className="sub">{t('purchases', { count: customer.purchaseCount })}</span>
                          </td>
                          <td>{whyWords(why, t)}</td>
                          <td className="nowrap">{minute(since, language)}</td>
                          <td>
                            <span className="row at-end">
                              <Button
                                size="small"
                                variant="secondary"
                                aria-label={t('member_change_of', {
                                  name: customer.name || customer.publicId,
                                })}
                                onClick={() => setChanging({ person: customer })}
                              >
                                {t('member_change')}
                              </Button>
                            </span>
                          </td>
                        </tr>
                      ),
                  )}
                </tbody>
              </table>
            </div>
            <Pager
              info={found?.pageInfo}
              found={t('found_members', { count: found?.totalCount ?? 0 })}
              go={(page) => go(`${path}?${withPage(address, 'members', page)}`)}
            />
          </>
        )
      )}
      {changing && (
        <MembershipDialog
          group={group.id}
          person={changing.person}
          close={() => setChanging(null)}
          done={refresh}
        />
      )}
    </section>
  );
}
