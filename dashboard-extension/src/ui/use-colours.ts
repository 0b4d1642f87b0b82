import { useEffect } from 'react';

/** Have our style sheet, and what the browser draws itself (scroll bars, lists of selects), in these colours. */
export function useColours(dark: boolean): void {
  useEffect(() => {
    document.documentElement.dataset['colours'] = dark ? 'dark' : 'light';
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  }, [dark]);
}
