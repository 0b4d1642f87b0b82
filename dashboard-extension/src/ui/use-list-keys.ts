import { useEffect, useRef, useState } from 'react';
import { moved, stepOf } from './list-keys';

const MOVES = { j: 'down', k: 'up' } as const;

/**
 * J and K go up and down a list whose rows have the ids `<name>-<place>`; other keys do what `acts` says with
 * the row that one is at. Nothing happens while a dialog is open. Returns that place.
 */
export function useListKeys(name: string, rows: number, acts: Record<string, (at: number) => void>): number {
  const [place, setPlace] = useState(0);
  const at = Math.min(place, Math.max(rows - 1, 0));
  const press = (event: KeyboardEvent) => {
    if (rows === 0 || document.querySelector('dialog[open]')) return;
    const typing = (event.target as HTMLElement).matches('input:not([type=checkbox]), textarea, select');
    const { key, ctrlKey, altKey, metaKey } = event;
    const told = { key, ctrlKey, altKey, metaKey, typing };
    const way = stepOf(MOVES, told);
    if (way) {
      const next = moved(at, way, rows);
      setPlace(next);
      document.getElementById(`${name}-${next}`)?.focus();
      return;
    }
    const act = stepOf(acts, told);
    if (!act) return;
    event.preventDefault();
    act(at);
  };
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return at;
}
