import {
  RuleCreateDocument,
  RuleDeleteDocument,
  RuleSwitchDocument,
  RuleUpdateDocument,
  type CustomerMgmtRuleInput,
} from '../../generated/graphql';
import { usePlacedChange } from '../../host/use-placed-change';

/** Saving, switching and deleting rules; what did not work comes back as errors to be shown. */
export function useRuleMutations() {
  const change = usePlacedChange();
  return {
    save: async (id: string | null, input: CustomerMgmtRuleInput) => {
      const { errors, answer } =
        id === null
          ? await change(RuleCreateDocument, { input }, (data) => data.customerMgmtRuleCreate)
          : await change(RuleUpdateDocument, { id, input }, (data) => data.customerMgmtRuleUpdate);
      return { errors, id: answer?.rule?.id, job: answer?.job?.id };
    },
    switch: async (id: string, active: boolean) => {
      const { errors, answer } = await change(
        RuleSwitchDocument,
        { id, active },
        (data) => data.customerMgmtRuleSwitch,
      );
      return { errors, job: answer?.job?.id };
    },
    remove: async (id: string) => {
      const { errors, answer } = await change(
        RuleDeleteDocument,
        { id },
        (data) => data.customerMgmtRuleDelete,
      );
      return { errors, job: answer?.job?.id };
    },
  };
}
