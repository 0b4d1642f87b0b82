import { localOf, momentOf } from './moments';

/** A day, or a moment in the zone of this machine. */
export function MomentInput(props: {
  value: string;
  change: (value: string) => void;
  precise: boolean;
  label?: string | undefined;
  id?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean;
}) {
  const common = {
    id: props.id,
    'aria-label': props.label,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid,
  };
  return props.precise ? (
    <input
      type="datetime-local"
      {...common}
      value={localOf(props.value)}
      onChange={(event) => props.change(momentOf(event.target.value))}
    />
  ) : (
    <input
      type="date"
      {...common}
      value={props.value}
      onChange={(event) => props.change(event.target.value)}
    />
  );
}
