import { useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import { CustomerOrdersDocument, type CustomerOrderFragment } from '../../generated/graphql';
import type { Customer } from './customer-page';

export const ORDERS_AT_ONCE = 100;

interface Further {
  /** The newest ones that these came after: of others they are no continuation. */
  after: Customer['orders'];
  orders: readonly CustomerOrderFragment[];
  end: string | null;
}

/** The orders of a customer: the newest, and older ones as somebody asks for them. */
export function useOrders(customer: Customer) {
  const client = useClient();
  const [kept, keep] = useState<Further | null>(null);
  const [error, setError] = useState<CombinedError>();
  const [fetching, setFetching] = useState(false);
  const newest = customer.orders?.edges.map(({ node }) => node) ?? [];
  const further = kept?.after === customer.orders ? kept : null;
  const orders = further ? [...newest, ...further.orders] : newest;
  const more = async () => {
    const after = further?.end ?? customer.orders?.pageInfo.endCursor;
    setFetching(true);
    const variables = { id: customer.id, first: ORDERS_AT_ONCE, after };
    const answer = await client.query(CustomerOrdersDocument, variables, { requestPolicy: 'network-only' });
    setFetching(false);
    setError(answer.error);
    const page = answer.data?.customerProfile?.orders;
    if (!page) return;
    const older = page.edges.map(({ node }) => node);
    keep({
      after: customer.orders,
      orders: [...(further?.orders ?? []), ...older],
      end: page.pageInfo.endCursor,
    });
  };
  return { newest, orders, total: customer.orders?.totalCount ?? customer.orderCount, more, fetching, error };
}
