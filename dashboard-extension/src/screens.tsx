import { lazy, Suspense, useEffect, useRef } from 'react';
import { Moon, Sun } from 'lucide-react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import type { StandaloneSettings } from './host/settings';
import type { Language } from './i18n/translate';
import { useApp } from './ui/app-context';
import { EmptyState } from './ui/empty-state';
import { useThemeSwitch } from './ui/theme';

const Overview = lazy(() =>
  import('./modules/overview/overview-page').then((m) => ({ default: m.OverviewPage })),
);
const CustomerList = lazy(() =>
  import('./modules/customers/customer-list').then((m) => ({ default: m.CustomerList })),
);
const Exports = lazy(() =>
  import('./modules/exports/exports-page').then((m) => ({ default: m.ExportsPage })),
);
const CustomerPage = lazy(() =>
  import('./modules/customer/customer-page').then((m) => ({ default: m.CustomerPage })),
);
const Retention = lazy(() =>
  import('./modules/retention/retention-page').then((m) => ({ default: m.RetentionPage })),
);
const Imports = lazy(() =>
  import('./modules/imports/imports-page').then((m) => ({ default: m.ImportsPage })),
);
const ImportPage = lazy(() =>
  import('./modules/imports/import-page').then((m) => ({ default: m.ImportPage })),
);
const ColumnsPage = lazy(() =>
  import('./modules/imports/columns-page').then((m) => ({ default: m.ColumnsPage })),
);
const Criteria = lazy(() =>
  import('./modules/criteria/criteria-page').then((m) => ({ default: m.CriteriaPage })),
);
const Holds = lazy(() => import('./modules/holds/holds-page').then((m) => ({ default: m.HoldsPage })));
const Watchlist = lazy(() =>
  import('./modules/watchlist/watchlist-page').then((m) => ({ default: m.WatchlistPage })),
);
const Review = lazy(() => import('./modules/review/review-page').then((m) => ({ default: m.ReviewPage })));

const Rules = lazy(() => import('./modules/rules/rules-page').then((m) => ({ default: m.RulesPage })));
const RulePage = lazy(() => import('./modules/rules/rule-page').then((m) => ({ default: m.RulePage })));
const NewRulePage = lazy(() => import('./modules/rules/rule-page').then((m) => ({ default: m.NewRulePage })));
const Groups = lazy(() => import('./modules/groups/groups-page').then((m) => ({ default: m.GroupsPage })));
const GroupPage = lazy(() => import('./modules/groups/group-page').then((m) => ({ default: m.GroupPage })));
const NewGroupPage = lazy(() =>
  import('./modules/groups/group-page').then((m) => ({ default: m.NewGroupPage })),
);

const TABS = [
  ['/overview', 'overview'],
  ['/customers', 'customers'],
  ['/review', 'review'],
  ['/holds', 'holds'],
  ['/watchlist', 'watchlist'],
  ['/rules', 'rules'],
  ['/groups', 'groups'],
  ['/imports', 'imports'],
  ['/criteria', 'criteria'],
  ['/retention', 'retention'],
] as const;

/** The screens, under one bar. */
export function Screens() {
  const { t } = useApp();
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Bar />
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<p role="status">{t('loading')}</p>}>
          <Switch>
            <Route path="/">
              <Redirect to="/customers" replace />
            </Route>
            <Route path="/overview" component={Overview} />
            <Route path="/customers" component={CustomerList} />
            <Route path="/customers/:id">
              {({ id }) => <CustomerPage key={id} id={decodeURIComponent(id)} />}
            </Route>
            <Route path="/exports" component={Exports} />
            <Route path="/imports" component={Imports} />
            <Route path="/imports/columns" component={ColumnsPage} />
            <Route path="/imports/:id">
              {({ id }) => <ImportPage key={id} id={decodeURIComponent(id)} />}
            </Route>
            <Route path="/rules" component={Rules} />
            <Route path="/rules/new" component={NewRulePage} />
            <Route path="/rules/:id">{({ id }) => <RulePage key={id} id={decodeURIComponent(id)} />}</Route>
            <Route path="/groups" component={Groups} />
            <Route path="/groups/new" component={NewGroupPage} />
            <Route path="/groups/:id">{({ id }) => <GroupPage key={id} id={decodeURIComponent(id)} />}</Route>
            <Route path="/criteria" component={Criteria} />
            <Route path="/retention" component={Retention} />
            <Route path="/review" component={Review} />
            <Route path="/holds" component={Holds} />
            <Route path="/watchlist" component={Watchlist} />
            <Route>
              <EmptyState title={t('not_found_page')} hint="">
                <Link href="/customers">{t('to_customers')}</Link>
              </EmptyState>
            </Route>
          </Switch>
        </Suspense>
      </main>
    </>
  );
}

function Bar() {
  const { t, settings } = useApp();
  const [place] = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a small screen it may be out of sight.
    const current = nav.current?.querySelector('[aria-current]');
    current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [place]);
  // The dashboard has a bar of its own above us, with our name, and language and colours of its own.
  const alone = settings.host === 'standalone';
  return (
    <header className="bar">
      <h1 className={alone ? undefined : 'hidden'}>{t('app')}</h1>
      <nav ref={nav} aria-label={t('nav')}>
        {TABS.map(([path, key]) => (
          <Link key={path} href={path} aria-current={place.startsWith(path) ? 'page' : undefined}>
            {t(key)}
          </Link>
        ))}
      </nav>
      {alone && <OwnControls settings={settings} />}
    </header>
  );
}

function OwnControls({ settings }: { settings: StandaloneSettings }) {
  const { t, language, setLanguage } = useApp();
  const { dark, toggle } = useThemeSwitch();
  const choose = (next: Language) => {
    // The pages of the server, such as the one to sign in, follow.
    document.cookie = `django_language=${next}; path=/; max-age=31536000; SameSite=Lax`;
    setLanguage(next);
  };
  return (
    <div className="row">
      <select
        aria-label={t('language')}
        value={language}
        onChange={(event) => choose(event.target.value === 'ja' ? 'ja' : 'en')}
      >
        <option value="en">English</option>
        <option value="ja">日本語</option>
      </select>
      <button
        type="button"
        className="icon"
        onClick={toggle}
        aria-label={t(dark ? 'theme_light' : 'theme_dark')}
      >
        {dark ? <Sun size={18} aria-hidden /> : <Moon size={18} aria-hidden />}
      </button>
      <a className="plain" href="/bench">
        {t('try_graphql')}
      </a>
      <form method="post" action="/sign-out">
        <input type="hidden" name="csrfmiddlewaretoken" value={settings.csrf} />
        <button type="submit" className="plain" title={settings.user}>
          {t('sign_out')}
        </button>
      </form>
    </div>
  );
}
