import { useClient, type CombinedError } from 'urql';
import { NoteChangeDocument, NoteDeleteDocument, NoteWriteDocument } from '../../generated/graphql';
import { faultOf } from '../../host/faults';
import { useApp } from '../../ui/app-context';
import type { MutationError } from '../../ui/notice';

/** Writing, changing and deleting notes, told as the errors that are shown; none when it was done. */
export function useNotes() {
  const client = useClient();
  const { t } = useApp();
  const errorsOf = (
    error: CombinedError | undefined,
    told: { errors: readonly MutationError[] } | null | undefined,
  ): readonly MutationError[] => {
    const fault = faultOf(error);
    return fault ? [{ code: fault, message: t(`fault_${fault}`), field: null }] : (told?.errors ?? []);
  };
  return {
    write: async (customer: string, text: string) => {
      const { data, error } = await client.mutation(NoteWriteDocument, { customer, text });
      return errorsOf(error, data?.customerProfileNoteWrite);
    },
    change: async (id: string, text: string) => {
      const { data, error } = await client.mutation(NoteChangeDocument, { id, text });
      return errorsOf(error, data?.customerProfileNoteChange);
    },
    remove: async (id: string) => {
      const { data, error } = await client.mutation(NoteDeleteDocument, { id });
      return errorsOf(error, data?.customerProfileNoteDelete);
    },
  };
}
