import { Button } from '@saleor/macaw-ui';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { useApp } from '../../ui/app-context';

interface Props {
  values: readonly string[];
  change: (values: readonly string[]) => void;
  label: string;
  longest: number;
  /** What may be meant, with the name it goes by. */
  suggested?: readonly { value: string; name: string }[];
  /** Nothing else may be meant. */
  only?: boolean;
  describedBy?: string | undefined;
  invalid?: boolean;
}

/** Several texts: typed and put in with Enter (or by leaving the field), or chosen; each can be taken out. */
export function ListInput(props: Props) {
  const { t } = useApp();
  const [text, setText] = useState('');
  const list = useId();
  const names = new Map(props.suggested?.map((one) => [one.value, one.name]));
  const free = (props.suggested ?? []).filter((one) => !props.values.includes(one.value));
  const put = (given: string) => {
    const typed = given.trim();
    // Who types a name means what goes by it.
    const value = free.find((one) => one.name === typed)?.value ?? typed;
    setText('');
    if (value && !props.values.includes(value)) props.change([...props.values, value]);
  };
  return (
    <div className="list-input" role="group" aria-label={props.label} aria-describedby={props.describedBy}>
      {props.values.length > 0 && (
        <ul className="pills">
          {props.values.map((value) => (
            <li key={value} className="pill chip">
              <span>{names.get(value) ?? value}</span>
              <button
                type="button"
                className="icon"
                aria-label={t('list_remove', { value: names.get(value) ?? value })}
                onClick={() => props.change(props.values.filter((one) => one !== value))}
              >
                <X size={12} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      {props.only ? (
        <select aria-label={t('list_choose')} value="" onChange={(event) => put(event.target.value)}>
          <option value="">{t('list_choose')}</option>
          {free.map((one) => (
            <option key={one.value} value={one.value}>
              {one.name}
            </option>
          ))}
        </select>
      ) : (
        <span className="row">
          <input
            type="text"
            aria-label={t('list_type', { list: props.label })}
            aria-invalid={props.invalid}
            value={text}
            maxLength={props.longest}
            list={free.length > 0 ? list : undefined}
            onChange={(event) => setText(event.target.value)}
            onBlur={() => put(text)}
            onKeyDown={(event) => {
              // While a Japanese word is being composed, Enter takes that word.
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              put(text);
            }}
          />
          <Button type="button" size="small" variant="secondary" onClick={() => put(text)}>
            {t('list_add')}
          </Button>
          <datalist id={list}>
            {free.map((one) => (
              <option key={one.value} value={one.name} />
            ))}
          </datalist>
        </span>
      )}
    </div>
  );
}
