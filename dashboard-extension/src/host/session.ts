import type { Settings } from './settings';

type Listener = () => void;

/**
 * Who is asking. When the server no longer knows us, `expired` is set, the app asks for the password in a
 * dialog above whatever is open (nothing that was typed is lost), and goes on with a token of its own.
 */
export class Session {
  expired = false;
  private token = '';
  private readonly listeners = new Set<Listener>();

  constructor(private readonly settings: Settings) {}

  headers(): Record<string, string> {
    return this.token ? { Authorization: `Bearer ${this.token}` } : { 'X-CSRFToken': this.settings.csrf };
  }

  subscribe = (listener: Listener): Listener => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly isExpired = (): boolean => this.expired;

  expire(): void {
    this.set(true);
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

  private set(expired: boolean): void {
    this.expired = expired;
    for (const listener of this.listeners) listener();
  }
}
