import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@saleor/macaw-ui';
import { Plus, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { useFieldArray, useForm, useWatch } from 'react-hook-form';
import { KNOWN_SOURCES, sourceName } from '../../i18n/format';
import type { Key } from '../../i18n/en';
import { useApp } from '../../ui/app-context';
import { useUnsaved } from '../../ui/use-unsaved';
import { criteriaShape, FIELDS, written, type CriteriaForm } from './criteria-form';

interface Props {
  start: CriteriaForm;
  inUse: string;
  preview: (text: string) => void;
  /** Something else is in the form than what was previewed. */
  changed: () => void;
  /** What is being put into use. */
  sent: string | null;
}

/** Criteria as boxes to tick; below it what they read like. */
export function CriteriaEditor({ start, inUse, preview, changed, sent }: Props) {
  const { t } = useApp();
  const { register, control, handleSubmit, formState, subscribe } = useForm<CriteriaForm>({
    resolver: zodResolver(criteriaShape),
    defaultValues: start,
  });
  const { fields, append, remove } = useFieldArray({ control, name: 'criteria' });
  const now = useWatch({ control }) as CriteriaForm;
  useEffect(() => subscribe({ formState: { values: true }, callback: changed }), [subscribe, changed]);
  const text = written(now);
  useUnsaved(text !== written(start) && text !== sent);
  const known = [...new Set([...KNOWN_SOURCES, ...start.criteria.flatMap((one) => one.sources)])];
  return (
    <form
      className="card stack"
      onSubmit={(event) => void handleSubmit((form) => preview(written(form)))(event)}
    >
      <h3>{t('criteria_builder')}</h3>
      {fields.map((criterion, at) => {
        const fault = formState.errors.criteria?.[at]?.fields?.message;
        return (
          <div key={criterion.id} className="stack">
            {at > 0 && <strong className="soft">{t('criteria_or')}</strong>}
            <fieldset className="criterion stack">
              <legend>{t('criteria_number', { number: at + 1 })}</legend>
              <div
                className="checks"
                role="group"
                aria-label={t('criteria_text')}
                aria-describedby={`fault-${at}`}
              >
                {FIELDS.map((field) => (
                  <label key={field}>
                    <input type="checkbox" value={field} {...register(`criteria.${at}.fields`)} />
                    {t(`field_${field}`)}
                  </label>
                ))}
              </div>
              <p id={`fault-${at}`} className="bad" role={fault ? 'alert' : undefined}>
                {fault && t(fault as Key)}
              </p>
              <div className="spread">
                <details open={criterion.sources.length > 0}>
                  <summary className="soft">{t('filter_sources')}</summary>
                  <SourceBoxes at={at} known={known} register={register} />
                </details>
                {fields.length > 1 && (
                  <Button
                    type="button"
                    variant="tertiary"
                    size="small"
                    icon={<Trash2 size={16} aria-hidden />}
                    aria-label={t('criteria_remove', { number: at + 1 })}
                    onClick={() => remove(at)}
                  />
                )}
              </div>
            </fieldset>
          </div>
        );
      })}
      <span className="row">
        <Button
          type="button"
          variant="secondary"
          size="small"
          icon={<Plus size={16} aria-hidden />}
          onClick={() => append({ fields: [], sources: [] })}
        >
          {t('criteria_add')}
        </Button>
      </span>
      <p>
        <code>{text}</code> {text === inUse && <span className="pill">{t('unchanged_criteria')}</span>}
      </p>
      <span className="row">
        <Button type="submit">{t('preview')}</Button>
        <small className="soft">{t('preview_nothing')}</small>
      </span>
    </form>
  );
}

function SourceBoxes(props: {
  at: number;
  known: readonly string[];
  register: ReturnType<typeof useForm<CriteriaForm>>['register'];
}) {
  const { language } = useApp();
  return (
    <div className="checks">
      {props.known.map((source) => (
        <label key={source}>
          <input type="checkbox" value={source} {...props.register(`criteria.${props.at}.sources`)} />
          {sourceName(source, language)}
        </label>
      ))}
    </div>
  );
}
