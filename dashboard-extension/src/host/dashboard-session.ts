import type { Bridge } from './bridge';
import { Session } from './session';
import { isOver } from './token';

/** How long a request waits for the dashboard to send a token in the place of one that is over. */
const NEW_TOKEN_WITHIN = 8_000;

/**
 * The member of staff in whose dashboard we are. Its token is read at each request, since the dashboard sends a new
 * one every five minutes; a pop-up, and a widget before 3.23, get none, and their session ends with the first.
 */
export class DashboardSession extends Session {
  private token = '';

  constructor(
    private readonly bridge: Bridge,
    private readonly renewed: boolean,
    private readonly time = { now: Date.now, patience: NEW_TOKEN_WITHIN },
  ) {
    super();
    this.token = bridge.state.token;
    bridge.subscribe(() => {
      if (bridge.state.token === this.token) return;
      this.token = bridge.state.token;
      this.set(false);
    });
  }

  async headers(): Promise<Record<string, string>> {
    if (this.renewed && isOver(this.token, this.time.now())) await this.newToken();
    return { 'Authorization-Bearer': this.token };
  }

  /** Wait until there is another token, but not for ever: then the server says that this one is over. */
  private newToken(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, this.time.patience);
      const leave = this.bridge.subscribe(() => {
        if (!isOver(this.token, this.time.now())) done();
      });
      function done() {
        clearTimeout(timer);
        leave();
        resolve();
      }
    });
  }
}
