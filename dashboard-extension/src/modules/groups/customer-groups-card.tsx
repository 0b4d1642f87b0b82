import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { CustomerGroupsDocument } from '../../generated/graphql';
import { minute } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { FewRows } from '../../ui/few-rows';
import { Loading } from '../../ui/loading';
import { FaultNotice } from '../../ui/notice';
import { shownName } from '../conditions/shown-name';
import { useGroupNames } from '../conditions/use-condition-fields';
import { MembershipDialog } from './membership-dialog';
import { whyWords } from './why-words';

interface Props {
  customer: { id: string; publicId: string; name: string };
}

/** On a customer's page: the groups of the customer, with why; by hand, into more and out of these. */
export function CustomerGroupsCard({ customer }: Props) {
  const { t, language } = useApp();
  const [{ data, error }, again] = useQuery({
    query: CustomerGroupsDocument,
    variables: { id: customer.id },
  });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const all = useGroupNames();
  const [changing, setChanging] = useState<{
    group: string;
    start: 'PUT_IN' | 'TAKE_OUT' | 'KEEP_OUT';
  } | null>(null);
  const groups = data?.customerProfile?.groups;
  const others = all.filter((one) => !groups?.some(({ group }) => group.id === one.id));
  return (
    <section className="card stack" aria-labelledby="customer-groups">
      <h3 id="customer-groups">{t('groups')}</h3>
      <FaultNotice error={error} retry={refresh} />
      {!groups && !error && <Loading height="40px" />}
      {groups?.length === 0 && <p className="soft">{t('customer_in_no_group')}</p>}
      <FewRows rows={groups ?? []} first={5} of={t('groups')}>
        {(shown) => (
          <ul className="plain-list">
            {shown.map(({ group, since, why }) => (
              <li key={group.id} className="spread">
                <span>
                  <Link href={`/groups/${encodeURIComponent(group.id)}`}>{shownName(group, language)}</Link>
                  <span className="sub">
                    {whyWords(why, t)} · {minute(since, language)}
                  </span>
                </span>
                <Button
                  size="small"
                  variant="secondary"
                  aria-label={t('member_change_of', { name: shownName(group, language) })}
                  onClick={() =>
                    // Who is in by a condition or rule is out only when kept out.
                    setChanging({ group: group.id, start: why === 'hand' ? 'TAKE_OUT' : 'KEEP_OUT' })
                  }
                >
                  {t('member_change')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </FewRows>
      {others.length > 0 && (
        <select
          aria-label={t('member_add_to')}
          value=""
          onChange={(event) => setChanging({ group: event.target.value, start: 'PUT_IN' })}
        >
          <option value="">{t('member_add_to')} …</option>
          {others.map((group) => (
            <option key={group.id} value={group.id}>
              {shownName(group, language)}
            </option>
          ))}
        </select>
      )}
      {changing && (
        <MembershipDialog
          group={changing.group}
          person={customer}
          start={changing.start}
          close={() => setChanging(null)}
          done={refresh}
        />
      )}
    </section>
  );
}
