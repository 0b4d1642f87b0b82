/** The same rows with this one taken in or out. */
export function toggled(chosen: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** All rows of the page, or none when all were chosen. */
export function toggledPage(chosen: ReadonlySet<string>, page: readonly string[]): Set<string> {
  return new Set(howMany(chosen, page) === 'all' ? [] : page);
}

export function howMany(chosen: ReadonlySet<string>, page: readonly string[]): 'none' | 'some' | 'all' {
  const here = page.filter((id) => chosen.has(id)).length;
  return here === 0 ? 'none' : here === page.length ? 'all' : 'some';
}

/** What is chosen and shown, in the order in which it is shown: nothing happens to rows that nobody sees. */
export function shown(chosen: ReadonlySet<string>, page: readonly string[]): string[] {
  return page.filter((id) => chosen.has(id));
}
