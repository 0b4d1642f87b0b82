export const MAX_NOTE = 2000;

/** What is wrong with a note as typed; nothing when it can be kept. The server counts characters alike. */
export function noteFault(typed: string): 'note_empty' | 'note_long' | undefined {
  const length = Array.from(typed.trim()).length;
  if (length === 0) return 'note_empty';
  return length > MAX_NOTE ? 'note_long' : undefined;
}

/** How many characters more there is room for, once that is worth saying. */
export function roomLeft(typed: string): number | undefined {
  const left = MAX_NOTE - Array.from(typed.trim()).length;
  return left <= 200 ? left : undefined;
}
