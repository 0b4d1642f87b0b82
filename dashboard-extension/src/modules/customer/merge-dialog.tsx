import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import {
  CustomerBriefDocument,
  CustomerMergeDocument,
  type CustomerBriefQuery,
  type CustomerSummaryFragment,
} from '../../generated/graphql';
import { sourceName, totals } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { ReasonField } from '../../ui/confirm';
import { Dialog } from '../../ui/dialog';
import { FaultNotice, MutationErrors, type MutationError } from '../../ui/notice';
import { CustomerFind, PersonLines } from './customer-find';
import { mergePreview } from './merge-preview';

type Brief = NonNullable<CustomerBriefQuery['customerProfile']>;

interface Props {
  customer: Brief;
  /** Who is suggested before anything is typed. */
  candidates: readonly CustomerSummaryFragment[];
  start?: string | undefined;
  close: () => void;
  done: (publicId: string, decision: string) => void;
}

/** Choose the other customer, see what comes out, merge. */
export function MergeDialog({ customer, candidates, start, close, done }: Props) {
  const { t } = useApp();
  const [chosen, setChosen] = useState<string | null>(start ?? null);
  return (
    <Dialog title={t('merge_title')} close={close} wide>
      {chosen === null ? (
        <CustomerFind
          label={t('merge_search')}
          self={customer.id}
          candidates={candidates}
          choose={({ id }) => setChosen(id)}
        />
      ) : (
        <Result customer={customer} other={chosen} back={() => setChosen(null)} done={done} />
      )}
    </Dialog>
  );
}

function Result(props: { customer: Brief; other: string; back: () => void; done: Props['done'] }) {
  const { t, language } = useApp();
  const client = useClient();
  const [{ data, error }] = useQuery({ query: CustomerBriefDocument, variables: { id: props.other } });
  const [mainIsOther, setMainIsOther] = useState(false);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<typeof error>();
  const other = data?.customerProfile;
  if (!other) return error ? <FaultNotice error={error} /> : <p role="status">{t('loading')}</p>;
  const merged = mergePreview(props.customer, other);
  const [main, joined] = mainIsOther ? [other, props.customer] : [props.customer, other];
  const merge = async () => {
    setBusy(true);
    const answer = await client.mutation(CustomerMergeDocument, { main: main.id, other: joined.id, reason });
    setBusy(false);
    setFault(answer.error);
    const told = answer.data?.customerProfileMerge;
    setErrors(told?.errors ?? []);
    if (told?.customerProfile && told.decision) props.done(told.customerProfile.publicId, told.decision.id);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void merge();
      }}
    >
      <fieldset className="criterion stack">
        <legend>{t('merge_main')}</legend>
        {[props.customer, other].map((one, at) => (
          <label key={one.id} className="choice">
            <input
              type="radio"
              name="main"
              checked={mainIsOther === (at === 1)}
              onChange={() => setMainIsOther(at === 1)}
            />
            <PersonLines person={one} />
          </label>
        ))}
      </fieldset>
      <section aria-label={t('merge_result')} className="card">
        <h3>{t('merge_result')}</h3>
        <p>
          <strong>{main.name || t('no_name')}</strong> · {t('orders', { count: merged.orderCount })} ·{' '}
          {t('purchases', { count: merged.purchaseCount })}
        </p>
        <p className="soft">
          {[main.email, main.phone, totals(merged.totals, language)].filter(Boolean).join(' · ')}
        </p>
        <span className="pills">
          {merged.sources.map((source) => (
            <span key={source} className="pill">
              {sourceName(source, language)}
            </span>
          ))}
        </span>
      </section>
      <ReasonField value={reason} onChange={setReason} />
      <MutationErrors errors={errors} />
      <FaultNotice error={fault} />
      <footer>
        <Button type="button" variant="secondary" onClick={props.back}>
          {t('merge_back')}
        </Button>
        <Button type="submit" disabled={busy}>
          {t('merge_confirm')}
        </Button>
      </footer>
    </form>
  );
}
