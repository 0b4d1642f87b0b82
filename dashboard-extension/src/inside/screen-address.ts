const OURS = new Set(['domain', 'saleorApiUrl', 'id', 'theme']);

/** The address of a screen without what the dashboard itself has written into it. */
export function screenAddress(path: string, search: string): string {
  const kept = [...new URLSearchParams(search)].filter(
    ([name]) => !OURS.has(name) && !name.startsWith('featureFlags'),
  );
  const query = new URLSearchParams(kept).toString();
  return query ? `${path}?${query}` : path;
}
