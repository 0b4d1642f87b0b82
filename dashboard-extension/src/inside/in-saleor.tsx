import { useClient, useQuery } from 'urql';
import { SaleorAccountsOfDocument, SaleorOrderOfDocument } from '../generated/graphql';
import { places } from '../host/dashboard';
import { useGuard } from '../routing/guarded-router';
import { useApp } from '../ui/app-context';

/** The number of an order; inside Saleor's dashboard, that of an order of the shop opens it there. */
export function OrderNumber({ order }: { order: { source: string; number: string } }) {
  const { dashboard, t, tell } = useApp();
  const client = useClient();
  const leave = useLeave();
  if (!dashboard || order.source !== 'saleor') return order.number;
  const { source, number } = order;
  const open = async () => {
    const found = await client.query(SaleorOrderOfDocument, { source, number }).toPromise();
    const id = found.data?.orderRecord?.saleorOrder?.id;
    if (id) leave(() => void dashboard.go(places.order(id)));
    else tell(t('in_saleor_gone'));
  };
  return (
    <button
      type="button"
      className="plain linked"
      aria-label={t('in_saleor_order', { number })}
      onClick={() => void open()}
    >
      {number}
    </button>
  );
}

/** The accounts that a customer has in the shop; shows nothing outside of Saleor's dashboard. */
export function AccountsInSaleor({ id }: { id: string }) {
  const { dashboard, t } = useApp();
  const leave = useLeave();
  const [found] = useQuery({ query: SaleorAccountsOfDocument, variables: { id }, pause: !dashboard });
  return found.data?.customerProfile?.saleorUsers?.map((user) => (
    <button
      key={user.id}
      type="button"
      className="plain linked"
      onClick={() => leave(() => void dashboard?.go(places.customer(user.id)))}
    >
      {t('in_saleor_account', { email: user.email })}
    </button>
  ));
}

/** The dashboard takes our screen away without asking: we ask. */
function useLeave(): (run: () => void) => void {
  const guard = useGuard();
  return (run) => (guard ? guard.leave(run) : run());
}
