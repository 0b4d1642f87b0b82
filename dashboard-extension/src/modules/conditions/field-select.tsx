import { forwardRef } from 'react';
import { useApp } from '../../ui/app-context';
import type { Field, Fields } from './condition-form';

interface Props {
  fields: Fields;
  value: string;
  describedBy: string | undefined;
  choose: (field: Field) => void;
}

/** What to ask about: about the customer, or (in rules) about the order. */
export const FieldSelect = forwardRef<HTMLSelectElement, Props>(function FieldSelect(props, ref) {
  const { t, language } = useApp();
  const all = [...props.fields.values()];
  const ofOne = (prefix: string) => all.filter((field) => field.name.startsWith(`${prefix}.`));
  return (
    <select
      ref={ref}
      className="field-select"
      aria-label={t('cond_field')}
      aria-describedby={props.describedBy}
      value={props.value}
      onChange={(event) => {
        const field = props.fields.get(event.target.value);
        if (field) props.choose(field);
      }}
    >
      {(['customer', 'order'] as const).map(
        (prefix) =>
          ofOne(prefix).length > 0 && (
            <optgroup key={prefix} label={t(`cond_about_${prefix}`)}>
              {ofOne(prefix).map((field) => (
                <option key={field.name} value={field.name}>
                  {field[language]}
                </option>
              ))}
            </optgroup>
          ),
      )}
    </select>
  );
});
