import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import {
  CriteriaDocument,
  CriteriaRevertDocument,
  CriteriaUpdateDocument,
  type CriteriaQuery,
  type JobFragment,
} from '../../generated/graphql';
import { faultOf } from '../../host/faults';
import { minute } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { JobProgress } from '../../ui/job-progress';
import { Loading } from '../../ui/loading';
import { FaultNotice, type MutationError } from '../../ui/notice';
import { CriteriaEditor } from './criteria-editor';
import { formOf } from './criteria-form';
import { Preview } from './preview';

type InUse = NonNullable<CriteriaQuery['matchCriteria']>;
type Asked = { kind: 'update'; text: string } | { kind: 'revert'; revision: string; text: string };

/** Choosing when orders are one customer's, seeing before what it would change, and going back. */
export function CriteriaPage() {
  const { t } = useApp();
  const [{ data, error }, again] = useQuery({ query: CriteriaDocument });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const inUse = data?.matchCriteria;
  if (!inUse) {
    return error ? <FaultNotice error={error} retry={refresh} /> : <Loading height="240px" />;
  }
  const running = data.customerMgmtJobs?.edges[0]?.node ?? null;
  return (
    <div className="stack">
      <h2>{t('criteria')}</h2>
      <FaultNotice error={error} retry={refresh} />
      {/* Other criteria in use: the form begins anew. */}
      <Editing key={inUse.text} inUse={inUse} running={running} refresh={refresh} />
    </div>
  );
}

function Editing(props: { inUse: InUse; running: JobFragment | null; refresh: () => void }) {
  const { t, tell } = useApp();
  const client = useClient();
  const { inUse, refresh } = props;
  const [previewed, setPreviewed] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [started, setStarted] = useState<string | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const job = started ?? props.running?.id ?? null;
  const busy = job !== null && job !== over;

  const apply = async (reason: string): Promise<readonly MutationError[]> => {
    if (!asked) return [];
    const answer =
      asked.kind === 'update'
        ? await client.mutation(CriteriaUpdateDocument, { criteria: asked.text, reason })
        : await client.mutation(CriteriaRevertDocument, { revision: asked.revision, reason });
    const fault = faultOf(answer.error);
    if (fault) return [{ code: fault, message: t(`fault_${fault}`), field: null }];
    const data = answer.data;
    const told =
      data && ('matchCriteriaUpdate' in data ? data.matchCriteriaUpdate : data.matchCriteriaRevert);
    if (told?.job) setStarted(told.job.id);
    if (told?.job && asked.kind === 'update') setSent(asked.text);
    return told?.errors ?? [];
  };
  return (
    <>
      {job && (
        <JobProgress
          key={job}
          id={job}
          running={t('applying')}
          failed={t('apply_failed')}
          ended={(state) => {
            setOver(job);
            if (state !== 'DONE') return; // says itself what went wrong
            tell(t('applied'));
            setStarted(null);
            setPreviewed(null);
            refresh();
          }}
        />
      )}
      <CriteriaEditor
        start={formOf(inUse.criteria)}
        inUse={inUse.text}
        preview={setPreviewed}
        changed={() => setPreviewed(null)}
        sent={sent}
      />
      {previewed !== null && (
        <Preview
          key={previewed}
          criteria={previewed}
          action={
            previewed !== inUse.text && (
              <Button disabled={busy} onClick={() => setAsked({ kind: 'update', text: previewed })}>
                {t('apply')}
              </Button>
            )
          }
        />
      )}
      <History inUse={inUse} disabled={busy} bringBack={setAsked} />
      {asked && (
        <Confirm title={t('apply_title')} confirm={t('apply')} close={() => setAsked(null)} run={apply}>
          <p>
            <code>{asked.text}</code>
          </p>
          <p>{t('apply_text')}</p>
        </Confirm>
      )}
    </>
  );
}

function History(props: { inUse: InUse; disabled: boolean; bringBack: (asked: Asked) => void }) {
  const { t, language } = useApp();
  const revisions = props.inUse.revisions?.edges.map(({ node }) => node) ?? [];
  if (revisions.length === 0) return null;
  return (
    <section className="card" aria-labelledby="history">
      <h3 id="history">{t('history')}</h3>
      <ul className="plain-list">
        {revisions.map((revision) => (
          <li key={revision.id} className="spread">
            <span>
              <code>{revision.text}</code>
              <span className="sub">
                {[
                  minute(revision.createdAt, language),
                  revision.author.label && t('by', { author: revision.author.label }),
                  revision.reason,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {revision.text === props.inUse.text ? (
              <span className="pill pill-good">{t('in_use')}</span>
            ) : (
              <Button
                size="small"
                variant="secondary"
                disabled={props.disabled}
                onClick={() =>
                  props.bringBack({ kind: 'revert', revision: revision.id, text: revision.text })
                }
              >
                {t('bring_back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
