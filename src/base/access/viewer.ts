/** Granted beside LEARNER, which every account has. */
export type Role = 'LEARNER' | 'MENTOR' | 'MODERATOR' | 'ADMIN';

/** Who is asking. Comes from the access token alone, never from arguments. */
export interface Viewer {
  readonly accountId: string | null;
  readonly sessionId: string | null;
  readonly roles: ReadonlySet<Role>;
  readonly emailVerified: boolean;
}

/** A viewer with an account. */
export interface SignedIn extends Viewer {
  readonly accountId: string;
  readonly sessionId: string;
}

export const ANONYMOUS: Viewer = { accountId: null, sessionId: null, roles: new Set(), emailVerified: false };

export function isSignedIn(viewer: Viewer): viewer is SignedIn {
  return viewer.accountId !== null;
}

export function isModerator({ roles }: Viewer): boolean {
  return roles.has('MODERATOR') || roles.has('ADMIN');
}
