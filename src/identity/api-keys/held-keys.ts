import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

import type { Holder, Role } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { Purges } from '../../base/jobs/index.js';
import { addMinutes, Clock, Temporal } from '../../base/time/index.js';

/** Long before it could forget that the key has ended: see KEEP_MS of AccessState. */
const FRESH_MS = 60_000;

interface Kept {
  readonly id: string;
  readonly account_id: string;
  readonly scopes: string[];
  readonly expires_at: string;
  readonly verified: boolean;
  readonly mentor: boolean;
}

interface Held {
  readonly holder: Holder;
  readonly untilMs: number;
}

/**
 * Who stands behind an API key. Looked up once a minute; that it was revoked meanwhile, or what else has changed, AccessState
 * knows.
 */
@Injectable()
export class HeldKeys {
  readonly #held = new LRUCache<string, Held>({ max: 10_000 });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    purges: Purges,
  ) {
    purges.add({
      table: 'api_key',
      rows: 'revoked or expired',
      keep: { days: 45 },
      since: 'least(revoked_at, expires_at)',
    });
  }

  /** Undefined for one that isn't ours, was revoked, or is over. */
  async read(key: string): Promise<Holder | undefined> {
    const hash = hashOfKey(key);
    const name = hash.toString('base64');
    const nowMs = this.clock.now().epochMilliseconds;
    let held = this.#held.get(name);
    if (!held || held.untilMs <= nowMs) {
      const holder = await this.#find(hash);
      held = holder && { holder, untilMs: nowMs + FRESH_MS };
      if (held) this.#held.set(name, held);
      else this.#held.delete(name);
    }
    return held && held.holder.endsAt.epochMilliseconds > nowMs ? held.holder : undefined;
  }

  async #find(hash: Buffer): Promise<Holder | undefined> {
    const now = this.clock.now();
    const kept = await this.database.queryOne<Kept>(
      `SELECT k.id, k.account_id, k.scopes, to_json(k.expires_at) #>> '{}' AS expires_at, a.email_verified_at IS NOT NULL AS verified,
         EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = 'MENTOR') AS mentor
       FROM api_key k JOIN account a ON a.id = k.account_id
       WHERE k.hash = $1 AND k.revoked_at IS NULL AND k.expires_at > $2 AND a.status = 'ACTIVE'`,
      [hash, now],
    );
    if (!kept) return undefined;
    await this.database.query(
      'UPDATE api_key SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)',
      [kept.id, now, addMinutes(now, -1)],
    );
    return {
      viewer: {
        accountId: kept.account_id,
        sessionId: null,
        keyId: kept.id,
        roles: new Set<Role>(kept.mentor ? ['LEARNER', 'MENTOR'] : ['LEARNER']),
        emailVerified: kept.verified,
        scopes: new Set(kept.scopes),
      },
      endsAt: Temporal.Instant.from(kept.expires_at),
    };
  }
}

/** 256 random bits need no salt and no slow hash. */
export function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
