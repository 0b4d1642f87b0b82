import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { RetentionExpireDocument, type RetentionQuery } from '../../generated/graphql';
import { useChange } from '../../host/use-change';
import { day, sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { ChoiceSelect } from '../../ui/choice-select';
import { Confirm } from '../../ui/confirm';
import { EmptyState } from '../../ui/empty-state';
import { FewRows } from '../../ui/few-rows';
import { JobProgress } from '../../ui/job-progress';
import { fieldWords } from './expired-words';

type Found = NonNullable<RetentionQuery['customerMgmtRetention']>['upcoming'];

/** What goes next, by day and source; what is due can be let go at once. */
export function Upcoming(props: {
  upcoming: Found;
  days: number;
  within: readonly number[];
  show: (days: number) => void;
  running: string | null;
  refresh: () => void;
}) {
  const { t, tell } = useApp();
  const change = useChange();
  const [asking, ask] = useState(false);
  const [started, setStarted] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const job = started ?? props.running;
  const busy = job !== null && job !== over;
  const due = props.upcoming.reduce((sum, one) => sum + (one.due ? one.orderCount : 0), 0);
  return (
    <section className="stack" aria-labelledby="retention-upcoming">
      <div className="spread">
        <div>
          <h3 id="retention-upcoming">{t('retention_upcoming')}</h3>
          <p className="soft">{t('retention_nightly')}</p>
        </div>
        <span className="row">
          <ChoiceSelect
            label={t('retention_within')}
            value={String(props.days)}
            choices={props.within.map(
              (one) => [String(one), t('retention_within_days', { count: one })] as const,
            )}
            change={(next) => props.show(Number(next))}
          />
          {due > 0 && (
            <Button variant="secondary" className="danger" disabled={busy} onClick={() => ask(true)}>
              {t('retention_expire')}
            </Button>
          )}
        </span>
      </div>
      {job && (
        <JobProgress
          key={job}
          id={job}
          running={t('retention_expiring')}
          failed={t('retention_expire_failed')}
          ended={(state) => {
            setOver(job);
            if (state !== 'DONE') return; // says itself what went wrong
            setStarted(null);
            tell(t('retention_expired'));
            props.refresh();
          }}
        />
      )}
      {props.upcoming.length === 0 ? (
        <EmptyState title={t('retention_upcoming_none')} hint={t('retention_upcoming_none_hint')} />
      ) : (
        <FewRows rows={props.upcoming} first={20} of={t('retention_upcoming')}>
          {(shown) => <Days rows={shown} />}
        </FewRows>
      )}
      {asking && (
        <Confirm
          title={t('retention_expire_title')}
          confirm={t('retention_expire')}
          close={() => ask(false)}
          withReason={false}
          about="retention"
          dangerous
          run={async () => {
            const told = await change(
              RetentionExpireDocument,
              {},
              (data) => data.customerMgmtRetentionExpire,
            );
            if (told.answer?.job) setStarted(told.answer.job.id);
            return told.errors;
          }}
        >
          <p>{t('retention_expire_text', { count: due })}</p>
          <p>{t('retention_for_good')}</p>
        </Confirm>
      )}
    </section>
  );
}

function Days({ rows }: { rows: Readonly<Found> }) {
  const { t, language } = useApp();
  return (
    <div className="table">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('retention_day')}</th>
            <th scope="col">{t('retention_source')}</th>
            <th scope="col" className="number">
              {t('retention_orders')}
            </th>
            <th scope="col">{t('retention_goes')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={`${one.day} ${one.source}`}>
              <td className="nowrap">{one.due ? t('retention_today') : day(one.day, language)}</td>
              <td>{sourceName(one.source, language)}</td>
              <td className="number">{one.orderCount.toLocaleString(language)}</td>
              <td>{fieldWords(one.fields, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
