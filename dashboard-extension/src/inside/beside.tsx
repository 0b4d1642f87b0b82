import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { Provider } from 'urql';
import type { Bridge } from '../host/bridge';
import { makeClient } from '../host/client';
import type { SaleorSettings } from '../host/settings';
import { translator } from '../i18n/translate';
import { AppContext, useApp, type App } from '../ui/app-context';
import { useColours } from '../ui/use-colours';
import { BesideCustomer, BesideOrder } from './beside-of';
import './beside.css';
import { keepsDrafts } from './draft';
import type { Frame } from './frame';
import { Gate } from './gate';
import { useDashboard } from './use-dashboard';

/** What stands beside an order or a customer of Saleor's, or opens above it. */
export function Beside(props: { settings: SaleorSettings; bridge: Bridge; frame: Frame }) {
  const { settings, bridge, frame } = props;
  const { state, session, dashboard, language, dark, round } = useDashboard(bridge, frame.kind === 'widget');
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const client = useMemo(() => makeClient(settings.endpoint, session), [settings, session, round]);
  const app = useMemo<App>(() => {
    const t = translator(language);
    return { settings, session, dashboard, language, t, setLanguage: nothing, tell: nothing };
  }, [settings, session, dashboard, language]);
  const place = useRef<HTMLElement>(null);
  useColours(dark);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = app.t('app');
  }, [app, language]);
  useEffect(() => {
    if (frame.kind !== 'widget' || !place.current) return;
    const watched = place.current;
    const observer = new ResizeObserver(() =>
      dashboard.resize(Math.ceil(watched.getBoundingClientRect().height)),
    );
    observer.observe(watched);
    return () => observer.disconnect();
  }, [dashboard, frame.kind]);
  return (
    <AppContext.Provider value={app}>
      <Provider value={client}>
        <main ref={place} className={`beside beside-${frame.kind}`}>
          <Gate stage={state.stage} t={app.t}>
            <Over kind={frame.kind} />
            {frame.of === 'order' ? <BesideOrder frame={frame} /> : <BesideCustomer frame={frame} />}
          </Gate>
        </main>
      </Provider>
    </AppContext.Provider>
  );
}

// Both are for the app as a whole: here the language is the dashboard's, and what was done is said in its place.
function nothing() {}

/** When the token is over and no other has come. */
function Over({ kind }: { kind: Frame['kind'] }) {
  const { session, t } = useApp();
  const expired = useSyncExternalStore(session.subscribe, session.isExpired);
  if (!expired) return null;
  return (
    <div className="notice notice-error" role="alert">
      <strong>{t('inside_over')}</strong>
      <p>
        {t(`inside_over_${kind}`)} {t(keepsDrafts() ? 'inside_over_kept' : 'inside_over_copy')}
      </p>
    </div>
  );
}
