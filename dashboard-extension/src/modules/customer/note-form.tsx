import { Button } from '@saleor/macaw-ui';
import { useId, useState } from 'react';
import { useApp } from '../../ui/app-context';
import { MutationErrors, type MutationError } from '../../ui/notice';
import { useUnsaved } from '../../ui/use-unsaved';
import { noteFault, roomLeft } from './note-text';

/** A note to be written or changed. What is typed stays until it is kept. */
export function NoteForm(props: {
  label: string;
  submit: string;
  text?: string;
  /** Keeps the text; what it returns is shown, nothing empties the field. */
  keep: (text: string) => Promise<readonly MutationError[]>;
  cancel?: () => void;
}) {
  const { t } = useApp();
  const [text, setText] = useState(props.text ?? '');
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const told = useId();
  useUnsaved(text.trim() !== (props.text ?? '').trim());
  const fault = tried ? noteFault(text) : undefined;
  const left = roomLeft(text);
  const keep = async () => {
    setTried(true);
    if (noteFault(text)) return;
    setBusy(true);
    const found = await props.keep(text.trim());
    setBusy(false);
    setErrors(found);
    if (found.length === 0) {
      setText('');
      setTried(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <label className="field">
        {props.label}
        <textarea
          rows={3}
          value={text}
          aria-invalid={fault !== undefined}
          aria-describedby={told}
          onChange={(event) => setText(event.target.value)}
        />
        <small id={told} className={fault ? 'wrong' : 'soft'}>
          {fault ? t(fault) : left !== undefined && t('note_left', { count: left })}
        </small>
      </label>
      <MutationErrors errors={errors} about="note" />
      <div className="row">
        <Button type="submit" size="small" disabled={busy}>
          {props.submit}
        </Button>
        {props.cancel && (
          <Button type="button" size="small" variant="secondary" onClick={props.cancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
