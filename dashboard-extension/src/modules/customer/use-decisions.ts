import { useClient } from 'urql';
import { CustomerSplitDocument, DecisionUndoDocument } from '../../generated/graphql';
import { faultOf } from '../../host/faults';
import { useApp } from '../../ui/app-context';
import type { MutationError } from '../../ui/notice';
import type { CombinedError } from 'urql';

/** Splitting and undoing, told as the errors that a dialog shows. */
export function useDecisions() {
  const client = useClient();
  const { t } = useApp();
  const asErrors = (error: CombinedError | undefined, told: readonly MutationError[] | undefined) => {
    const fault = faultOf(error);
    return fault ? [{ code: fault, message: t(`fault_${fault}`), field: null }] : (told ?? []);
  };
  return {
    undo: async (id: string, reason: string) => {
      const { data, error } = await client.mutation(DecisionUndoDocument, { id, reason });
      const told = data?.customerDecisionUndo;
      return { errors: asErrors(error, told?.errors), customers: told?.decision?.customers ?? [] };
    },
    split: async (orders: string[], reason: string) => {
      const { data, error } = await client.mutation(CustomerSplitDocument, { orders, reason });
      const told = data?.customerProfileSplit;
      return {
        errors: asErrors(error, told?.errors),
        decision: told?.decision?.id,
        customers: told?.customerProfiles ?? [],
      };
    },
  };
}
