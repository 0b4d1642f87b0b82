/** On or off, at once. */
export function Switch(props: { on: boolean; label: string; change: (on: boolean) => void; busy?: boolean }) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={props.on}
      aria-label={props.label}
      disabled={props.busy}
      onClick={() => props.change(!props.on)}
    />
  );
}
