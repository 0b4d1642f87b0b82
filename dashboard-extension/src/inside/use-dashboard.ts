import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Bridge, BridgeState } from '../host/bridge';
import { Dashboard } from '../host/dashboard';
import { DashboardSession } from '../host/dashboard-session';
import { isLoaded, load, spokenFor, type Language } from '../i18n/translate';
import { languageOf } from './locale';

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
  const language = useLoaded(languageOf(state.locale));
  const theme = state.theme ?? themeOfAddress;
  return {
    state,
    session,
    dashboard,
    language,
    dark: theme === null ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark',
    round,
  };
}

// The dashboard writes its colours into the address that it opens, but not always.
const themeOfAddress = new URLSearchParams(location.search).get('theme');

/** The language that is wanted; the one before it as long as its texts are on their way. */
function useLoaded(wanted: Language): Language {
  const [spoken, speak] = useState(() => spokenFor(wanted));
  useEffect(() => {
    let here = true;
    void load(wanted).then(() => {
      if (here) speak(wanted);
    });
    return () => {
      here = false;
    };
  }, [wanted]);
  return isLoaded(wanted) ? wanted : spoken;
}
