import type { CustomerMgmtGroupChange } from '../../generated/graphql';

export interface Before {
  putInBefore: readonly { id: string }[] | null;
  keptOutBefore: readonly { id: string }[] | null;
}

export interface Back {
  change: CustomerMgmtGroupChange;
  customers: string[];
}

/**
 * What takes back that customers were put into a group by hand, or taken out: afterwards each is in or kept out by
 * hand as before, and of whom nothing was said nothing is said.
 */
export function waysBack(how: 'group_in' | 'group_out', customers: readonly string[], told: Before): Back[] {
  const wereIn = new Set(told.putInBefore?.map(({ id }) => id));
  const wereOut = new Set(told.keptOutBefore?.map(({ id }) => id));
  const ways: Back[] =
    how === 'group_out'
      ? [{ change: 'PUT_IN', customers: customers.filter((id) => wereIn.has(id)) }]
      : [
          { change: 'FORGET', customers: customers.filter((id) => !wereIn.has(id) && !wereOut.has(id)) },
          { change: 'KEEP_OUT', customers: customers.filter((id) => wereOut.has(id)) },
        ];
  return ways.filter((way) => way.customers.length > 0);
}
