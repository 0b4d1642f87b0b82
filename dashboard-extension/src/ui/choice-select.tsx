/** Chooses one of a few, each with its text; what it is about stands before it. */
export function ChoiceSelect<Value extends string>(props: {
  label: string;
  value: Value;
  choices: readonly (readonly [Value, string])[];
  change: (value: Value) => void;
}) {
  return (
    <select
      aria-label={props.label}
      value={props.value}
      onChange={(event) => {
        const found = props.choices.find(([value]) => value === event.target.value);
        if (found) props.change(found[0]);
      }}
    >
      {props.choices.map(([value, text]) => (
        <option key={value} value={value}>
          {props.label}: {text}
        </option>
      ))}
    </select>
  );
}
