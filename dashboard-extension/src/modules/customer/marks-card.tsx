import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import {
  CustomerMarksDocument,
  type CustomerMarksQuery,
  type HoldLineFragment,
} from '../../generated/graphql';
import { faultOf } from '../../host/faults';
import { day, SPOKEN } from '../../i18n/format';
import { actorName } from '../../ui/actor';
import { useApp } from '../../ui/app-context';
import { FewRows } from '../../ui/few-rows';
import { Loading } from '../../ui/loading';
import { FaultNotice } from '../../ui/notice';
import { CloseDialog } from '../holds/close-dialog';
import { HoldReason, useOrderName } from '../holds/hold-texts';
import { EndDialog } from '../watchlist/end-dialog';
import { LevelPill } from '../watchlist/level-pill';
import { WatchDialog } from '../watchlist/watch-dialog';
import { LabelsEditor } from './labels-editor';

// Also while there are none of these yet: what makes one has the card ask again.
const SHOWS = { additionalTypenames: ['CustomerMgmtHold', 'CustomerMgmtWatchMark'] };

type Marked = NonNullable<CustomerMarksQuery['customerProfile']>;
type Mark = Marked['watchMarks'][number];

/** What staff should know of a customer at once: marks of the watchlist, labels, and orders that are held. */
export function MarksCard({ customer }: { customer: { id: string; publicId: string; name: string } }) {
  const { t, language } = useApp();
  const variables = { id: customer.id, language: SPOKEN[language] };
  const [{ data, error }, again] = useQuery({ query: CustomerMarksDocument, variables, context: SHOWS });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const [watching, setWatching] = useState(false);
  const [ending, setEnding] = useState<Mark | null>(null);
  const [releasing, setReleasing] = useState<HoldLineFragment | null>(null);
  const found = data?.customerProfile;
  return (
    <section className="card stack" aria-labelledby="marks">
      <div className="spread">
        <h3 id="marks">{t('marks')}</h3>
        <Button size="small" variant="secondary" onClick={() => setWatching(true)}>
          {t('watch_add')}
        </Button>
      </div>
      {!(found && faultOf(error) === 'forbidden') && <FaultNotice error={error} retry={refresh} />}
      {!found && !error && <Loading height="60px" />}
      {found && (
        <>
          <Marks marks={found.watchMarks} end={setEnding} />
          <LabelsEditor customer={customer.id} labels={found.labels} changed={refresh} />
          <Holds holds={found.openHolds} customer={customer.publicId} release={setReleasing} />
        </>
      )}
      {watching && <WatchDialog customers={[customer.id]} close={() => setWatching(false)} done={refresh} />}
      {ending && (
        <EndDialog
          mark={ending.id}
          name={customer.name || t('no_name')}
          close={() => setEnding(null)}
          done={refresh}
        />
      )}
      {releasing && (
        <CloseDialog how="release" holds={[releasing]} close={() => setReleasing(null)} done={refresh} />
      )}
    </section>
  );
}

function Marks({ marks, end }: { marks: readonly Mark[]; end: (mark: Mark) => void }) {
  const { t, language } = useApp();
  if (marks.length === 0) return <p className="soft">{t('not_watched')}</p>;
  return (
    <FewRows rows={marks} first={3} of={t('watchlist')}>
      {(shown) => (
        <ul className="plain-list" aria-label={t('watchlist')}>
          {shown.map((mark) => (
            <li key={mark.id} className="spread">
              <span className="grow">
                <LevelPill level={mark.level} /> {mark.reason}
                <span className="sub">
                  {t('by', { author: actorName(mark.author, t) })} · {day(mark.createdAt, language)}
                  {mark.expiresAt && ` · ${t('watch_until_day', { day: day(mark.expiresAt, language) })}`}
                </span>
              </span>
              <Button size="small" variant="secondary" onClick={() => end(mark)}>
                {t('watch_end')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </FewRows>
  );
}

function Holds(props: {
  holds: readonly HoldLineFragment[] | null;
  customer: string;
  release: (hold: HoldLineFragment) => void;
}) {
  const { t } = useApp();
  const orderName = useOrderName();
  const { holds } = props;
  if (holds === null) return <p className="soft">{t('holds_hidden')}</p>;
  if (holds.length === 0) return null;
  return (
    <div>
      <div className="spread">
        <h4>{t('open_holds', { count: holds.length })}</h4>
        <Link href={`/holds?customer=${encodeURIComponent(props.customer)}`}>{t('to_holds')}</Link>
      </div>
      <FewRows rows={holds} first={5} of={t('holds')}>
        {(shown) => (
          <ul className="plain-list" aria-label={t('holds')}>
            {shown.map((hold) => {
              const name = orderName(hold.order);
              return (
                <li key={hold.id} className="spread">
                  <span className="grow">
                    <strong>{name}</strong> <span className="pill pill-bad">{t(`point_${hold.point}`)}</span>{' '}
                    <span className="sub">
                      <HoldReason hold={hold} />
                    </span>
                  </span>
                  <Button
                    size="small"
                    variant="secondary"
                    aria-label={t('hold_release_one', { order: name })}
                    onClick={() => props.release(hold)}
                  >
                    {t('hold_release')}
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
      </FewRows>
    </div>
  );
}
