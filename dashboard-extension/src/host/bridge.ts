/**
 * Talking with Saleor's dashboard, in whose frame we are: its "App Bridge" messages, as far as we use them.
 * Only what comes from the window around us, and from an origin that the server has named, is listened to.
 */

/** What is known of the dashboard so far. */
export interface BridgeState {
  /** `waiting` for the first word; `ready` with a token; `denied`: it gives us none; `alone`: nobody answers. */
  stage: 'waiting' | 'ready' | 'denied' | 'alone';
  token: string;
  theme: 'light' | 'dark' | null;
  locale: string | null;
}

/** The window that we are in, as far as it is needed; tests have one of their own. */
export interface Surroundings {
  parent: { postMessage: (message: unknown, origin: string) => void } | null;
  /** Where the window around us is from, when the browser tells. */
  around: string | null;
  listen: (listener: (event: { source: unknown; origin: string; data: unknown }) => void) => void;
  later: (run: () => void, milliseconds: number) => void;
}

/** How long the dashboard may take to say its first word. */
export const PATIENCE = 15_000;
const ANSWER_WITHIN = 10_000;

export class Bridge {
  state: BridgeState = { stage: 'waiting', token: '', theme: null, locale: null };
  private readonly listeners = new Set<() => void>();
  private readonly open = new Map<string, (done: boolean) => void>();
  private origin: string | null = null;
  private number = 0;

  constructor(
    private readonly around: Surroundings,
    private readonly origins: readonly string[],
  ) {}

  /** Begin to listen, and say that we are here. */
  start(): void {
    const { parent } = this.around;
    if (!parent) {
      this.change({ stage: 'alone' });
      return;
    }
    this.around.listen((event) => {
      if (event.source === parent && this.origins.includes(event.origin)) {
        this.origin = event.origin;
        this.hear(event.data);
      }
    });
    this.around.later(() => {
      if (this.state.stage === 'waiting') this.change({ stage: 'alone' });
    }, PATIENCE);
    void this.send('notifyReady', {});
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly now = (): BridgeState => this.state;

  /**
   * Ask the dashboard to do something; false when it does not, or does not know how. Never an error: what an
   * older dashboard cannot do is left out.
   */
  send(type: string, payload: Record<string, unknown>): Promise<boolean> {
    const actionId = `customer-mgmt-${++this.number}`;
    const answer = new Promise<boolean>((resolve) => {
      this.open.set(actionId, resolve);
      this.around.later(() => this.settle(actionId, false), ANSWER_WITHIN);
    });
    for (const origin of this.addressees())
      this.around.parent?.postMessage({ type, payload: { ...payload, actionId } }, origin);
    return answer;
  }

  /** Whoever has spoken; before that where we know to be, else each that it may be (the browser gives it to one). */
  private addressees(): readonly string[] {
    if (this.origin) return [this.origin];
    const { around } = this.around;
    return around && this.origins.includes(around) ? [around] : this.origins;
  }

  private hear(message: unknown): void {
    if (!isRecord(message) || !isRecord(message['payload'])) return;
    const payload = message['payload'];
    switch (message['type']) {
      case 'handshake':
      case 'tokenRefresh': {
        const token = textOf(payload['token']);
        // A handshake may come again when a token has come meanwhile; one without a token says that there is none.
        if (token || this.state.stage !== 'ready') this.change({ stage: token ? 'ready' : 'denied', token });
        break;
      }
      case 'theme':
        if (payload['theme'] === 'light' || payload['theme'] === 'dark')
          this.change({ theme: payload['theme'] });
        break;
      case 'localeChanged':
        this.change({ locale: textOf(payload['locale']) || null });
        break;
      case 'response':
        this.settle(textOf(payload['actionId']), payload['ok'] === true);
        break;
    }
  }

  private settle(actionId: string, done: boolean): void {
    this.open.get(actionId)?.(done);
    this.open.delete(actionId);
  }

  private change(part: Partial<BridgeState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}

/** The window that this page really is in. */
export function surroundings(): Surroundings {
  const framed = window.parent !== window;
  const ancestor = 'ancestorOrigins' in location ? location.ancestorOrigins[0] : undefined;
  return {
    parent: framed ? window.parent : null,
    around: ancestor ?? originOf(document.referrer),
    listen: (listener) => window.addEventListener('message', listener),
    later: (run, milliseconds) => void setTimeout(run, milliseconds),
  };
}

function originOf(address: string): string | null {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
