import { PROVIDERS } from '../base/config/index.js';
import type { Database } from '../base/database/index.js';

/**
 * The ways to sign in that an account can have, in the order in which they are told. Each is SQL over the account's id, giving
 * the names of those of its kind. Whatever takes one away leaves another ({@link hasAnother}).
 */
const METHODS: readonly ((accountId: string) => string)[] = [
  (accountId) => `SELECT 'PASSWORD' FROM password_credential WHERE account_id = ${accountId}`,
  (accountId) =>
    `(SELECT provider FROM provider_identity WHERE account_id = ${accountId}
      ORDER BY array_position(ARRAY[${PROVIDERS.map((provider) => `'${provider}'`).join(', ')}], provider))`,
  (accountId) => `SELECT 'PASSKEY' WHERE EXISTS (SELECT FROM passkey WHERE account_id = ${accountId})`,
];

/** @param accountId SQL for it */
export function signInMethods(accountId: string): string {
  return `ARRAY(${METHODS.map((method) => method(accountId)).join(' UNION ALL ')})`;
}

/** Whether there is a way beside `method`; asked under a lock on the account, so that two can't each be taken for the other. */
export async function hasAnother(database: Database, accountId: string, method: string): Promise<boolean> {
  await database.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [accountId]);
  const row = await database.queryOne<{ methods: string[] }>(`SELECT ${signInMethods('$1')} AS methods`, [accountId]);
  return row?.methods.some((other) => other !== method) ?? false;
}
