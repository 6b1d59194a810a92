import type { Instant } from '../time/index.js';

export type Denial = 'SIGN_IN' | 'NOT_YOURS' | 'OWN' | 'WRONG_STATE' | 'TOO_EARLY' | 'TOO_LATE' | 'LIMIT_REACHED';

/** What a policy says; the GraphQL type `Permission`. */
export interface PermissionAnswer {
  readonly allowed: boolean;
  readonly reason: Denial | null;
  /** When the answer turns, where time decides. */
  readonly until: Instant | null;
}

export const allowed: PermissionAnswer = { allowed: true, reason: null, until: null };

export function allowedUntil(until: Instant): PermissionAnswer {
  return { allowed: true, reason: null, until };
}

export function denied(reason: Denial, until: Instant | null = null): PermissionAnswer {
  return { allowed: false, reason, until };
}
