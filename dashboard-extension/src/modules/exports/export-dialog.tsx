import { Button } from '@saleor/macaw-ui';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { CustomersExportDocument, OrdersExportDocument } from '../../generated/graphql';
import type { CustomerListQueryVariables } from '../../generated/graphql';
import type { MutationError } from '../../host/refusals';
import { useChange } from '../../host/use-change';
import { SPOKEN } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { Dialog } from '../../ui/dialog';
import { MutationErrors } from '../../ui/notice';
import { isTurnedRound, KINDS, NOTHING_CHOSEN, ordersFilter, type Chosen } from './export-form';
import { ExportProgress } from './export-progress';
import { OrdersOf } from './orders-of';

interface Props {
  /** What the list asks for. */
  listed: CustomerListQueryVariables;
  narrowed: boolean;
  close: () => void;
}

/** Have the list as it is shown, or orders, written into a file; then the file. */
export function ExportDialog({ listed, narrowed, close }: Props) {
  const { t, language } = useApp();
  const change = useChange();
  const [chosen, setChosen] = useState<Chosen>(NOTHING_CHOSEN);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [job, setJob] = useState<string>();
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const choose = (next: Partial<Chosen>) => setChosen((now) => ({ ...now, ...next }));
  const begin = async () => {
    setAsked(true);
    if (chosen.what === 'orders' && isTurnedRound(chosen)) return;
    setBusy(true);
    const form = { kind: chosen.kind, language: SPOKEN[language] };
    const { search, filter, sort } = listed;
    const told =
      chosen.what === 'customers'
        ? await change(
            CustomersExportDocument,
            { search, filter, sort, ...form },
            (d) => d.customerProfilesExport,
          )
        : await change(
            OrdersExportDocument,
            { filter: ordersFilter(chosen), ...form },
            (data) => data.orderRecordsExport,
          );
    setBusy(false);
    setErrors(told.errors);
    setJob(told.answer?.job?.id);
  };
  return (
    <Dialog title={t('export_title')} close={close}>
      {job ? (
        <div className="stack">
          <ExportProgress id={job} />
          <Foot close={close} />
        </div>
      ) : (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void begin();
          }}
        >
          <fieldset className="criterion stack">
            <legend>{t('export_what')}</legend>
            {(['customers', 'orders'] as const).map((what, at) => (
              <label key={what} className="choice">
                <input
                  type="radio"
                  name="what"
                  {...(at === 0 ? { 'data-first': true } : {})}
                  checked={chosen.what === what}
                  onChange={() => choose({ what })}
                />
                <span>
                  {t(`export_${what}`)}
                  <span className="sub">
                    {what === 'orders'
                      ? t('export_orders_hint')
                      : t(narrowed ? 'export_customers_narrowed' : 'export_customers_all')}
                  </span>
                </span>
              </label>
            ))}
            {chosen.what === 'orders' && <OrdersOf chosen={chosen} asked={asked} choose={choose} />}
          </fieldset>
          <fieldset className="criterion stack">
            <legend>{t('export_as')}</legend>
            {KINDS.map((kind) => (
              <label key={kind} className="choice">
                <input
                  type="radio"
                  name="kind"
                  checked={chosen.kind === kind}
                  onChange={() => choose({ kind })}
                />
                <span>
                  {t(`export_${kind}`)}
                  <span className="sub">{t(`export_${kind}_hint`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <p className="soft">{t('export_care')}</p>
          <MutationErrors errors={errors} about="export" />
          {errors.some(({ code }) => code === 'forbidden') && <p>{t('refused_export_hint')}</p>}
          <Foot close={close}>
            <Button type="submit" disabled={busy}>
              {t('export_begin')}
            </Button>
          </Foot>
        </form>
      )}
    </Dialog>
  );
}

function Foot({ close, children }: { close: () => void; children?: ReactNode }) {
  const { t } = useApp();
  return (
    <footer>
      <Link href="/exports" className="grow soft">
        {t('exports_link')}
      </Link>
      <Button type="button" variant="secondary" onClick={close}>
        {t(children ? 'cancel' : 'close')}
      </Button>
      {children}
    </footer>
  );
}
