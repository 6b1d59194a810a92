import type pg from 'pg';

import { Random } from '../random.js';
import { insert, instant } from './insert.js';

const bytes = (random: Random) => `\\x${random.uuid().replaceAll('-', '')}`;

/** Authenticator apps with their backup codes, passkeys, and keys of scripts; random numbers of their own. */
export async function makeFactors(sql: pg.Pool, all: readonly string[]): Promise<void> {
  const random = new Random(29);
  const withApp = random.some(all, 0.6);
  await insert(
    sql,
    'totp',
    withApp.map((account_id) => ({
      account_id,
      sealed_secret: bytes(random),
      started_at: instant(random, -30, -20),
      confirmed_at: random.chance(0.7) ? instant(random, -20, -10) : null,
    })),
  );
  await insert(
    sql,
    'backup_code',
    withApp.flatMap((account_id) =>
      Array.from({ length: random.int(0, 10) }, () => ({ account_id, hash: bytes(random) })),
    ),
  );
  const some = () => all.flatMap((account_id) => Array.from({ length: random.int(0, 4) }, () => account_id));
  await insert(
    sql,
    'passkey',
    some().map((account_id) => ({
      id: random.uuid(),
      account_id,
      credential_id: bytes(random),
      public_key: bytes(random),
      counter: random.int(0, 9),
      transports: random.some(['internal', 'usb'], 0.5),
      name: random.pick(['Phone', 'A "key"', 'Schlüssel']),
      created_at: instant(random, -30, -10),
      last_used_at: random.chance(0.5) ? instant(random, -9, 0) : null,
    })),
  );
  await insert(
    sql,
    'api_key',
    some().map((account_id) => ({
      id: random.uuid(),
      account_id,
      hash: bytes(random),
      prefix: 'sfk_abcd',
      name: random.pick(['Publisher', 'A "script"']),
      scopes: random.pick([['read'], ['posts:write'], ['read', 'posts:write']]),
      created_at: instant(random, -30, -10),
      last_used_at: random.chance(0.5) ? instant(random, -9, 0) : null,
      expires_at: random.chance(0.8) ? instant(random, 1, 20) : instant(random, -3, 0),
      revoked_at: random.chance(0.8) ? null : instant(random, -3, 0),
    })),
  );
}
