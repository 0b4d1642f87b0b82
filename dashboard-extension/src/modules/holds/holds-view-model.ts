import type {
  CustomerMgmtHoldPoint,
  CustomerMgmtHoldSort,
  HoldQueueQueryVariables,
} from '../../generated/graphql';
import { SPOKEN } from '../../i18n/format';
import type { Language } from '../../i18n/translate';
import { pageVariables, readPage, type Page } from '../../routing/paging';

export const POINTS: readonly CustomerMgmtHoldPoint[] = ['CONFIRM', 'CAPTURE', 'FULFIL'];
export const STATES = ['open', 'closed', 'all'] as const;
export const OWNERS = ['', 'mine', 'nobody'] as const;
export const SIZES = [20, 50, 100];
const STATES_OF = {
  open: ['OPEN'],
  closed: ['RELEASED', 'CANCELLED'],
  all: ['OPEN', 'RELEASED', 'CANCELLED'],
} as const;

export interface QueueState {
  state: (typeof STATES)[number];
  search: string;
  customer: string;
  source: string;
  point: CustomerMgmtHoldPoint | '';
  owner: (typeof OWNERS)[number];
  rule: string;
  sort: CustomerMgmtHoldSort;
  size: number;
  page: Page;
}

/** Read the queue's state out of the address; what cannot be is as if it were not there. */
export function readQueue(address: URLSearchParams): QueueState {
  const size = Number(address.get('size'));
  return {
    state: STATES.find((one) => one === address.get('state')) ?? 'open',
    search: address.get('q') ?? '',
    customer: address.get('customer') ?? '',
    source: address.get('source') ?? '',
    point: POINTS.find((one) => one === address.get('point')) ?? '',
    owner: OWNERS.find((one) => one === address.get('owner')) ?? '',
    rule: address.get('rule') ?? '',
    sort: address.get('sort') === 'OLDEST' ? 'OLDEST' : 'NEWEST',
    size: SIZES.includes(size) ? size : 20,
    page: readPage(address),
  };
}

/** Write a state into an address, leaving out what is as it always is. */
export function writeQueue(state: QueueState): URLSearchParams {
  const address = new URLSearchParams();
  if (state.state !== 'open') address.set('state', state.state);
  if (state.search) address.set('q', state.search);
  for (const name of ['customer', 'source', 'point', 'owner', 'rule'] as const) {
    if (state[name]) address.set(name, state[name]);
  }
  if (state.sort !== 'NEWEST') address.set('sort', state.sort);
  if (state.size !== 20) address.set('size', String(state.size));
  for (const [name, value] of Object.entries(state.page)) if (value) address.set(name, value);
  return address;
}

/** Another question begins at its first page. */
export function askedOf(state: QueueState, change: Partial<Omit<QueueState, 'page'>>): QueueState {
  return { ...state, ...change, page: {} };
}

/** Whether less is shown than all that is open. */
export function isNarrowedQueue(state: QueueState): boolean {
  const { search, customer, source, point, owner, rule } = state;
  return state.state !== 'open' || Boolean(search || customer || source || point || owner || rule);
}

export function queueVariables(state: QueueState, language: Language): HoldQueueQueryVariables {
  return {
    filter: {
      states: [...STATES_OF[state.state]],
      search: state.search.trim() || undefined,
      customer: state.customer || undefined,
      sources: state.source ? [state.source] : undefined,
      points: state.point ? [state.point] : undefined,
      rules: state.rule ? [state.rule] : undefined,
      mine: state.owner === 'mine' || undefined,
      owner: state.owner === 'nobody' ? '' : undefined,
    },
    sort: state.sort,
    language: SPOKEN[language],
    ...pageVariables(state.page, state.size),
  };
}

/** What R and the buttons are about: what is chosen, else the row that one is at; of those what is open. */
export function meant<Row extends { id: string; state: string }>(
  rows: readonly Row[],
  chosen: readonly string[],
  at: number,
): Row[] {
  const row = rows[at];
  const wanted = chosen.length > 0 ? rows.filter(({ id }) => chosen.includes(id)) : row ? [row] : [];
  return wanted.filter(({ state }) => state === 'OPEN');
}
