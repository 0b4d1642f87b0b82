import {
  GroupCreateDocument,
  GroupDeleteDocument,
  GroupMembershipChangeDocument,
  GroupUpdateDocument,
  type CustomerMgmtGroupChange,
  type CustomerMgmtGroupInput,
} from '../../generated/graphql';
import { usePlacedChange } from '../../host/use-placed-change';

/** Saving and deleting groups, and changing members by hand; what did not work comes back as errors. */
export function useGroupMutations() {
  const change = usePlacedChange();
  return {
    save: async (id: string | null, input: CustomerMgmtGroupInput) => {
      const { errors, answer } =
        id === null
          ? await change(GroupCreateDocument, { input }, (data) => data.customerMgmtGroupCreate)
          : await change(GroupUpdateDocument, { id, input }, (data) => data.customerMgmtGroupUpdate);
      return { errors, id: answer?.group?.id, job: answer?.job?.id };
    },
    remove: async (id: string) => {
      const { errors } = await change(GroupDeleteDocument, { id }, (data) => data.customerMgmtGroupDelete);
      return { errors };
    },
    changeMember: async (asked: {
      group: string;
      customer: string;
      change: CustomerMgmtGroupChange;
      reason: string;
    }) => {
      const { customer, ...rest } = asked;
      const { errors } = await change(
        GroupMembershipChangeDocument,
        { ...rest, customers: [customer] },
        (data) => data.customerMgmtGroupMembersChange,
      );
      return { errors };
    },
  };
}
