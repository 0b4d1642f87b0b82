/** Asks for one piece, in base64; null when there is none any more. */
export type AskForPiece = (number: number) => Promise<string | null>;

/**
 * Fetch the pieces of a file one after another, and put them together; null when it is no longer there. `goOn` is
 * told how many there are, and says whether to go on. Each piece is handed to the browser at once, which may put it on
 * disk: the page holds one at a time.
 */
export async function fetchFile(
  pieces: number,
  ask: AskForPiece,
  goOn: (done: number) => boolean,
): Promise<Blob | null> {
  const parts: Blob[] = [];
  for (let number = 0; number < pieces; number += 1) {
    const piece = await ask(number);
    if (piece === null || !goOn(number + 1)) return null;
    parts.push(new Blob([bytesOf(piece)]));
  }
  return new Blob(parts);
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
