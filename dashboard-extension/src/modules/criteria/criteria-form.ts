import { z } from 'zod';
import type { MatchField } from '../../generated/graphql';

export const FIELDS: readonly MatchField[] = [
  'NAME',
  'KANA',
  'EMAIL',
  'PHONE',
  'POSTAL_CODE',
  'ADDRESS',
  'BIRTHDAY',
  'COMPANY',
  'MEMBER_ID',
];

const criterionShape = z.object({
  fields: z.array(z.string()).min(2, 'criteria_two_fields'),
  sources: z.array(z.string()),
});

export const criteriaShape = z.object({ criteria: z.array(criterionShape).min(1, 'criteria_required') });
export type CriteriaForm = z.infer<typeof criteriaShape>;

/** The form for criteria that the server told. */
export function formOf(
  criteria: readonly { fields: readonly MatchField[]; sources: readonly string[] }[],
): CriteriaForm {
  return {
    criteria: criteria.map(({ fields, sources }) => ({ fields: [...fields], sources: [...sources] })),
  };
}

/** The written form, as the server reads it: `name+phone OR name+email[amazon]`. */
export function written({ criteria }: CriteriaForm): string {
  return criteria
    .map(({ fields, sources }) => {
      // In the order of the fields, whichever was ticked first: what reads the same is the same.
      const names = FIELDS.filter((field) => fields.includes(field)).map((field) => field.toLowerCase());
      const others = fields
        .filter((field) => !FIELDS.includes(field as MatchField))
        .map((field) => field.toLowerCase());
      const limit = sources.length > 0 ? `[${[...sources].sort().join(',')}]` : '';
      return [...names, ...others].join('+') + limit;
    })
    .join(' OR ');
}
