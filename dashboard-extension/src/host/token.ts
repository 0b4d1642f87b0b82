/** Seconds by which our clock and the server's may differ, and a request take. */
const SLACK = 5;

/** When a token ends, in seconds since 1970; null when it does not say. Whether it is genuine is the server's. */
export function endOf(token: string): number | null {
  try {
    const part = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const told = (JSON.parse(atob(part)) as { exp?: unknown } | null)?.exp;
    return typeof told === 'number' ? told : null;
  } catch {
    return null;
  }
}

/** Whether a request with this token would come too late. */
export function isOver(token: string, now: number): boolean {
  const end = endOf(token);
  return end !== null && now / 1000 > end - SLACK;
}
