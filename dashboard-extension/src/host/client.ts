import { cacheExchange, Client, fetchExchange } from 'urql';
import type { Session } from './session';

/**
 * The client of the host's GraphQL. What is shown is always asked for anew behind what is remembered; a
 * client that is not to `remember` is for what is large and asked for once.
 */
export function makeClient(endpoint: string, session: Session, remember = true): Client {
  return new Client({
    url: endpoint,
    exchanges: remember ? [cacheExchange, fetchExchange] : [fetchExchange],
    requestPolicy: remember ? 'cache-and-network' : 'network-only',
    preferGetMethod: false,
    // The headers are asked for at each request: a token may have come since.
    fetch: async (input, init) => {
      const headers = { ...(init?.headers as Record<string, string>), ...(await session.headers()) };
      const response = await fetch(input, { ...init, credentials: 'same-origin', headers });
      if (await isSignedOut(response)) session.expire();
      return response;
    },
  });
}

async function isSignedOut(response: Response): Promise<boolean> {
  if (response.status === 401) return true;
  const text = await response.clone().text();
  // A session that was begun anew in another tab has another CSRF token; the answer says so in words only.
  if (response.status === 403) return text.includes('CSRF');
  // Saleor says of a token that is over what its library calls it, in an answer that looks like any other.
  return /"code":\s*"(ExpiredSignature|InvalidSignature|InvalidToken|Decode)Error"/.test(text);
}
