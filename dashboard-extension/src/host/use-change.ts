import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql';
import { useApp } from '../ui/app-context';
import { faultOf } from './faults';
import type { MutationError } from './refusals';

interface Answer {
  errors: readonly MutationError[];
}

/** Carrying out mutations; whatever stands against one comes as errors, which a dialog shows. */
export function useChange() {
  const client = useClient();
  const { t } = useApp();
  return async <Data, Variables extends AnyVariables, Told extends Answer>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    answerOf: (data: Data) => Told | null,
  ): Promise<{ errors: readonly MutationError[]; answer: Told | null }> => {
    const { data, error } = await client.mutation(document, variables);
    const fault = faultOf(error);
    if (fault) return { errors: [{ code: fault, message: t(`fault_${fault}`), field: null }], answer: null };
    const answer = data ? answerOf(data) : null;
    return { errors: answer?.errors ?? [], answer };
  };
}
