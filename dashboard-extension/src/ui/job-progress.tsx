import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { JobProgressDocument, type CustomerMgmtJobState } from '../generated/graphql';
import { usePolling } from '../host/use-polling';
import { Notice } from './notice';

/** How far a job is; says once how it ended. A failed one says why until the page is left. */
export function JobProgress(props: {
  id: string;
  ended: (state: CustomerMgmtJobState) => void;
  /** What is said while it runs, and when it failed. */
  running: string;
  failed: string;
}) {
  const [{ data, fetching }, again] = useQuery({ query: JobProgressDocument, variables: { id: props.id } });
  const job = data?.customerMgmtJob;
  const running = !job || job.state === 'PENDING' || job.state === 'RUNNING';
  usePolling(running, () => again({ requestPolicy: 'network-only' }), { fetching });
  const state = job?.state;
  const tell = useRef(props.ended);
  useEffect(() => {
    tell.current = props.ended;
  });
  useEffect(() => {
    if (!running && state) tell.current(state);
  }, [running, state]);
  if (!running && state !== 'DONE') {
    return (
      <Notice kind="error" title={props.failed}>
        <p lang="en">{job.error}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="info" title={props.running}>
      <progress max={1} value={job?.progress ?? 0} aria-label={props.running} />
    </Notice>
  );
}
