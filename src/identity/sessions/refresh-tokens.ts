import { createHash, createHmac, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Config } from '../../base/config/index.js';
import { Database } from '../../base/database/index.js';
import { Clock, type Instant } from '../../base/time/index.js';

const IDLE_DAYS = 14;
/** A phone that lost the answer asks again with the same token; whoever copied it would have to be as quick. */
const GRACE_SECONDS = 20;

interface Kept {
  readonly session_id: string;
  readonly usable: boolean;
  readonly spent_lately: boolean;
}

/**
 * Refresh tokens: 256 random bits at first, then each the HMAC of the one before it, so that asking twice gives the same
 * successor although nothing but hashes is stored. Whoever holds a token can't compute the next without the server's key.
 */
@Injectable()
export class RefreshTokens {
  readonly #key: Buffer;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.#key = config.deriveKey('refresh-token');
  }

  /** The first of a session. */
  async issue(sessionId: string, sessionEndsAt: Instant): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.#store(token, sessionId, sessionEndsAt);
    return token;
  }

  /**
   * Spends a token, under a lock on it. `reused` names the session of one that had been spent before: somebody has copied it.
   * Call it in a transaction.
   */
  async spend(token: string): Promise<{ readonly sessionId: string } | { readonly reused: string } | undefined> {
    const now = this.clock.now();
    const kept = await this.database.queryOne<Kept>(
      `SELECT session_id, spent_at IS NULL AND expires_at > $2 AS usable, coalesce(spent_at > $3, false) AS spent_lately
       FROM refresh_token WHERE hash = $1 FOR UPDATE`,
      [hashOf(token), now, now.subtract({ seconds: GRACE_SECONDS })],
    );
    if (!kept) return undefined;
    const { session_id: sessionId, usable, spent_lately: spentLately } = kept;
    if (usable)
      await this.database.query('UPDATE refresh_token SET spent_at = $2 WHERE hash = $1', [hashOf(token), now]);
    else if (!spentLately || !(await this.#isUnused(this.#successorOf(token)))) return { reused: sessionId };
    return { sessionId };
  }

  /** The one after a token that was spent; the same however often it is asked for. */
  async successor(token: string, sessionId: string, sessionEndsAt: Instant): Promise<string> {
    const next = this.#successorOf(token);
    await this.#store(next, sessionId, sessionEndsAt);
    return next;
  }

  /** The session that a token belongs to, whether or not it can be used any more. */
  async sessionOf(token: string): Promise<string | undefined> {
    const sql = 'SELECT session_id FROM refresh_token WHERE hash = $1';
    return (await this.database.queryOne<{ session_id: string }>(sql, [hashOf(token)]))?.session_id;
  }

  /** Asked after the lock was got: what waited for it was not to be seen before. */
  async #isUnused(token: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM refresh_token WHERE hash = $1 AND spent_at IS NULL AND expires_at > $2';
    return (await this.database.query(sql, [hashOf(token), this.clock.now()])).length > 0;
  }

  #successorOf(token: string): string {
    return createHmac('sha256', this.#key).update(token).digest('base64url');
  }

  async #store(token: string, sessionId: string, sessionEndsAt: Instant): Promise<void> {
    const now = this.clock.now();
    const idleEnd = now.add({ hours: 24 * IDLE_DAYS });
    const expiresAt = idleEnd.epochMilliseconds < sessionEndsAt.epochMilliseconds ? idleEnd : sessionEndsAt;
    await this.database.query(
      `INSERT INTO refresh_token (hash, session_id, issued_at, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [hashOf(token), sessionId, now, expiresAt],
    );
  }
}

/** 256 random bits need no salt and no slow hash. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
