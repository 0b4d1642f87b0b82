type Listener = () => void;

/** Who is asking: what the screens and the client need to know of it, whatever the host. */
export abstract class Session {
  expired = false;
  private readonly listeners = new Set<Listener>();

  /** What a request has to say to be known; may wait for a new token. */
  abstract headers(): Promise<Record<string, string>>;

  subscribe = (listener: Listener): Listener => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly isExpired = (): boolean => this.expired;

  /** The server no longer knows us. */
  expire(): void {
    this.set(true);
  }

  protected set(expired: boolean): void {
    if (this.expired === expired) return;
    this.expired = expired;
    for (const listener of this.listeners) listener();
  }
}
