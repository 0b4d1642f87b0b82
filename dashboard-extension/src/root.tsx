import { ThemeProvider } from '@saleor/macaw-ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { Router } from 'wouter';
import { makeClient } from './host/client';
import { Session } from './host/session';
import type { Settings } from './host/settings';
import { SignInAgain } from './host/sign-in-again';
import { translator, type Language } from './i18n/translate';
import { Screens } from './screens';
import { AppContext, type App } from './ui/app-context';
import { Messages, type Message } from './ui/messages';
import { startTheme } from './ui/theme';

/** Everything around the screens: who asks, in which language and colours, and what is said in passing. */
export function Root({ settings }: { settings: Settings }) {
  const [language, setLanguage] = useState<Language>(settings.language);
  const [messages, setMessages] = useState<Message[]>([]);
  const [round, setRound] = useState(0);
  const session = useMemo(() => new Session(settings), [settings]);
  // A new client after signing in again: what failed is asked for anew, what is typed stays.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const client = useMemo(() => makeClient(settings, session), [settings, session, round]);
  const tell = useCallback<App['tell']>((text, action) => {
    setMessages((now) => [...now.slice(-2), { id: crypto.randomUUID(), text, action }]);
  }, []);
  const app = useMemo<App>(
    () => ({ settings, session, language, t: translator(language), setLanguage, tell }),
    [settings, session, language, tell],
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
    <ThemeProvider defaultTheme={startTheme()}>
      <AppContext.Provider value={app}>
        <Provider value={client}>
          <Router base={settings.base.replace(/\/$/, '')}>
            <Screens />
          </Router>
          <SignInAgain onDone={() => setRound((now) => now + 1)} />
          <Messages
            messages={messages}
            close={(id) => setMessages((now) => now.filter((one) => one.id !== id))}
          />
        </Provider>
      </AppContext.Provider>
    </ThemeProvider>
  );
}
