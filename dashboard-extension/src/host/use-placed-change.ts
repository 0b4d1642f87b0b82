import type { AnyVariables, TypedDocumentNode } from 'urql';
import type { MutationError } from './refusals';
import { useChange } from './use-change';

export interface PlacedError extends MutationError {
  path: string | null;
}

/** As `useChange`, for forms: every error has its place in the input, the field where no more is told. */
export function usePlacedChange() {
  const change = useChange();
  return async <Data, Variables extends AnyVariables, Told extends { errors: readonly MutationError[] }>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    answerOf: (data: Data) => Told | null,
  ): Promise<{ errors: PlacedError[]; answer: Told | null }> => {
    const { errors, answer } = await change(document, variables, answerOf);
    return { errors: errors.map((one) => ({ ...one, path: one.path ?? one.field })), answer };
  };
}
