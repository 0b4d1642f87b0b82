import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { JobProgressDocument, type CustomerMgmtJobState } from '../../generated/graphql';
import { usePolling } from '../../host/use-polling';
import { useApp } from '../../ui/app-context';
import { Notice } from '../../ui/notice';

/** How far a job is; says once how it ended. A failed one says why until the page is left. */
export function JobProgress({ id, ended }: { id: string; ended: (state: CustomerMgmtJobState) => void }) {
  const { t } = useApp();
  const [{ data, fetching }, again] = useQuery({ query: JobProgressDocument, variables: { id } });
  const job = data?.customerMgmtJob;
  const running = !job || job.state === 'PENDING' || job.state === 'RUNNING';
  usePolling(running, () => again({ requestPolicy: 'network-only' }), { fetching });
  const state = job?.state;
  const tell = useRef(ended);
  useEffect(() => {
    tell.current = ended;
  });
  useEffect(() => {
    if (!running && state) tell.current(state);
  }, [running, state]);
  if (!running && state !== 'DONE') {
    return (
      <Notice kind="error" title={t('apply_failed')}>
        <p lang="en">{job.error}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="info" title={t('applying')}>
      <progress max={1} value={job?.progress ?? 0} aria-label={t('applying')} />
    </Notice>
  );
}
