import { useTheme } from '@saleor/macaw-ui';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Bridge } from '../host/bridge';
import type { SaleorSettings } from '../host/settings';
import { translator } from '../i18n/translate';
import { Shell } from '../shell';
import { useApp } from '../ui/app-context';
import { Dialog } from '../ui/dialog';
import { useColours } from '../ui/use-colours';
import { Gate } from './gate';
import { screenAddress } from './screen-address';
import { useDashboard } from './use-dashboard';

/** The whole app on a page of Saleor's dashboard. */
export function PageInside({ settings, bridge }: { settings: SaleorSettings; bridge: Bridge }) {
  const { state, session, dashboard, language, dark, round } = useDashboard(bridge, true);
  const theme = dark ? 'defaultDark' : 'defaultLight';
  useColours(dark);
  return (
    <Gate stage={state.stage} t={translator(language)}>
      <Shell {...{ settings, session, dashboard, language, theme, round }} setLanguage={ignore}>
        <FollowColours theme={theme} />
        <RememberScreen />
        <SessionOver />
      </Shell>
    </Gate>
  );
}

// The language is the dashboard's.
function ignore() {}

function FollowColours({ theme }: { theme: 'defaultLight' | 'defaultDark' }) {
  const { setTheme } = useTheme();
  useEffect(() => setTheme(theme), [theme, setTheme]);
  return null;
}

/** What is typed into a search changes the address with every letter; the dashboard is told of the last. */
function RememberScreen() {
  const { dashboard } = useApp();
  const [path] = useLocation();
  const search = useSearch();
  useEffect(() => {
    const timer = setTimeout(() => dashboard?.remember(screenAddress(path, search)), 600);
    return () => clearTimeout(timer);
  }, [dashboard, path, search]);
  return null;
}

/** When the dashboard has sent no new token. What is open stays; one more token, and it goes on. */
function SessionOver() {
  const { session } = useApp();
  const expired = useSyncExternalStore(session.subscribe, session.isExpired);
  return expired ? <OverDialog /> : null;
}

function OverDialog() {
  const { t } = useApp();
  const [closed, setClosed] = useState(false);
  if (closed) return null;
  return (
    <Dialog title={t('inside_over')} close={() => setClosed(true)}>
      <p>{t('inside_over_page')}</p>
    </Dialog>
  );
}
