import { useMemo } from 'react';
import { useQuery, type CombinedError } from 'urql';
import {
  ConditionFieldsDocument,
  GroupChoicesDocument,
  type ConditionFieldsQuery,
  type CustomerMgmtConditionSubject,
  type GroupChoicesQuery,
} from '../../generated/graphql';
import type { Fields } from './condition-form';

type Told = NonNullable<ConditionFieldsQuery['customerMgmtConditionFields']>;
export type Preset = Told['presets'][number];
export type GroupName = NonNullable<GroupChoicesQuery['customerMgmtGroups']>['edges'][number]['node'];

/** What conditions can ask about, with names in both languages: another language loses nothing typed. */
export function useConditionFields(subject: CustomerMgmtConditionSubject): {
  fields: Fields | undefined;
  presets: readonly Preset[];
  error: CombinedError | undefined;
  again: () => void;
} {
  const [{ data, error }, again] = useQuery({
    query: ConditionFieldsDocument,
    variables: { subject },
    requestPolicy: 'cache-first',
  });
  const told = data?.customerMgmtConditionFields;
  const fields = useMemo(
    () => (told ? new Map(told.fields.map((field) => [field.name, field])) : undefined),
    [told],
  );
  return {
    fields,
    presets: told?.presets ?? [],
    error,
    again: () => again({ requestPolicy: 'network-only' }),
  };
}

/** The groups there are, to choose among. A shop has at most 200, which are two pages. */
export function useGroupNames(): readonly GroupName[] {
  const [{ data }] = useQuery({ query: GroupChoicesDocument, variables: {} });
  const after = data?.customerMgmtGroups?.pageInfo;
  const [{ data: rest }] = useQuery({
    query: GroupChoicesDocument,
    variables: { after: after?.endCursor },
    pause: !after?.hasNextPage,
  });
  return useMemo(
    () =>
      [data, after?.hasNextPage ? rest : undefined].flatMap(
        (page) => page?.customerMgmtGroups?.edges.map(({ node }) => node) ?? [],
      ),
    [data, rest, after],
  );
}
