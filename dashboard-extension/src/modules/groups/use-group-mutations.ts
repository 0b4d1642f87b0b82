import { useClient, type CombinedError } from 'urql';
import {
  GroupCreateDocument,
  GroupDeleteDocument,
  GroupMembershipChangeDocument,
  GroupUpdateDocument,
  type CustomerMgmtGroupChange,
  type CustomerMgmtGroupInput,
} from '../../generated/graphql';
import { faultOf } from '../../host/faults';
import { useApp } from '../../ui/app-context';
import type { MutationError } from '../../ui/notice';
import type { PlacedError } from '../rules/use-rule-mutations';

/** Saving and deleting groups, and changing members by hand; what did not work comes back as errors. */
export function useGroupMutations() {
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
    save: async (id: string | null, input: CustomerMgmtGroupInput) => {
      if (id === null) {
        const { data, error } = await client.mutation(GroupCreateDocument, { input });
        const told = data?.customerMgmtGroupCreate;
        return { errors: asErrors(error, told?.errors), id: told?.group?.id, job: told?.job?.id };
      }
      const { data, error } = await client.mutation(GroupUpdateDocument, { id, input });
      const told = data?.customerMgmtGroupUpdate;
      return { errors: asErrors(error, told?.errors), id: told?.group?.id, job: told?.job?.id };
    },
    remove: async (id: string) => {
      const { data, error } = await client.mutation(GroupDeleteDocument, { id });
      return { errors: asErrors(error, data?.customerMgmtGroupDelete?.errors) };
    },
    changeMember: async (asked: {
      group: string;
      customer: string;
      change: CustomerMgmtGroupChange;
      reason: string;
    }) => {
      const { customer, ...rest } = asked;
      const { data, error } = await client.mutation(GroupMembershipChangeDocument, {
        ...rest,
        customers: [customer],
      });
      return { errors: asErrors(error, data?.customerMgmtGroupMembersChange?.errors) };
    },
  };
}
