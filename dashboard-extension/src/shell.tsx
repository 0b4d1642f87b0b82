import { ThemeProvider, type DefaultTheme } from '@saleor/macaw-ui';
import '@saleor/macaw-ui/style';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { makeClient } from './host/client';
import type { Dashboard } from './host/dashboard';
import type { Session } from './host/session';
import type { Settings } from './host/settings';
import { translator, type Language } from './i18n/translate';
import { GuardedRouter } from './routing/guarded-router';
import { Screens } from './screens';
import { AppContext, type App } from './ui/app-context';
import './ui/app.css';
import { AskToDiscard } from './ui/ask-to-discard';
import { Messages, type Message } from './ui/messages';

interface Props {
  settings: Settings;
  session: Session;
  dashboard: Dashboard | null;
  language: Language;
  setLanguage: (language: Language) => void;
  theme: DefaultTheme;
  /** Another number makes a new client: what failed is asked for anew, what is typed stays. */
  round: number;
  /** What stands above the screens, when the session has ended. */
  children: ReactNode;
}

/** Everything around the screens: who asks, in which language and colours, and what is said in passing. */
export function Shell(props: Props) {
  const { settings, session, dashboard, language, setLanguage, round } = props;
  const [messages, setMessages] = useState<Message[]>([]);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const client = useMemo(() => makeClient(settings.endpoint, session), [settings, session, round]);
  const tell = useCallback<App['tell']>((text, action) => {
    setMessages((now) => [...now.slice(-2), { id: crypto.randomUUID(), text, action }]);
  }, []);
  const app = useMemo<App>(
    () => ({ settings, session, dashboard, language, t: translator(language), setLanguage, tell }),
    [settings, session, dashboard, language, setLanguage, tell],
  );
  useEffect(() => {
    // macaw-ui puts all of the app into a <main>; ours is the one below the bar.
    document.getElementById('macaw-ui-root')?.setAttribute('role', 'none');
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = app.t('app');
  }, [app, language]);
  return (
    <ThemeProvider defaultTheme={props.theme}>
      <AppContext.Provider value={app}>
        <Provider value={client}>
          <GuardedRouter base={settings.base}>
            <Screens />
            <AskToDiscard />
            {props.children}
          </GuardedRouter>
          <Messages
            messages={messages}
            close={(id) => setMessages((now) => now.filter((one) => one.id !== id))}
          />
        </Provider>
      </AppContext.Provider>
    </ThemeProvider>
  );
}
