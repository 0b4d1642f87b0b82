import { createContext, useContext } from 'react';
import type { Dashboard } from '../host/dashboard';
import type { Session } from '../host/session';
import type { Settings } from '../host/settings';
import type { Language, Translate } from '../i18n/translate';

export interface App {
  settings: Settings;
  session: Session;
  /** Saleor's dashboard around us; null in the standalone host. */
  dashboard: Dashboard | null;
  language: Language;
  t: Translate;
  setLanguage: (language: Language) => void;
  /** Say in passing that something went well; `undo` is offered with it. */
  tell: (text: string, action?: { label: string; run: () => void }) => void;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('useApp is for what is inside AppContext.');
  return app;
}
