import { eventKind } from '../base/events/index.js';

/** An account was made; modules above give it what each account has. */
export const AccountCreated = eventKind<{ readonly name: string }>('AccountCreated', { forgets: ['name'] });

/**
 * An account is being deleted, its rows being still there. Modules above refuse when the handle isn't its own, and end what
 * others count on.
 */
export const AccountDeleted = eventKind<{ readonly handle: string }>('AccountDeleted', { forgets: ['handle'] });
