import type { Instant } from '../time/index.js';
import type { SignedIn, Viewer } from './viewer.js';

export interface Holder {
  readonly viewer: SignedIn;
  readonly endsAt: Instant;
}

/** Tells who stands behind an access token. The identity module provides it. */
export abstract class Authenticator {
  /** Undefined for a token that is bad or has ended. */
  abstract viewerOf(accessToken: string): Promise<Viewer | undefined>;

  /** The same for what lasts longer than a request: until when the token is good. */
  abstract holderOf(accessToken: string): Promise<Holder | undefined>;

  /** Those of the sessions that are over, or whose accounts may no longer sign in. */
  abstract endedAmong(sessionIds: readonly string[]): Promise<ReadonlySet<string>>;
}
