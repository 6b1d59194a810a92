import { createHmac } from 'node:crypto';

import type { Look, Resolvers } from '../look.js';
import type { RowOf } from '../tables.js';
import { micros } from '../format.js';

const newest = (a: RowOf, b: RowOf) =>
  Number(micros(String(b.last_used_at)) - micros(String(a.last_used_at))) || (String(a.id) < String(b.id) ? 1 : -1);

const inOrderOf = (column: string) => (a: RowOf, b: RowOf) =>
  Number(micros(String(a[column])) - micros(String(b[column]))) || (String(a.id) < String(b.id) ? -1 : 1);

const DAY_MICROS = 86_400_000_000n;

/** Time ends what is ready, and what has been in the making for a day. */
function exportStatus({ rules }: Look, { status, expires_at, requested_at }: RowOf): string {
  if (status === 'READY' && rules.passed(expires_at)) return 'EXPIRED';
  const isLate = micros(rules.now) - micros(String(requested_at)) >= DAY_MICROS;
  return status === 'PENDING' && isLate ? 'FAILED' : String(status);
}

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
      const passkey = rules.rows('passkey', 'account_id', id).length > 0 ? ['PASSKEY'] : [];
      return [...password, ...['GOOGLE', 'GITHUB', 'LINKEDIN'].filter((provider) => at.includes(provider)), ...passkey];
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
    latestExport: ({ id }, { rules }) =>
      [...rules.rows('data_export', 'account_id', id)].sort((a, b) =>
        Number(micros(String(b.requested_at)) - micros(String(a.requested_at))),
      )[0],
  },
  DataExport: {
    status: (row, look) => exportStatus(look, row),
    downloadUrl: (row, look) => {
      if (exportStatus(look, row) !== 'READY') return null;
      const { url, exportKey } = look.calendars;
      const token = createHmac('sha256', exportKey).update(String(row.id)).digest('base64url');
      return `${url}/exports/${String(row.id)}?token=${token}`;
    },
  },
  // The sessions of those who look have the ids of their accounts.
  SignInSession: { current: ({ id }, { eyes }) => id === eyes.id },
  SecondFactor: {
    totpEnabledAt: ({ confirmed_at }) => confirmed_at,
    backupCodesLeft: ({ account_id }, { rules }) => rules.rows('backup_code', 'account_id', account_id).length,
  },
};
