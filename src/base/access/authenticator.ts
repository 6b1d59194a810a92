import type { Viewer } from './viewer.js';

/** Tells who stands behind an access token. The identity module provides it. */
export abstract class Authenticator {
  /** Undefined for a token that is bad or has ended. */
  abstract viewerOf(accessToken: string): Promise<Viewer | undefined>;
}
