/** Answers to "may I?", as the contract's type `Permission` has them. */
export interface Permission {
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly until: string | null;
}

export const allowed = (until: string | null = null): Permission => ({ allowed: true, reason: null, until });
export const denied = (reason: string, until: string | null = null): Permission => ({ allowed: false, reason, until });
