import type { Page } from './paging';

/** The address of a page of a list. */
export function addressOf(path: string, page: Page): string {
  const query = new URLSearchParams(page).toString();
  return query ? `${path}?${query}` : path;
}
