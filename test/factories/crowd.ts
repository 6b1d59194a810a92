import type pg from 'pg';

import type { AccessTokens } from '../../src/identity/access/access-tokens.js';
import { Client } from '../harness/client.js';

/** Accounts at once, by SQL: two hundred sign-ups would take longer than what they are for. All are verified. */
export async function aCrowd(sql: pg.Pool, count: number, role: 'LEARNER' | 'MENTOR' = 'LEARNER'): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO account (id, email, email_verified_at, time_zone, created_at)
     SELECT id, id || '@example.org', now(), 'UTC', now() FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1)) AS made RETURNING id`,
    [count],
  );
  const ids = rows.map(({ id }) => id);
  await sql.query(
    `INSERT INTO profile (account_id, handle, name) SELECT id, 'p' || left(replace(id::text, '-', ''), 20), 'Test Person' FROM unnest($1::uuid[]) AS id`,
    [ids],
  );
  if (role === 'MENTOR') {
    await sql.query('INSERT INTO mentor (account_id, since) SELECT id, now() FROM unnest($1::uuid[]) AS id', [ids]);
    await sql.query(`INSERT INTO role_grant SELECT id, 'MENTOR', now() FROM unnest($1::uuid[]) AS id`, [ids]);
    await sql.query(
      `INSERT INTO mentor_expertise (mentor_id, topic_id, level) SELECT id, (SELECT id FROM topic WHERE slug = 'self-attention'), 4 FROM unnest($1::uuid[]) AS id`,
      [ids],
    );
  }
  return ids;
}

const TOKEN_GOOD_FOR_MS = 5 * 60_000;

/** Speaks for anybody, with the tokens that signing in would give them. */
export class Voices {
  readonly #tokens = new Map<string, { readonly token: string; readonly until: number }>();

  /** @param tokens those of the service, or some with its key */
  constructor(
    private readonly tokens: AccessTokens,
    private readonly mentors: ReadonlySet<string> = new Set(),
  ) {}

  async of(accountId: string, url: string): Promise<Client> {
    const known = this.#tokens.get(accountId);
    if (known && known.until > performance.now()) return new Client(url, known.token);
    const roles = new Set(this.mentors.has(accountId) ? (['LEARNER', 'MENTOR'] as const) : (['LEARNER'] as const));
    const { token } = await this.tokens.issue({ accountId, sessionId: accountId, roles, emailVerified: true });
    this.#tokens.set(accountId, { token, until: performance.now() + TOKEN_GOOD_FOR_MS });
    return new Client(url, token);
  }
}
