import { useId } from 'react';
import { FaultLines } from './fault-lines';

interface Props {
  label: string;
  value: string;
  change: (value: string) => void;
  longest: number;
  /** What is wrong with it, said right below. */
  faults: readonly string[];
  hint?: string;
  rows?: number;
  numeric?: boolean;
  disabled?: boolean;
}

/** A text with its label, a hint, and what is wrong with it. */
export function TextField(props: Props) {
  const id = useId();
  const wrong = props.faults.length > 0;
  const common = {
    id,
    value: props.value,
    maxLength: props.longest,
    disabled: props.disabled,
    'aria-invalid': wrong,
    'aria-describedby':
      [props.hint && `${id}-hint`, wrong && `${id}-fault`].filter(Boolean).join(' ') || undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.rows ? (
        <textarea {...common} rows={props.rows} onChange={(event) => props.change(event.target.value)} />
      ) : (
        <input
          {...common}
          type="text"
          inputMode={props.numeric ? 'numeric' : undefined}
          onChange={(event) => props.change(event.target.value)}
        />
      )}
      {props.hint && (
        <small className="soft" id={`${id}-hint`}>
          {props.hint}
        </small>
      )}
      <FaultLines id={`${id}-fault`} messages={props.faults} />
    </div>
  );
}
