import { useEffect, useRef } from 'react';

/** Ask again every so often while something is under way; the next time only once this one has answered. */
export function usePolling(active: boolean, ask: () => void, { fetching }: { fetching: boolean }): void {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!active || fetching) return;
    const timer = setTimeout(() => latest.current(), 1000);
    return () => clearTimeout(timer);
  }, [active, fetching]);
}
