import type { Instant } from '../time/index.js';

/** Granted beside LEARNER, which every account has. */
export type Role = 'LEARNER' | 'MENTOR' | 'MODERATOR' | 'ADMIN';

/** Who is asking. Comes from the access token alone, never from arguments. */
export interface Viewer {
  readonly accountId: string | null;
  /** Null without an account, and where a script's key stands for it. */
  readonly sessionId: string | null;
  /** Of the script's key, where one stands for the account. */
  readonly keyId?: string;
  readonly roles: ReadonlySet<Role>;
  readonly emailVerified: boolean;
  /** When they last showed that they are who they are; absent where a key stands for them. */
  readonly authenticatedAt?: Instant;
  /** What a script's key may be used for; absent: everything. */
  readonly scopes?: ReadonlySet<string>;
}

/** A viewer with an account. */
export interface SignedIn extends Viewer {
  readonly accountId: string;
}

export const ANONYMOUS: Viewer = { accountId: null, sessionId: null, roles: new Set(), emailVerified: false };

export function isSignedIn(viewer: Viewer): viewer is SignedIn {
  return viewer.accountId !== null;
}

export function isModerator({ roles }: Viewer): boolean {
  return roles.has('MODERATOR') || roles.has('ADMIN');
}
