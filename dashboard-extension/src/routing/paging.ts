export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

/** Which page of a list, as the address says it. */
export type Page = { after?: string } | { before?: string };

export const nextPage = (info: PageInfo): Page => (info.endCursor ? { after: info.endCursor } : {});
export const previousPage = (info: PageInfo): Page => (info.startCursor ? { before: info.startCursor } : {});

/** Read the page out of the address. */
export function readPage(address: URLSearchParams): Page {
  const before = address.get('before');
  const after = address.get('after');
  return before ? { before } : after ? { after } : {};
}

/** What GraphQL has to be asked for: going back, the rows right before the first one. */
export function pageVariables(page: Page, size: number) {
  return 'before' in page && page.before
    ? { last: size, before: page.before }
    : { first: size, after: 'after' in page ? page.after : undefined };
}
