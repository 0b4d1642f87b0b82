/** What a frame is to stand beside, as its address says. */
export interface Frame {
  /** A widget stays beside the page; a pop-up is opened above it, and its token is never renewed. */
  kind: 'widget' | 'popup';
  of: 'order' | 'customer';
  /** Of the order or customer, as in Saleor's GraphQL; empty when the dashboard has named none. */
  id: string;
  /** Of our app in Saleor. */
  app: string;
}

/** Tell which frame an address is for; null for the app as a whole. */
export function frameOf(base: string, path: string, search: string): Frame | null {
  const inside = path.startsWith(base) ? path.slice(base.length) : '';
  const found = /^(widget|popup)\/(order|customer)\/?$/.exec(inside);
  if (!found) return null;
  const kind = found[1] as Frame['kind'];
  const of = found[2] as Frame['of'];
  // Some versions write their parameters twice; the first counts.
  const told = new URLSearchParams(search);
  return { kind, of, id: told.get(`${of}Id`) ?? '', app: told.get('id') ?? '' };
}
