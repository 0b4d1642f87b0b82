import { useId } from 'react';
import { useApp } from '../../ui/app-context';
import { FaultLines } from '../conditions/fault-lines';
import { reason } from '../conditions/faults-of-parts';
import { MomentInput } from '../conditions/moment-input';
import { TextField } from '../conditions/text-field';
import type { RuleForm } from './rule-form';
import type { PlacedError } from '../../host/use-placed-change';

interface Props {
  form: RuleForm;
  change: (patch: Partial<RuleForm>) => void;
  errors: readonly PlacedError[];
}

/** What a rule is called, when it is asked, and for which orders. */
export function RuleTerms({ form, change, errors }: Props) {
  const { t } = useApp();
  const id = useId();
  const faults = (path: string) => errors.filter((one) => one.path === path).map(reason);
  return (
    <section className="card">
      <TextField
        label={t('own_name')}
        value={form.name}
        longest={200}
        faults={faults('name')}
        change={(name) => change({ name })}
      />
      <div className="two-fields">
        <TextField
          label={t('priority')}
          hint={t('priority_hint')}
          value={form.priority}
          longest={8}
          numeric
          faults={faults('priority')}
          change={(priority) => change({ priority })}
        />
        {(['validFrom', 'validTo'] as const).map((end) => (
          <div key={end} className="field">
            <label htmlFor={`${id}${end}`}>{t(end === 'validFrom' ? 'valid_from' : 'valid_to')}</label>
            <MomentInput
              id={`${id}${end}`}
              precise
              value={form[end]}
              change={(value) => change(end === 'validFrom' ? { validFrom: value } : { validTo: value })}
              invalid={faults(end).length > 0}
              describedBy={`${id}-hint ${id}${end}-fault`}
            />
            <FaultLines id={`${id}${end}-fault`} messages={faults(end)} />
          </div>
        ))}
      </div>
      <small className="soft" id={`${id}-hint`}>
        {t('valid_hint')}
      </small>
    </section>
  );
}
