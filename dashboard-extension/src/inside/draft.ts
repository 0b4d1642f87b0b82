import { useState } from 'react';

const PREFIX = 'customer-mgmt-draft-';

/**
 * A text being typed, kept while the tab of the browser is open: a window that has lost its token has to be closed
 * and opened again, and finds it there. Where the browser keeps nothing for frames, it is kept while we are open.
 */
export function useDraft(name: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => read(PREFIX + name));
  return [
    text,
    (next) => {
      setText(next);
      write(PREFIX + name, next);
    },
  ];
}

/** Whether the browser keeps what is typed: some keep nothing for a frame of another site. */
export function keepsDrafts(): boolean {
  try {
    sessionStorage.setItem(`${PREFIX}?`, '');
    sessionStorage.removeItem(`${PREFIX}?`);
    return true;
  } catch {
    return false;
  }
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function write(key: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  } catch {
    // Forbidden to frames of another site.
  }
}
