import { useEffect, useState } from 'react';
import { useQuery, type CombinedError } from 'urql';
import { ConditionCheckDocument, type CustomerMgmtConditionSubject } from '../../generated/graphql';
import type { PlacedFault } from './faults-of-parts';

export interface Checked {
  /** What the condition says, in both languages; null while it cannot be, or is not known yet. */
  sentence: { en: string; ja: string } | null;
  faults: readonly PlacedFault[];
  waiting: boolean;
  error: CombinedError | undefined;
}

const PAUSE = 300;

/**
 * What the server says of a condition, asked once typing has stopped. An answer counts only for the text that
 * it was asked about: what comes late never stands beside something newer. Null asks nothing.
 */
export function useConditionCheck(condition: string | null, subject: CustomerMgmtConditionSubject): Checked {
  const [asked, setAsked] = useState(condition);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(condition), PAUSE);
    return () => clearTimeout(timer);
  }, [condition]);
  const [{ data, error, fetching, operation }] = useQuery({
    query: ConditionCheckDocument,
    variables: { condition: asked ?? '', subject },
    pause: asked === null,
    requestPolicy: 'cache-first',
  });
  const answered = operation?.variables.condition === condition && asked === condition && !fetching;
  const told = answered ? data?.customerMgmtConditionCheck : undefined;
  return {
    sentence: told?.condition ?? null,
    faults: told?.errors ?? [],
    waiting: condition !== null && !told && !(answered && error),
    error: answered ? error : undefined,
  };
}
