export type Step = 'down' | 'up' | 'merge' | 'open';

const KEYS: Record<string, Step> = { j: 'down', k: 'up', m: 'merge', o: 'open' };

/** What a key does in the list; nothing while a word is typed, or with Ctrl, Alt or Command held. */
export function stepOf(event: {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  typing: boolean;
}): Step | null {
  if (event.typing || event.ctrlKey || event.altKey || event.metaKey) return null;
  return KEYS[event.key.toLowerCase()] ?? null;
}

/** The row to go to; the ends are the ends. */
export function moved(at: number, step: Step, rows: number): number {
  if (rows === 0) return 0;
  const to = step === 'down' ? at + 1 : step === 'up' ? at - 1 : at;
  return Math.min(Math.max(to, 0), rows - 1);
}
