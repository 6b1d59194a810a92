import type { Instant } from '../time/index.js';
import type { SignedIn } from './viewer.js';

export interface Holder {
  readonly viewer: SignedIn;
  readonly endsAt: Instant;
}

/** Tells who stands behind an access token. The identity module provides it. */
export abstract class Authenticator {
  /** Undefined for a token that is bad or over, or whose session has ended. */
  abstract viewerOf(accessToken: string): Promise<SignedIn | undefined>;

  /** The same for what lasts longer than a request: until when the token is good. */
  abstract holderOf(accessToken: string): Promise<Holder | undefined>;

  /** The same viewer with the roles of now; undefined when their session has ended or they may not be here any more. */
  abstract current(viewer: SignedIn): SignedIn | undefined;

  /** Calls back when {@link current} may answer something else. */
  abstract onChange(changed: () => void): void;
}
