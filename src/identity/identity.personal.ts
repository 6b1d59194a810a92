import type { PersonalDeclaration } from '../base/personal-data/index.js';

const OF_THEIR_SESSIONS = 'session_id IN (SELECT s.id FROM sign_in_session s WHERE s.account_id = $1)';

export const identityPersonal: PersonalDeclaration = {
  module: 'account',
  tables: {
    account: {
      of: 'id = $1',
      personal: ['email', 'email_verified_at', 'time_zone'],
      notPersonal: { status: 'a word of ours' },
      exported: 'id, email, email_verified_at, status, time_zone, created_at',
      // The row stays: what others read, and interviews that others had, hang on its id, which tells nothing any more.
      onDeletion: [{ set: { email: 'NULL', email_verified_at: 'NULL', time_zone: "'UTC'", status: "'DELETED'" } }],
      last: true,
    },
    password_credential: {
      of: 'account_id = $1',
      personal: ['account_id', 'hash'],
      exported: 'updated_at',
      notExported: {
        account_id: 'the same in each row',
        hash: 'a secret of ours; it tells nobody anything but whether a guess is right',
      },
      onDeletion: [{ delete: 'rows' }],
    },
    role_grant: {
      of: 'account_id = $1',
      personal: ['account_id', 'role'],
      exported: 'role, granted_at, area_number',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    sign_in_session: {
      of: 'account_id = $1',
      personal: ['account_id', 'user_agent'],
      exported: 'id, user_agent, created_at, last_used_at, expires_at, ended_at',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    refresh_token: {
      of: OF_THEIR_SESSIONS,
      personal: ['hash'],
      exported: { not: 'hashes of secrets' },
      onDeletion: [{ delete: 'rows' }],
    },
    access_change: {
      of: 'account_id = $1',
      personal: ['account_id'],
      exported: { not: 'a note to other processes, kept for an hour' },
      onDeletion: [],
      stays: { account_id: 'other processes still have to hear that the account is gone' },
    },
    email_change: {
      of: 'account_id = $1',
      personal: ['account_id', 'address'],
      exported: 'address, old_confirmed_at, new_confirmed_at, expires_at',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    email_link: {
      of: 'account_id = $1',
      personal: ['account_id', 'hash', 'address'],
      notPersonal: { purpose: 'a word of ours' },
      exported: { not: 'links that were mailed, kept for a day at most' },
      onDeletion: [{ delete: 'rows' }],
    },
    provider_identity: {
      of: 'account_id = $1',
      personal: ['account_id', 'subject'],
      notPersonal: { provider: 'a word of ours' },
      exported: 'provider, subject, linked_at',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    sign_in_challenge: {
      of: 'account_id = $1',
      personal: ['account_id', 'hash'],
      notPersonal: { purpose: 'a word of ours' },
      exported: { not: 'questions at a sign-in, kept for an hour at most' },
      onDeletion: [{ delete: 'rows' }],
    },
    backup_code: {
      of: 'account_id = $1',
      personal: ['account_id', 'hash'],
      exported: { not: 'hashes of secrets' },
      onDeletion: [{ delete: 'rows' }],
    },
    totp: {
      of: 'account_id = $1',
      personal: ['account_id', 'sealed_secret'],
      exported: 'started_at, confirmed_at',
      notExported: { account_id: 'the same in each row', sealed_secret: 'a secret, which only an app should have' },
      onDeletion: [{ delete: 'rows' }],
    },
    passkey: {
      of: 'account_id = $1',
      personal: ['account_id', 'credential_id', 'public_key', 'transports', 'name'],
      exported: 'id, transports, name, created_at, last_used_at',
      notExported: { account_id: 'the same in each row', 'credential_id, public_key': 'of use to nobody but us' },
      onDeletion: [{ delete: 'rows' }],
    },
    api_key: {
      of: 'account_id = $1',
      personal: ['account_id', 'hash', 'prefix', 'name'],
      notPersonal: { scopes: 'words of ours' },
      exported: 'id, prefix, name, scopes, created_at, last_used_at, expires_at, revoked_at',
      notExported: { account_id: 'the same in each row', hash: 'a hash of a secret' },
      onDeletion: [{ delete: 'rows' }],
    },
    provider_flow: { nobody: 'a sign-in that has not told yet who it is, kept for ten minutes' },
    provider_code: { nobody: 'a sign-in that no account has taken up, kept for two minutes' },
    data_export: {
      of: 'account_id = $1',
      personal: ['account_id'],
      notPersonal: { status: 'a word of ours' },
      exported: 'id, requested_at, ready_at, expires_at, bytes',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    data_export_chunk: {
      of: 'export_id IN (SELECT e.id FROM data_export e WHERE e.account_id = $1)',
      personal: ['content'],
      exported: { not: 'it is an export' },
      onDeletion: [{ delete: 'rows' }],
    },
  },
};
