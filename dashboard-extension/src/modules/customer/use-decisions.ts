import { CustomerSplitDocument, DecisionUndoDocument } from '../../generated/graphql';
import { useChange } from '../../host/use-change';

/** Splitting and undoing, told as the errors that a dialog shows. */
export function useDecisions() {
  const change = useChange();
  return {
    undo: async (id: string, reason: string) => {
      const variables = { id, reason };
      const told = await change(DecisionUndoDocument, variables, (data) => data.customerDecisionUndo);
      return { errors: told.errors, customers: told.answer?.decision?.customers ?? [] };
    },
    split: async (orders: string[], reason: string) => {
      const variables = { orders, reason };
      const told = await change(CustomerSplitDocument, variables, (data) => data.customerProfileSplit);
      return {
        errors: told.errors,
        decision: told.answer?.decision?.id,
        customers: told.answer?.customerProfiles ?? [],
      };
    },
  };
}
