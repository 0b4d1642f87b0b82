/** The number that was typed, in whatever width; null when it is none. */
export function priorityOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  return /^-?\d{1,7}$/.test(plain) ? Number(plain) : null;
}
