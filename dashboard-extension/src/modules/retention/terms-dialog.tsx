import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useClient } from 'urql';
import {
  RetentionForeseeDocument,
  RetentionNowDocument,
  RetentionUpdateDocument,
  type CustomerMgmtRetentionTermsInput,
} from '../../generated/graphql';
import { faultOf } from '../../host/faults';
import type { MutationError } from '../../host/refusals';
import { useChange } from '../../host/use-change';
import { sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { Dialog } from '../../ui/dialog';
import { MutationErrors } from '../../ui/notice';
import { Foresight } from './foresight';
import { TermsFields } from './terms-fields';
import { foreseen, formOf, inputOf, isSayable, policyWith, problemsOf, type Foreseen } from './terms-form';
import type { Terms } from './terms-table';

interface Looked {
  policy: CustomerMgmtRetentionTermsInput[];
  found: Foreseen;
}

/** Other terms of one source: said, looked at with what they would do, and only then put in force. */
export function TermsDialog(props: {
  terms: Terms | null;
  known: readonly string[];
  close: () => void;
  done: () => void;
}) {
  const { t, tell, language } = useApp();
  const client = useClient();
  const change = useChange();
  const { terms, close } = props;
  const [form, setForm] = useState(() => formOf(terms));
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [looked, setLooked] = useState<Looked>();
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const problems = problemsOf(form);

  const look = async (next: CustomerMgmtRetentionTermsInput | null) => {
    setBusy(true);
    // What somebody else has set for other sources meanwhile stays.
    const now = await client.query(RetentionNowDocument, {}, { requestPolicy: 'network-only' });
    const policy = policyWith(now.data?.customerMgmtRetention?.terms ?? [], form.source, next);
    const seen = await client.query(
      RetentionForeseeDocument,
      { terms: policy },
      { requestPolicy: 'network-only' },
    );
    setBusy(false);
    const fault = faultOf(now.error) ?? faultOf(seen.error);
    setErrors(fault ? [{ code: fault, message: t(`fault_${fault}`), field: null }] : []);
    const upcoming = seen.data?.customerMgmtRetention?.upcoming;
    if (!fault && upcoming) setLooked({ policy, found: foreseen(upcoming, form.source) });
  };
  const put = async (reason: string) => {
    if (!looked) return;
    setBusy(true);
    const told = await change(
      RetentionUpdateDocument,
      { terms: looked.policy, reason },
      (data) => data.customerMgmtRetentionUpdate,
    );
    setBusy(false);
    setErrors(told.errors);
    if (told.errors.length > 0) return;
    tell(t('retention_saved'));
    props.done();
    close();
  };
  const title = form.source
    ? t('retention_title', { source: sourceName(form.source, language) })
    : t('retention_add_title');
  return (
    <Dialog title={title} close={close} wide>
      {looked ? (
        <Foresight
          found={looked.found}
          busy={busy}
          errors={errors}
          back={() => {
            setLooked(undefined);
            setErrors([]);
          }}
          put={(reason) => void put(reason)}
        />
      ) : (
        <form
          noValidate
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(true);
            if (isSayable(problems)) void look(inputOf(form));
          }}
        >
          <TermsFields
            form={form}
            problems={asked ? problems : null}
            known={terms ? null : props.known}
            change={(next) => setForm((now) => ({ ...now, ...next }))}
          />
          <MutationErrors errors={errors} about="retention" />
          <footer>
            {terms && !terms.asShipped && (
              <Button type="button" variant="secondary" disabled={busy} onClick={() => void look(null)}>
                {t('retention_back')}
              </Button>
            )}
            <Button type="button" variant="secondary" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={busy}>
              {t('retention_next')}
            </Button>
          </footer>
        </form>
      )}
    </Dialog>
  );
}
