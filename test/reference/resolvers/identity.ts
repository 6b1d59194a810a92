import type { Resolvers } from '../look.js';
import type { RowOf } from '../tables.js';
import { micros } from '../format.js';

const newest = (a: RowOf, b: RowOf) =>
  Number(micros(String(b.last_used_at)) - micros(String(a.last_used_at))) || (String(a.id) < String(b.id) ? 1 : -1);

const inOrderOf = (column: string) => (a: RowOf, b: RowOf) =>
  Number(micros(String(a[column])) - micros(String(b[column]))) || (String(a.id) < String(b.id) ? -1 : 1);

export const identity: Resolvers = {
  Viewer: {
    email: (account) => account.email,
    emailVerified: (account) => account.email_verified_at !== null,
    roles: ({ id }, { rules }) => {
      const granted = rules.rows('role_grant', 'account_id', id).map(({ role }) => role);
      return ['LEARNER', ...['MENTOR', 'MODERATOR', 'ADMIN'].filter((role) => granted.includes(role))];
    },
    sessions: (_, { eyes, rules }) =>
      [...rules.all('sign_in_session')].filter((row) => rules.session(eyes, row)).sort(newest),
    secondFactor: ({ id }, { rules }) => {
      const totp = rules.one('totp', 'account_id', id);
      return totp && totp.confirmed_at !== null ? totp : null;
    },
    passkeys: ({ id }, { rules }) => [...rules.rows('passkey', 'account_id', id)].sort(inOrderOf('created_at')),
    apiKeys: (_, { eyes, rules }) =>
      rules
        .all('api_key')
        .filter((row) => rules.apiKey(eyes, row))
        .sort(inOrderOf('created_at'))
        .reverse(),
  },
  // The sessions of those who look have the ids of their accounts.
  SignInSession: { current: ({ id }, { eyes }) => id === eyes.id },
  SecondFactor: {
    totpEnabledAt: ({ confirmed_at }) => confirmed_at,
    backupCodesLeft: ({ account_id }, { rules }) => rules.rows('backup_code', 'account_id', account_id).length,
  },
};
