import { Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useApp } from '../../ui/app-context';
import { withField, type Comparison } from './condition-form';
import { removed, withComparison } from './edit-tree';
import { useEditing } from './editing';
import { FaultLines } from './fault-lines';
import { faultsAt } from './faults-of-parts';
import { FieldSelect } from './field-select';
import { SettingInput } from './settings-inputs';
import { ValueInputs } from './value-inputs';

/** One comparison as a line that reads like a part of a sentence; below it, what is wrong with it. */
export function ComparisonPart({ part, number }: { part: Comparison; number: string }) {
  const { t, language } = useApp();
  const editing = useEditing();
  const field = editing.fields.get(part.field);
  const select = useRef<HTMLSelectElement>(null);
  const { takeFresh } = editing;
  useEffect(() => {
    if (takeFresh(part.id)) select.current?.focus();
  }, [takeFresh, part.id]);
  const faults = part.touched ? (editing.faults.get(part.id) ?? []) : [];
  const change = (patch: Partial<Comparison>) => editing.change(withComparison(editing.root, part.id, patch));
  const marks = (key: string) => {
    const found = faultsAt(faults, key).length > 0;
    return { describedBy: found ? `${part.id}-${key}` : undefined, invalid: found };
  };
  // In Japanese the verb comes last: 購入回数が 5 から 10 まで.
  const op = (
    <select
      aria-label={t('cond_op')}
      aria-describedby={marks('op').describedBy}
      value={part.op}
      onChange={(event) => change({ op: event.target.value })}
    >
      {field?.ops.map((one) => (
        <option key={one.op} value={one.op}>
          {one[language]}
        </option>
      ))}
    </select>
  );
  return (
    <fieldset className="comparison">
      <legend className="hidden">{t('cond_number', { number })}</legend>
      <div className="row">
        <FieldSelect
          ref={select}
          fields={editing.fields}
          value={part.field}
          describedBy={marks('field').describedBy}
          choose={(chosen) =>
            editing.change(
              editing.replaced(part.id, (found) =>
                found.kind === 'comparison' ? withField(found, field, chosen) : found,
              ),
            )
          }
        />
        {field?.parameters.map((parameter) =>
          parameter.kind === 'zone' && part.precise ? null : (
            <SettingInput
              key={parameter.name}
              part={part}
              parameter={parameter}
              change={(value) => change({ settings: { ...part.settings, [parameter.name]: value } })}
              {...marks(parameter.name)}
            />
          ),
        )}
        {language === 'ja' ? <span aria-hidden>が</span> : op}
        {field && (
          <ValueInputs part={part} field={field} groups={editing.groups} change={change} marks={marks} />
        )}
        {language === 'ja' && op}
        <button
          type="button"
          className="icon"
          aria-label={t('cond_remove', { number })}
          onClick={() => {
            editing.change(removed(editing.root, part.id));
            editing.focusAdd();
          }}
        >
          <Trash2 size={16} aria-hidden />
        </button>
      </div>
      {[...new Set(faults.map((fault) => placeOf(fault.key)))].map((key) => (
        <FaultLines
          key={key}
          id={`${part.id}-${key}`}
          messages={faults.filter((fault) => placeOf(fault.key) === key).map((fault) => fault.message)}
        />
      ))}
    </fieldset>
  );
}

const placeOf = (key: string): string => key.replace(/\[.*$/, '');
