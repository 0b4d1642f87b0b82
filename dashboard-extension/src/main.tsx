import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Bridge, surroundings } from './host/bridge';
import { readSettings, type SaleorSettings, type StandaloneSettings } from './host/settings';
import { load } from './i18n/translate';
import { frameOf } from './inside/frame';
import { keepLocale, languageOf } from './inside/locale';

/** What is opened where: each is loaded only there, so that what stands beside an order is light. */
async function alone(settings: StandaloneSettings): Promise<ReactElement> {
  const [{ Root }] = await Promise.all([import('./root'), load(settings.language)]);
  return <Root settings={settings} />;
}

async function inside(settings: SaleorSettings): Promise<ReactElement> {
  const bridge = new Bridge(surroundings(), settings.dashboards);
  bridge.subscribe(() => keepLocale(bridge.state.locale));
  bridge.start();
  // What the dashboard has said meanwhile is loaded before anything is shown.
  const texts = load(languageOf(null)).then(() => load(languageOf(bridge.state.locale)));
  const frame = frameOf(settings.base, location.pathname, location.search);
  if (frame) {
    const [{ Beside }] = await Promise.all([import('./inside/beside'), texts]);
    return <Beside settings={settings} bridge={bridge} frame={frame} />;
  }
  const [{ PageInside }] = await Promise.all([import('./inside/page'), texts]);
  return <PageInside settings={settings} bridge={bridge} />;
}

const place = document.getElementById('root');
if (!place) throw new Error('The page has no place for the app.');
const settings = readSettings(document.getElementById('settings')?.textContent);
const root = createRoot(place);
void (settings.host === 'saleor' ? inside(settings) : alone(settings)).then((app) => root.render(app));
