import { useTheme, type DefaultTheme } from '@saleor/macaw-ui';
import { useColours } from './use-colours';

const KEPT = 'customer-mgmt-theme';

/** The colours to begin with: those chosen here before, else the system's. */
export function startTheme(): DefaultTheme {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'defaultLight' || kept === 'defaultDark') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'defaultDark' : 'defaultLight';
}

export function useThemeSwitch(): { dark: boolean; toggle: () => void } {
  const { theme, setTheme } = useTheme();
  const dark = theme === 'defaultDark';
  useColours(dark);
  return {
    dark,
    toggle: () => {
      const next: DefaultTheme = dark ? 'defaultLight' : 'defaultDark';
      localStorage.setItem(KEPT, next);
      setTheme(next);
    },
  };
}
