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
  /** The only skill area that a moderator acts in; absent: all. Admins act in all, whatever it says. */
  readonly moderatedArea?: number | undefined;
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

/** Who reads as moderators do. What they may do is up to {@link moderates}. */
export function isModerator({ roles }: Viewer): boolean {
  return roles.has('MODERATOR') || roles.has('ADMIN');
}

/** Whether a moderator may act on what belongs to these skill areas; on what belongs to none, only those of all areas may. */
export function moderates(viewer: Viewer, areas: readonly number[]): boolean {
  if (!isModerator(viewer)) return false;
  return moderatesAll(viewer) || areas.some((area) => area === viewer.moderatedArea);
}

/** Admins, and moderators who aren't kept to one area. */
export function moderatesAll(viewer: Viewer): boolean {
  return viewer.roles.has('ADMIN') || (viewer.roles.has('MODERATOR') && viewer.moderatedArea === undefined);
}
