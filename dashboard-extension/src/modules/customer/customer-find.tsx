import { useState } from 'react';
import { useQuery } from 'urql';
import { CustomerFindDocument, type CustomerSummaryFragment } from '../../generated/graphql';
import { sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { FaultNotice } from '../../ui/notice';
import { SearchBox } from '../../ui/search-box';

/** Look for a customer as one types, and choose it. */
export function CustomerFind(props: {
  label: string;
  /** Who is left out. */
  self?: string;
  /** Who is suggested before anything is typed. */
  candidates?: readonly CustomerSummaryFragment[];
  choose: (person: CustomerSummaryFragment) => void;
}) {
  const { t } = useApp();
  const [search, setSearch] = useState('');
  const [{ data, error, fetching }] = useQuery({
    query: CustomerFindDocument,
    variables: { search },
    pause: search === '',
  });
  const found = search
    ? (data?.customerProfiles?.edges.map(({ node }) => node) ?? [])
    : (props.candidates ?? []);
  const others = found.filter((one) => one.id !== props.self);
  return (
    <div className="stack">
      <label className="field">
        {props.label}
        <SearchBox label={props.label} value={search} change={setSearch} first />
        <small className="soft">{t('merge_search_hint')}</small>
      </label>
      <FaultNotice error={error} />
      {!search && others.length > 0 && <strong>{t('candidates')}</strong>}
      <ul className="plain-list" aria-busy={fetching}>
        {others.map((one) => (
          <li key={one.id}>
            <button type="button" className="choice" onClick={() => props.choose(one)}>
              <PersonLines person={one} />
            </button>
          </li>
        ))}
      </ul>
      {search && data && !fetching && others.length === 0 && <p className="soft">{t('merge_none')}</p>}
    </div>
  );
}

export function PersonLines({ person }: { person: CustomerSummaryFragment }) {
  const { t, language } = useApp();
  return (
    <span>
      <strong>{person.name || t('no_name')}</strong> <span className="soft">{person.publicId}</span>
      <span className="sub">{[person.email, person.phone].filter(Boolean).join(' · ') || t('none')}</span>
      {person.address && <span className="sub">{person.address}</span>}
      <span className="sub">
        {t('orders', { count: person.orderCount })} ·{' '}
        {person.sources.map((source) => sourceName(source, language)).join(', ')}
      </span>
    </span>
  );
}
