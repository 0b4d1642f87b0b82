import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import type { MutationError } from '../../host/refusals';
import { useApp } from '../../ui/app-context';
import { ReasonField } from '../../ui/confirm';
import { MutationErrors, Notice } from '../../ui/notice';
import type { Foreseen } from './terms-form';

/** What other terms would do, before they are put in force. */
export function Foresight(props: {
  found: Foreseen;
  busy: boolean;
  errors: readonly MutationError[];
  back: () => void;
  put: (reason: string) => void;
}) {
  const { t } = useApp();
  const [reason, setReason] = useState('');
  const { due, later } = props.found;
  const deletes = due + later > 0;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        props.put(reason);
      }}
    >
      <Notice kind={deletes ? 'warning' : 'info'} title={t('retention_foreseen')}>
        {due > 0 && <p>{t('retention_foreseen_due', { count: due })}</p>}
        {later > 0 && <p>{t('retention_foreseen_later', { count: later })}</p>}
        <p>{t(deletes ? 'retention_for_good' : 'retention_foreseen_none')}</p>
      </Notice>
      <ReasonField value={reason} onChange={setReason} />
      <MutationErrors errors={props.errors} about="retention" />
      <footer>
        <Button type="button" variant="secondary" onClick={props.back}>
          {t('retention_edit')}
        </Button>
        <Button
          type="submit"
          variant={deletes ? 'secondary' : 'primary'}
          className={deletes ? 'danger' : undefined}
          disabled={props.busy}
        >
          {t('retention_put')}
        </Button>
      </footer>
    </form>
  );
}
