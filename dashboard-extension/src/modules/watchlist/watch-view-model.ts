import type { CustomerMgmtWatchLevel, WatchlistQueryVariables } from '../../generated/graphql';
import { pageVariables, readPage, type Page } from '../../routing/paging';

export const LEVELS: readonly CustomerMgmtWatchLevel[] = ['WATCH', 'BLOCK', 'VICTIM'];
export const SIZES = [20, 50, 100];

export interface WatchState {
  search: string;
  level: CustomerMgmtWatchLevel | '';
  ended: boolean;
  size: number;
  page: Page;
}

/** Read the list's state out of the address; what cannot be is as if it were not there. */
export function readWatch(address: URLSearchParams): WatchState {
  const size = Number(address.get('size'));
  return {
    search: address.get('q') ?? '',
    level: LEVELS.find((one) => one === address.get('level')) ?? '',
    ended: address.get('marks') === 'ended',
    size: SIZES.includes(size) ? size : 20,
    page: readPage(address),
  };
}

/** Write a state into an address, leaving out what is as it always is. */
export function writeWatch(state: WatchState): URLSearchParams {
  const address = new URLSearchParams();
  if (state.search) address.set('q', state.search);
  if (state.level) address.set('level', state.level);
  if (state.ended) address.set('marks', 'ended');
  if (state.size !== 20) address.set('size', String(state.size));
  for (const [name, value] of Object.entries(state.page)) if (value) address.set(name, value);
  return address;
}

export function isNarrowedWatch(state: WatchState): boolean {
  return Boolean(state.search || state.level || state.ended);
}

export function watchVariables(state: WatchState): WatchlistQueryVariables {
  return {
    filter: {
      search: state.search.trim() || undefined,
      levels: state.level ? [state.level] : undefined,
      inForce: !state.ended,
    },
    ...pageVariables(state.page, state.size),
  };
}
