import { Button } from '@saleor/macaw-ui';
import { useId, useState } from 'react';
import type { MutationError } from '../../host/refusals';
import { useApp } from '../../ui/app-context';
import { Dialog } from '../../ui/dialog';
import { Fault, faultId } from '../../ui/fault';
import { MutationErrors } from '../../ui/notice';
import { labelFault, LONGEST_LABEL, removable } from '../customer/labels';
import type { CustomerRow } from './customer-list';
import { useBulkLabel, type Labelling } from './use-bulk-label';

interface Props {
  how: Labelling;
  customers: readonly string[];
  rows: readonly CustomerRow[];
  /** Their labels are suggested. */
  known: readonly CustomerRow[];
  close: () => void;
  done: () => void;
}

/** Which label to put on several customers, or to take off them. */
export function BulkLabelDialog({ how, customers, rows, known, close, done }: Props) {
  const { t } = useApp();
  const labelling = useBulkLabel(done);
  const list = useId();
  const off = removable(rows);
  const [text, setText] = useState(how === 'unlabel' ? (off[0]?.text ?? '') : '');
  const [fault, setFault] = useState<string>();
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const nothing = how === 'unlabel' && off.length === 0;
  const run = async () => {
    const found = labelFault(text);
    setFault(found);
    if (found) return;
    const told = await labelling(how, customers, text.trim());
    setErrors(told);
    if (told.length === 0) close();
  };
  return (
    <Dialog title={t(`bulk_${how}_title`, { count: customers.length })} close={close}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {nothing ? (
          <p>{t('bulk_unlabel_none')}</p>
        ) : (
          <label className="field">
            {t('label')}
            {how === 'unlabel' ? (
              <select data-first value={text} onChange={(event) => setText(event.target.value)}>
                {off.map((label) => (
                  <option key={label.text} value={label.text}>
                    {label.shown}
                  </option>
                ))}
              </select>
            ) : (
              <input
                type="text"
                data-first
                list={list}
                maxLength={LONGEST_LABEL}
                value={text}
                aria-invalid={fault ? true : undefined}
                aria-describedby={faultId('bulk-label')}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </label>
        )}
        <datalist id={list}>
          {removable(known).map((label) => (
            <option key={label.text} value={label.text} />
          ))}
        </datalist>
        <Fault name="bulk-label" text={fault} />
        <MutationErrors errors={errors} about="label" />
        <footer>
          <Button type="button" variant="secondary" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={nothing}>
            {t(`bulk_${how}_confirm`)}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
