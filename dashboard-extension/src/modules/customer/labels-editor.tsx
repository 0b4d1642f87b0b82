import { Button } from '@saleor/macaw-ui';
import { X } from 'lucide-react';
import { useState } from 'react';
import { CustomersLabelDocument, CustomersUnlabelDocument } from '../../generated/graphql';
import type { MutationError } from '../../host/refusals';
import { useChange } from '../../host/use-change';
import { useApp } from '../../ui/app-context';
import { Fault, faultId } from '../../ui/fault';
import { FewRows } from '../../ui/few-rows';
import { MutationErrors } from '../../ui/notice';
import { useUnsaved } from '../../ui/use-unsaved';
import { labelFault, LONGEST_LABEL, shownLabels, type Label } from './labels';

interface Props {
  customer: string;
  labels: readonly Label[];
  changed: () => void;
}

/** A customer's labels: taken off with their own button, put on by typing. Those of rules stay. */
export function LabelsEditor({ customer, labels, changed }: Props) {
  const { t, tell } = useApp();
  const change = useChange();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const customers = [customer];
  useUnsaved(text.trim() !== '');

  const put = async (label: string) => {
    const told = await change(CustomersLabelDocument, { customers, label }, (d) => d.customerProfilesLabel);
    setErrors(told.errors);
    changed();
    return told.errors.length === 0;
  };
  const add = async () => {
    const label = text.trim();
    const found = labelFault(label);
    setFault(found);
    if (!found && (await put(label))) setText('');
  };
  const remove = async (label: string) => {
    const told = await change(
      CustomersUnlabelDocument,
      { customers, label },
      (d) => d.customerProfilesUnlabel,
    );
    setErrors(told.errors);
    changed();
    if (told.errors.length === 0)
      tell(t('label_removed', { label }), { label: t('undo'), run: () => void put(label) });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {labels.length > 0 && (
        <FewRows rows={shownLabels(labels)} first={20} of={t('labels')}>
          {(shown) => (
            <ul className="pills" aria-label={t('labels')}>
              {shown.map((label) => (
                <li key={label.text} className="pill" title={label.shown}>
                  <span className="cut">{label.shown}</span>
                  {label.mine && (
                    <button
                      type="button"
                      className="inside"
                      aria-label={t('label_remove', { label: label.text })}
                      onClick={() => void remove(label.text)}
                    >
                      <X size={12} aria-hidden />
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </FewRows>
      )}
      <span className="row one-line">
        <input
          type="text"
          aria-label={t('label_new')}
          placeholder={t('label_new')}
          maxLength={LONGEST_LABEL}
          value={text}
          aria-invalid={fault ? true : undefined}
          aria-describedby={faultId('label')}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" size="small" variant="secondary">
          {t('label_add')}
        </Button>
      </span>
      <Fault name="label" text={fault} />
      <MutationErrors errors={errors} about="label" />
    </form>
  );
}
