/** What of the browser tells where we are, and takes us elsewhere. */
export interface Surroundings {
  history: Pick<History, 'state' | 'pushState' | 'replaceState' | 'go'>;
  location: Pick<Location, 'pathname' | 'search' | 'href'>;
  addEventListener: (name: 'popstate', listener: () => void) => void;
  removeEventListener: (name: 'popstate', listener: () => void) => void;
}

interface Options {
  replace?: boolean;
}

/** What waits for somebody to say whether what was typed may be lost. */
export interface Question {
  /** It is answered: nothing is asked any more. */
  close: () => void;
  /** What was to be done, when it may be lost. */
  discard: () => void;
}

/**
 * Where in the app we are. Nobody is led to another screen while something is unsaved before having been asked;
 * another page of a list on the same screen loses nothing. The browser's buttons cannot be stopped: where they led
 * is left again until the answer is there, and meanwhile the screen stays as it is.
 */
export class GuardedPlace {
  private shown: { path: string; search: string };
  /** How many entries of the history lie before ours. */
  private at: number;
  /** The entry that somebody has been asked about, and goes to. */
  private allowed: number | null = null;
  private asked: Question | null = null;
  private readonly unsaved = new Set<object>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly around: Surroundings) {
    this.shown = this.now();
    this.at = this.entry() ?? 0;
    this.mark(this.at);
  }

  /** Follow the browser's buttons; what is returned stops that. */
  start(): () => void {
    const follow = () => this.follow();
    this.around.addEventListener('popstate', follow);
    return () => this.around.removeEventListener('popstate', follow);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly path = (): string => this.shown.path;
  readonly search = (): string => this.shown.search;
  readonly question = (): Question | null => this.asked;

  /** Something is unsaved until what is returned is called. */
  hold(): () => void {
    const what = {};
    this.unsaved.add(what);
    return () => this.unsaved.delete(what);
  }

  /**
   * Go to an address. What stands in the place of the last address (`replace`) is the app's own doing, after
   * something was saved: then nobody is asked.
   */
  readonly navigate = (to: string, { replace = false }: Options = {}): void => {
    const move = () => {
      this.at += replace ? 0 : 1;
      this.around.history[replace ? 'replaceState' : 'pushState']({ at: this.at }, '', to);
      this.arrive();
    };
    if (replace || new URL(to, this.around.location.href).pathname === this.shown.path) move();
    else this.leave(move);
  };

  /** Do what leads away from here; where something is unsaved, only when somebody says so. */
  leave(run: () => void): void {
    if (this.unsaved.size > 0) this.ask(run);
    else run();
  }

  /** Do something once somebody has said that what was typed may be lost. */
  ask(run: () => void): void {
    const close = () => {
      this.asked = null;
      this.tell();
    };
    this.asked = { close, discard: run };
    this.tell();
  }

  private follow(): void {
    const entry = this.entry();
    const { path } = this.now();
    if (entry === null) {
      // A link to a part of the page: an entry that nobody has marked.
      this.at += 1;
      this.mark(this.at);
      this.arrive();
    } else if (this.unsaved.size > 0 && path !== this.shown.path && entry !== this.allowed) {
      const steps = entry - this.at;
      this.around.history.go(-steps);
      this.ask(() => {
        this.allowed = entry;
        this.around.history.go(steps);
      });
    } else {
      this.allowed = null;
      this.at = entry;
      this.arrive();
    }
  }

  private arrive(): void {
    this.shown = this.now();
    this.tell();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private now() {
    return { path: this.around.location.pathname, search: this.around.location.search };
  }

  private entry(): number | null {
    const state: unknown = this.around.history.state;
    const at = (state as { at?: unknown } | null)?.at;
    return typeof at === 'number' ? at : null;
  }

  private mark(at: number): void {
    this.around.history.replaceState({ at }, '');
  }
}
