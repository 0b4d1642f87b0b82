import { Button } from '@saleor/macaw-ui';
import { useState, type ReactNode } from 'react';
import type { About } from '../host/refusals';
import type { Key } from '../i18n/en';
import { useApp } from './app-context';
import { Dialog } from './dialog';
import { MutationErrors, type MutationError } from './notice';

/** Asks before something is done that is hard to take back, with a reason for the history. */
export function Confirm(props: {
  title: string;
  confirm: string;
  close: () => void;
  /** Does it; what it returns is shown, nothing closes the dialog. */
  run: (reason: string) => Promise<readonly MutationError[]>;
  withReason?: boolean;
  /** What the reason is called, where it is something else. */
  reason?: Key;
  about?: About;
  dangerous?: boolean;
  children: ReactNode;
}) {
  const { t } = useApp();
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    const found = await props.run(reason);
    setBusy(false);
    setErrors(found);
    if (found.length === 0) props.close();
  };
  return (
    <Dialog title={props.title} close={props.close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {props.children}
        {props.withReason !== false && (
          <ReasonField value={reason} onChange={setReason} label={props.reason} />
        )}
        <MutationErrors errors={errors} about={props.about} />
        <footer>
          <Button type="button" variant="secondary" onClick={props.close}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            variant={props.dangerous ? 'secondary' : 'primary'}
            className={props.dangerous ? 'danger' : undefined}
            disabled={busy}
          >
            {props.confirm}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

export function ReasonField(props: {
  value: string;
  onChange: (value: string) => void;
  label?: Key | undefined;
}) {
  const { t } = useApp();
  return (
    <label className="field">
      {t(props.label ?? 'reason')}
      <textarea
        rows={2}
        data-first
        maxLength={500}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <small className="soft">{t('reason_hint')}</small>
    </label>
  );
}
