import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Tells what was typed when nobody has typed for a moment; a word that is still being composed waits. */
export function SearchBox(props: {
  label: string;
  hint?: string;
  /** It has the focus when its dialog opens. */
  first?: boolean;
  value: string;
  change: (value: string) => void;
}) {
  const { value, change } = props;
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [composing, setComposing] = useState(false);
  if (value !== seen) {
    // The address changed by itself: back and forth, or the filters were cleared.
    setSeen(value);
    if (value !== text.trim()) setText(value);
  }
  // By then the filters may have changed: the newest one is called, with them.
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  // A layout effect: those end when another screen is on its way and this one is hidden meanwhile. A timer that
  // went on would write the search into the address, and lead back from where somebody just went.
  useLayoutEffect(() => {
    if (composing || text.trim() === value) return;
    const timer = setTimeout(() => latest.current(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text, composing, value]);
  return (
    <input
      type="search"
      aria-label={props.label}
      placeholder={props.hint}
      data-first={props.first}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    />
  );
}
