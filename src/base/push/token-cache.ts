import { type Clock, type Instant, isBefore } from '../time/index.js';

/** Keeps what proves who we are until it is about to end; whoever asks meanwhile waits for the same one. */
export class TokenCache {
  #current: { readonly token: Promise<string>; readonly since: Instant } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly keepMinutes: number,
    private readonly make: (now: Instant) => Promise<string>,
  ) {}

  get(): Promise<string> {
    const now = this.clock.now();
    const current = this.#current;
    if (current && !isBefore(now, current.since) && isBefore(now, current.since.add({ minutes: this.keepMinutes })))
      return current.token;
    const token = this.make(now);
    this.#current = { token, since: now };
    token.catch(() => this.forget(token));
    return token;
  }

  /** The next one who asks gets another. */
  forget(token?: Promise<string>): void {
    if (!token || this.#current?.token === token) this.#current = undefined;
  }
}

export const secondsOf = (instant: Instant): number => Math.floor(instant.epochMilliseconds / 1_000);
