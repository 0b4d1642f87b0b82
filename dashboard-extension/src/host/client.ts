import { cacheExchange, Client, fetchExchange } from 'urql';
import type { Session } from './session';
import type { Settings } from './settings';

/** The client of the host's GraphQL. What is shown is always asked for anew behind what is remembered. */
export function makeClient(settings: Settings, session: Session): Client {
  return new Client({
    url: settings.endpoint,
    exchanges: [cacheExchange, fetchExchange],
    requestPolicy: 'cache-and-network',
    preferGetMethod: false,
    // The headers are asked for at each request: a token may have come since.
    fetch: async (input, init) => {
      const response = await fetch(input, {
        ...init,
        credentials: 'same-origin',
        headers: { ...(init?.headers as Record<string, string>), ...session.headers() },
      });
      if (await isSignedOut(response)) session.expire();
      return response;
    },
  });
}

async function isSignedOut(response: Response): Promise<boolean> {
  if (response.status === 401) return true;
  // A session that was begun anew in another tab has another CSRF token; the answer says so in words only.
  return response.status === 403 && (await response.clone().text()).includes('CSRF');
}
