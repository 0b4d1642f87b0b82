import { useCallback, useMemo, useState } from 'react';
import { SignInAgain } from './host/sign-in-again';
import type { StandaloneSettings } from './host/settings';
import { StandaloneSession } from './host/standalone-session';
import { load, type Language } from './i18n/translate';
import { Shell } from './shell';
import { startTheme } from './ui/theme';

/** The app by itself, for who has signed in at the standalone host. */
export function Root({ settings }: { settings: StandaloneSettings }) {
  const [language, speak] = useState<Language>(settings.language);
  const setLanguage = useCallback((next: Language) => void load(next).then(() => speak(next)), []);
  const [round, setRound] = useState(0);
  const session = useMemo(() => new StandaloneSession(settings.csrf), [settings]);
  return (
    <Shell {...{ settings, session, dashboard: null, language, setLanguage, round }} theme={startTheme()}>
      <SignInAgain session={session} user={settings.user} onDone={() => setRound((now) => now + 1)} />
    </Shell>
  );
}
