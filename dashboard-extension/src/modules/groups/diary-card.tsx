import { useQuery } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { GroupDiaryDocument, type GroupFragment } from '../../generated/graphql';
import { minute } from '../../i18n/format';
import { pageVariables } from '../../routing/paging';
import { useApp } from '../../ui/app-context';
import { FaultNotice } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { pageIn, withPage } from './pages-of-cards';
import { whyWords } from './why-words';

const SIZE = 20;

/** Who entered and left a group, when and why, newest first. */
export function DiaryCard({ group }: { group: GroupFragment }) {
  const { t, language } = useApp();
  const address = useSearch();
  const [path, go] = useLocation();
  const [{ data, error }, again] = useQuery({
    query: GroupDiaryDocument,
    variables: { id: group.id, ...pageVariables(pageIn(address, 'diary'), SIZE) },
  });
  const found = data?.customerMgmtGroup?.diary;
  const rows = found?.edges.map(({ node }) => node) ?? [];
  return (
    <section className="card" aria-labelledby="diary">
      <h3 id="diary">{t('diary')}</h3>
      <FaultNotice error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      {found && rows.length === 0 && <p className="soft">{t('diary_empty')}</p>}
      <ul className="plain-list">
        {rows.map((row, at) => (
          <li key={`${row.at} ${row.customer?.id ?? at}`}>
            {row.customer && (
              <Link href={`/customers/${row.customer.publicId}`}>
                {row.customer.name || row.customer.publicId}
              </Link>
            )}{' '}
            <span className={`pill ${row.entered ? 'pill-good' : ''}`}>
              {t(row.entered ? 'diary_entered' : 'diary_left')}
            </span>
            <span className="sub">
              {minute(row.at, language)} · {whyWords(row.why, t)}
              {/* The diary keeps the words of its day: a condition's in English. */}
              {row.detail && <span lang={row.why === 'condition' ? 'en' : undefined}> · {row.detail}</span>}
            </span>
          </li>
        ))}
      </ul>
      {found && rows.length > 0 && (
        <Pager
          info={found.pageInfo}
          found={t('found_events', { count: found.totalCount })}
          go={(page) => go(`${path}?${withPage(address, 'diary', page)}`)}
        />
      )}
    </section>
  );
}
