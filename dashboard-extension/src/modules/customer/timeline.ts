/** The orders of a customer, and where it registered, as one course of time. */

interface Entry {
  id: string;
  number: string;
  status: string;
  placedAt: string | null;
}

/** What the number of every account begins with, and that of no order. */
const MARK = '@';

export const isAccount = ({ status }: { status: string }): boolean => status === 'ACCOUNT';

/** The number as the shop knows it, and whether it is that of a member. */
export function numberOf(number: string): { number: string; member: boolean } {
  const member = number.startsWith(MARK);
  return { number: member ? number.slice(MARK.length) : number, member };
}

/** Newest first, as orders are listed; what has no time comes last, and orders stay as they came. */
export function timeline<Order extends Entry, Account extends Entry>(
  orders: readonly Order[],
  accounts: readonly Account[],
): (Order | Account)[] {
  const at = (entry: Entry) => (entry.placedAt === null ? -Infinity : Date.parse(entry.placedAt));
  const left = [...accounts].sort((one, other) => at(other) - at(one));
  const found: (Order | Account)[] = [];
  for (const order of orders) {
    while (left[0] && at(left[0]) > at(order)) found.push(...left.splice(0, 1));
    found.push(order);
  }
  return [...found, ...left];
}
