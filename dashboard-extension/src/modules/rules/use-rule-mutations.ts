import { useClient, type CombinedError } from 'urql';
import {
  RuleCreateDocument,
  RuleDeleteDocument,
  RuleSwitchDocument,
  RuleUpdateDocument,
  type CustomerMgmtRuleInput,
} from '../../generated/graphql';
import { faultOf } from '../../host/faults';
import { useApp } from '../../ui/app-context';
import type { MutationError } from '../../ui/notice';

export interface PlacedError extends MutationError {
  path: string | null;
}

/** Saving, switching and deleting rules; what did not work comes back as errors to be shown. */
export function useRuleMutations() {
  const client = useClient();
  const { t } = useApp();
  const asErrors = (
    error: CombinedError | undefined,
    told: readonly (MutationError & { path?: string | null })[] | undefined,
  ): PlacedError[] => {
    const fault = faultOf(error);
    if (fault) return [{ code: fault, message: t(`fault_${fault}`), field: null, path: null }];
    return (told ?? []).map((one) => ({ ...one, path: one.path ?? one.field }));
  };
  return {
    save: async (id: string | null, input: CustomerMgmtRuleInput) => {
      if (id === null) {
        const { data, error } = await client.mutation(RuleCreateDocument, { input });
        const told = data?.customerMgmtRuleCreate;
        return { errors: asErrors(error, told?.errors), id: told?.rule?.id, job: told?.job?.id };
      }
      const { data, error } = await client.mutation(RuleUpdateDocument, { id, input });
      const told = data?.customerMgmtRuleUpdate;
      return { errors: asErrors(error, told?.errors), id: told?.rule?.id, job: told?.job?.id };
    },
    switch: async (id: string, active: boolean) => {
      const { data, error } = await client.mutation(RuleSwitchDocument, { id, active });
      const told = data?.customerMgmtRuleSwitch;
      return { errors: asErrors(error, told?.errors), job: told?.job?.id };
    },
    remove: async (id: string) => {
      const { data, error } = await client.mutation(RuleDeleteDocument, { id });
      const told = data?.customerMgmtRuleDelete;
      return { errors: asErrors(error, told?.errors), job: told?.job?.id };
    },
  };
}
