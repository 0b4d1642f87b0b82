import { readPage, type Page } from '../../routing/paging';

/** Which page of one of several lists on a screen the address says, such as `members-after=…`. */
export function pageIn(address: string, card: string): Page {
  const told = new URLSearchParams(address);
  const own = new URLSearchParams();
  for (const key of ['after', 'before']) own.set(key, told.get(`${card}-${key}`) ?? '');
  return readPage(own);
}

/** The address with another page of one list; the pages of the others stay. */
export function withPage(address: string, card: string, page: Page): string {
  const told = new URLSearchParams(address);
  for (const key of ['after', 'before']) told.delete(`${card}-${key}`);
  for (const [key, value] of Object.entries(page)) told.set(`${card}-${key}`, value);
  return told.toString();
}
