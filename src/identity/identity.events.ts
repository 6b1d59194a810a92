import type { Role } from '../base/access/index.js';
import { eventKind } from '../base/events/index.js';

/** An account was made; modules above give it what each account has. */
export const AccountCreated = eventKind<{ readonly name: string }>('AccountCreated', { forgets: ['name'] });

/** Recorded for the account that it happened to. */
export const RoleGranted = eventKind<{ readonly role: Role }>('RoleGranted');
export const RoleRevoked = eventKind<{ readonly role: Role }>('RoleRevoked');
export const AccountSuspended = eventKind<Record<string, never>>('AccountSuspended');
export const AccountReinstated = eventKind<Record<string, never>>('AccountReinstated');

/**
 * An account is being deleted, its rows being still there. Modules above refuse when the handle isn't its own, and end what
 * others count on.
 */
export const AccountDeleted = eventKind<{ readonly handle: string }>('AccountDeleted', { forgets: ['handle'] });
