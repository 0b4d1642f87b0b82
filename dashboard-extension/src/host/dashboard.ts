import type { Bridge } from './bridge';

/** Where things are in Saleor's dashboard. Ids are those of Saleor's GraphQL. */
export const places = {
  order: (id: string) => `/orders/${encodeURIComponent(id)}`,
  customer: (id: string) => `/customers/${encodeURIComponent(id)}`,
  /** A screen of ours, in the app page of the dashboard. */
  screen: (app: string, path: string) => `/extensions/app/${encodeURIComponent(app)}${path}`,
};

/** What the dashboard around us can be asked to do. */
export class Dashboard {
  constructor(private readonly bridge: Bridge) {}

  /** Have the dashboard show another of its pages; a pop-up is closed, which it does not do by itself everywhere. */
  async go(place: string): Promise<void> {
    await this.bridge.send('redirect', { to: place });
    void this.bridge.send('popupClose', {});
  }

  /** Have the page that we stand beside look anew; dashboards before 3.23.9 do not. */
  refresh(): void {
    void this.bridge.send('refreshEntity', {});
  }

  /** Remember in the dashboard's address which screen is open, for reload and for a link to a colleague. */
  remember(path: string): void {
    void this.bridge.send('updateRouting', { newRoute: path });
  }

  /** Say how high a widget wants to be; dashboards before 3.23.8 leave it at 200 px. */
  resize(height: number): void {
    void this.bridge.send('widgetResize', { height });
  }
}
