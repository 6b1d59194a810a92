import type { Resolvers } from '../look.js';
import type { RowOf } from '../tables.js';
import { micros } from '../format.js';

const newest = (a: RowOf, b: RowOf) =>
  Number(micros(String(b.last_used_at)) - micros(String(a.last_used_at))) || (String(a.id) < String(b.id) ? 1 : -1);

export const identity: Resolvers = {
  // None is set up where reads are compared.
  Query: { signInProviders: () => [] },
  Viewer: {
    email: (account) => account.email,
    emailVerified: (account) => account.email_verified_at !== null,
    roles: ({ id }, { rules }) => {
      const granted = rules.rows('role_grant', 'account_id', id).map(({ role }) => role);
      return ['LEARNER', ...['MENTOR', 'MODERATOR', 'ADMIN'].filter((role) => granted.includes(role))];
    },
    signInMethods: ({ id }, { rules }) => {
      const at = rules.rows('provider_identity', 'account_id', id).map(({ provider }) => provider);
      const password = rules.rows('password_credential', 'account_id', id).map(() => 'PASSWORD');
      return [...password, ...['GOOGLE', 'GITHUB', 'LINKEDIN'].filter((provider) => at.includes(provider))];
    },
    sessions: (_, { eyes, rules }) =>
      [...rules.all('sign_in_session')].filter((row) => rules.session(eyes, row)).sort(newest),
  },
  // The sessions of those who look have the ids of their accounts.
  SignInSession: { current: ({ id }, { eyes }) => id === eyes.id },
};
