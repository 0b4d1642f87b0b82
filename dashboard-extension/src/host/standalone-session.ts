import { Session } from './session';

/**
 * Somebody who has signed in at the standalone host. When the session has ended, the app asks for the password
 * in a dialog above whatever is open (nothing that was typed is lost), and goes on with a token of its own.
 */
export class StandaloneSession extends Session {
  private token = '';

  constructor(private readonly csrf: string) {
    super();
  }

  headers(): Promise<Record<string, string>> {
    const told: Record<string, string> = this.token
      ? { Authorization: `Bearer ${this.token}` }
      : { 'X-CSRFToken': this.csrf };
    return Promise.resolve(told);
  }

  /** Sign in anew; false when there is no such member of staff. */
  async signIn(username: string, password: string): Promise<boolean> {
    const response = await fetch('/sign-in', {
      method: 'POST',
      body: JSON.stringify({ username, password }),
      headers: { 'Content-Type': 'application/json' },
    });
    if (!response.ok) return false;
    this.token = ((await response.json()) as { token: string }).token;
    this.set(false);
    return true;
  }
}
