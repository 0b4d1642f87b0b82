export interface Press {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  typing: boolean;
}

/** What a key does in a list; nothing while a word is typed, or with Ctrl, Alt or Command held. */
export function stepOf<Step>(keys: Record<string, Step>, press: Press): Step | null {
  if (press.typing || press.ctrlKey || press.altKey || press.metaKey) return null;
  return keys[press.key.toLowerCase()] ?? null;
}

/** The row to go to; the ends are the ends. */
export function moved(at: number, way: 'down' | 'up', rows: number): number {
  if (rows === 0) return 0;
  return Math.min(Math.max(way === 'down' ? at + 1 : at - 1, 0), rows - 1);
}
