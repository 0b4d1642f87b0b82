import type { CustomerListQueryVariables, CustomerProfileSort } from '../../generated/graphql';
import { SPOKEN } from '../../i18n/format';
import type { Language } from '../../i18n/translate';
import { pageVariables, readPage, type Page } from '../../routing/paging';

/** What a search finds is counted so far. */
const MOST_COUNTED = 5000;
export const SIZES = [10, 20, 30, 50, 100];
const SORTS: readonly CustomerProfileSort[] = [
  'PURCHASES_DESC',
  'PURCHASES_ASC',
  'TOTAL_DESC',
  'TOTAL_ASC',
  'LAST_ORDER_DESC',
  'LAST_ORDER_ASC',
  'NAME_ASC',
  'NAME_DESC',
];
/** So many purchases, or whether there is an order at all. */
export const PURCHASES = ['', '0', '1', '2', '4', 'ordered', 'registered'] as const;
export type Purchases = (typeof PURCHASES)[number];

export interface ListState {
  search: string;
  source: string;
  purchases: Purchases;
  sort: CustomerProfileSort;
  size: number;
  page: Page;
}

/** Read the list's state out of the address; what cannot be is as if it were not there. */
export function readState(address: URLSearchParams): ListState {
  const purchases = PURCHASES.find((one) => one === address.get('purchases')) ?? '';
  const size = Number(address.get('size'));
  return {
    search: address.get('q') ?? '',
    source: address.get('source') ?? '',
    purchases,
    sort: SORTS.find((one) => one === address.get('sort')) ?? 'PURCHASES_DESC',
    size: SIZES.includes(size) ? size : 20,
    page: readPage(address),
  };
}

/** Write a state into an address, leaving out what is as it always is. */
export function writeState(state: ListState): URLSearchParams {
  const address = new URLSearchParams();
  if (state.search) address.set('q', state.search);
  if (state.source) address.set('source', state.source);
  if (state.purchases) address.set('purchases', state.purchases);
  if (state.sort !== 'PURCHASES_DESC') address.set('sort', state.sort);
  if (state.size !== 20) address.set('size', String(state.size));
  for (const [name, value] of Object.entries(state.page)) if (value) address.set(name, value);
  return address;
}

/** Another question begins at its first page: a cursor belongs to the question it came from. */
export function asked(state: ListState, change: Partial<Omit<ListState, 'page'>>): ListState {
  return { ...state, ...change, page: {} };
}

export function isNarrowed(state: ListState): boolean {
  return Boolean(state.search || state.source || state.purchases);
}

export function isCountedToTheEnd(state: ListState, count: number): boolean {
  return !state.search.trim() || count < MOST_COUNTED;
}

export function variables(state: ListState, language: Language): CustomerListQueryVariables {
  const { purchases } = state;
  const exactly = purchases === '0' || purchases === '1';
  const ofOrders = purchases === 'ordered' || purchases === 'registered';
  return {
    search: state.search.trim() || undefined,
    filter: {
      sources: state.source ? [state.source] : undefined,
      hasOrders: ofOrders ? purchases === 'ordered' : undefined,
      minPurchases: purchases && !ofOrders ? Number(purchases) : undefined,
      maxPurchases: exactly ? Number(purchases) : undefined,
    },
    sort: state.sort,
    language: SPOKEN[language],
    ...pageVariables(state.page, state.size),
  };
}

/** The other direction of a column that is sorted by already, else the column's first one. */
export function sortAfterClick(
  now: CustomerProfileSort,
  [first, second]: readonly [CustomerProfileSort, CustomerProfileSort],
): CustomerProfileSort {
  return now === first ? second : first;
}
