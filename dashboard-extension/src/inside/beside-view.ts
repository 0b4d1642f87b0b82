import type { BesideCustomerFragment, BesideHoldFragment } from '../generated/graphql';

/** The holds of the order that we stand beside, and those of the customer's other orders. */
export function holdsOf(
  customer: BesideCustomerFragment,
  number: string | null,
): { here: BesideHoldFragment[]; elsewhere: BesideHoldFragment[] } {
  const all = customer.openHolds ?? [];
  const isHere = (hold: BesideHoldFragment) =>
    number !== null && hold.order?.source === 'saleor' && hold.order.number === number;
  return { here: all.filter(isHere), elsewhere: all.filter((hold) => !isHere(hold)) };
}

/** The labels of customer and order, each once. */
export function labelsOf(...lists: (readonly { text: string }[] | undefined)[]): string[] {
  return [...new Set(lists.flatMap((list) => list ?? []).map((label) => label.text))];
}
