import { eventKind } from '../base/events/index.js';

/** An account was made; modules above give it what each account has. */
export const AccountCreated = eventKind<{ readonly name: string }>('AccountCreated');
