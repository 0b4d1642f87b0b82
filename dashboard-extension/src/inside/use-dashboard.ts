import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Bridge, BridgeState } from '../host/bridge';
import { Dashboard } from '../host/dashboard';
import { DashboardSession } from '../host/dashboard-session';
import type { Language } from '../i18n/translate';

export interface Inside {
  state: BridgeState;
  session: DashboardSession;
  dashboard: Dashboard;
  language: Language;
  dark: boolean;
  /** Rises when a token has come after the session had ended: what failed is asked for anew. */
  round: number;
}

/** What the dashboard around us says, and who is asking in it. `renewed`: it sends a new token in time. */
export function useDashboard(bridge: Bridge, renewed: boolean): Inside {
  const state = useSyncExternalStore(bridge.subscribe, bridge.now);
  const session = useMemo(() => new DashboardSession(bridge, renewed), [bridge, renewed]);
  const dashboard = useMemo(() => new Dashboard(bridge), [bridge]);
  const [round, setRound] = useState(0);
  useEffect(
    () =>
      session.subscribe(() => {
        if (!session.expired) setRound((now) => now + 1);
      }),
    [session],
  );
  const theme = state.theme ?? themeOfAddress;
  return {
    state,
    session,
    dashboard,
    language: languageOf(state.locale ?? navigator.language),
    dark: theme === null ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark',
    round,
  };
}

// The dashboard writes its colours into the address that it opens, but not always.
const themeOfAddress = new URLSearchParams(location.search).get('theme');

function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}
