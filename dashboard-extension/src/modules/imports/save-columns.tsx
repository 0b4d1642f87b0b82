import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { ImportMappingSaveDocument, type ImportMappingSaveMutation } from '../../generated/graphql';
import { useChange } from '../../host/use-change';
import { useApp } from '../../ui/app-context';
import { MutationErrors, Notice, type MutationError } from '../../ui/notice';

type Saved = NonNullable<ImportMappingSaveMutation['orderImportMappingSave']>;

/** Saves what is said under a name; saved again, it is the next revision of the same. */
export function SaveColumns(props: { mapping: string; ready: () => boolean; saved: () => void }) {
  const { t } = useApp();
  const change = useChange();
  const [name, setName] = useState('');
  const [nameless, setNameless] = useState(false);
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const [saved, setSaved] = useState<Saved>();
  const [busy, setBusy] = useState(false);
  const key = saved?.savedMapping?.id;
  const save = async () => {
    setNameless(name.trim() === '');
    if (!props.ready() || name.trim() === '') return;
    setBusy(true);
    const { errors, answer } = await change(
      ImportMappingSaveDocument,
      { name, mapping: props.mapping, ...(key ? { id: key } : {}) },
      (data) => data.orderImportMappingSave,
    );
    setBusy(false);
    setErrors(errors);
    if (!answer?.savedMapping) return;
    setSaved(answer);
    props.saved();
  };
  return (
    <form
      className="card stack of-the-file"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label className="field">
        {t('columns_name')}
        <input
          value={name}
          maxLength={200}
          aria-invalid={nameless}
          aria-describedby="name-hint"
          onChange={(event) => setName(event.target.value)}
        />
        <small id="name-hint" className={nameless ? 'wrong' : 'soft'}>
          {t(nameless ? 'columns_name_missing' : 'columns_name_hint')}
        </small>
      </label>
      <MutationErrors errors={errors} />
      {saved?.savedMapping && (
        <Notice
          kind="success"
          title={t('columns_saved', {
            name: saved.savedMapping.name,
            number: saved.savedMapping.current.number,
          })}
        >
          {saved.knownFormat && <p>{t('columns_saved_known', { format: saved.knownFormat })}</p>}
        </Notice>
      )}
      <span className="row">
        <Button type="submit" variant="secondary" disabled={busy}>
          {t('columns_save')}
        </Button>
      </span>
    </form>
  );
}
