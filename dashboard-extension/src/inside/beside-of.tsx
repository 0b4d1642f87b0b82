import { useQuery, type CombinedError } from 'urql';
import {
  BesideOrderDocument,
  BesideOrderLabelsDocument,
  BesideUserDocument,
  type BesideCustomerFragment,
} from '../generated/graphql';
import { faultOf } from '../host/faults';
import { SPOKEN } from '../i18n/format';
import { useApp } from '../ui/app-context';
import { CustomerBeside } from './customer-beside';
import type { Frame } from './frame';

/** Beside an order: whose it is. */
export function BesideOrder({ frame }: { frame: Frame }) {
  const { language } = useApp();
  const [found, ask] = useQuery({
    query: BesideOrderDocument,
    variables: { id: frame.id, language: SPOKEN[language] },
    pause: !frame.id,
  });
  const number = found.data?.order?.number ?? null;
  const [labels] = useQuery({
    query: BesideOrderLabelsDocument,
    variables: { number: number ?? '', language: SPOKEN[language] },
    pause: number === null,
  });
  const order = found.data?.order;
  return (
    <Answer
      frame={frame}
      error={found.error}
      came={!frame.id || found.data !== undefined}
      ask={() => ask({ requestPolicy: 'network-only' })}
      customer={order?.customerProfile}
      missing={order?.status === 'DRAFT' ? 'beside_draft' : 'beside_no_order'}
      number={number}
      labels={labels.data?.orderRecord?.labels}
    />
  );
}

/** Beside a customer of Saleor's: who that is over all sources. */
export function BesideCustomer({ frame }: { frame: Frame }) {
  const { language } = useApp();
  const [found, ask] = useQuery({
    query: BesideUserDocument,
    variables: { id: frame.id, language: SPOKEN[language] },
    pause: !frame.id,
  });
  return (
    <Answer
      frame={frame}
      error={found.error}
      came={!frame.id || found.data !== undefined}
      ask={() => ask({ requestPolicy: 'network-only' })}
      customer={found.data?.user?.customerProfile}
      missing="beside_no_customer"
      number={null}
      labels={[]}
    />
  );
}

function Answer(props: {
  frame: Frame;
  error: CombinedError | undefined;
  came: boolean;
  ask: () => void;
  customer: BesideCustomerFragment | null | undefined;
  missing: 'beside_draft' | 'beside_no_order' | 'beside_no_customer';
  number: string | null;
  labels: readonly { text: string }[] | undefined;
}) {
  const { t } = useApp();
  const { customer, ask } = props;
  const fault = faultOf(props.error);
  if (customer)
    return (
      <CustomerBeside
        frame={props.frame}
        customer={customer}
        number={props.number}
        labels={props.labels}
        changed={ask}
      />
    );
  if (fault && fault !== 'signed-out')
    return (
      <div className="notice notice-error" role="alert">
        <strong>{t(`fault_${fault}`)}</strong>
        <p>{t(`fault_${fault}_hint`)}</p>
        {fault !== 'forbidden' && (
          <button type="button" className="beside-button" onClick={ask}>
            {t('retry')}
          </button>
        )}
      </div>
    );
  if (fault) return null; // what is to be done stands above
  if (!props.came)
    return (
      <div className="beside-wait" role="status">
        <span className="hidden">{t('loading')}</span>
        <span />
        <span />
        <span />
      </div>
    );
  return (
    <div>
      <strong>{t(props.missing)}</strong>
      <p className="soft">{t(`${props.missing}_hint`)}</p>
    </div>
  );
}
