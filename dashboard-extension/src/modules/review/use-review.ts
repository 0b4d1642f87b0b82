import { DoubtfulPairsFindDocument, NotSameDocument, NotSameUndoDocument } from '../../generated/graphql';
import { useChange } from '../../host/use-change';

/** Looking for doubtful pairs, and saying that two customers are two people. */
export function useReview() {
  const change = useChange();
  return {
    find: async () => {
      const told = await change(DoubtfulPairsFindDocument, {}, (data) => data.customerDoubtfulPairsFind);
      return { errors: told.errors, job: told.answer?.job?.id };
    },
    notSame: async (one: string, other: string) =>
      (await change(NotSameDocument, { one, other }, (data) => data.customerProfilesNotSame)).errors,
    undo: async (one: string, other: string) =>
      (await change(NotSameUndoDocument, { one, other }, (data) => data.customerProfilesNotSameUndo)).errors,
  };
}
