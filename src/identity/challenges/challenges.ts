import { createHash, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { Refusal } from '../../base/errors/index.js';
import { Purges } from '../../base/jobs/index.js';
import { addMinutes, Clock, type Instant } from '../../base/time/index.js';

export const CHALLENGE_MINUTES = 5;
const MOST_WRONG = 5;

/** What an answer is for; a challenge of one kind is none of another. */
export type Purpose = 'SECOND_FACTOR' | 'PASSKEY_REGISTRATION' | 'PASSKEY_SIGN_IN';

interface Given {
  readonly challenge: string;
  readonly expiresAt: Instant;
}

/** Single-use questions that a client has five minutes to answer. 256 random bits, stored hashed. */
@Injectable()
export class Challenges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    purges: Purges,
  ) {
    purges.add({ table: 'sign_in_challenge', rows: 'all', keep: { hours: 1 }, since: 'expires_at' });
  }

  /** @param accountId null where the answer will tell whose it is */
  async give(purpose: Purpose, accountId: string | null): Promise<Given> {
    const challenge = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const expiresAt = addMinutes(now, CHALLENGE_MINUTES);
    await this.database.query(
      'INSERT INTO sign_in_challenge (hash, purpose, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [hashOf(challenge), purpose, accountId, now, expiresAt],
    );
    return { challenge, expiresAt };
  }

  /** Whose it is, while it may be answered; in a transaction nobody else can answer it meanwhile. */
  async accountOf(purpose: Purpose, challenge: string): Promise<string | undefined> {
    // A password that was changed takes with it what was begun with the old one.
    const found = await this.database.queryOne<{ account_id: string }>(
      `SELECT c.account_id FROM sign_in_challenge c JOIN account a ON a.id = c.account_id
       WHERE c.hash = $1 AND c.purpose = $2 AND c.expires_at > $3 AND a.status = 'ACTIVE'
         AND NOT EXISTS (SELECT FROM password_credential p WHERE p.account_id = a.id AND p.updated_at > c.created_at)
       FOR UPDATE OF c`,
      [hashOf(challenge), purpose, this.clock.now()],
    );
    return found?.account_id;
  }

  /** Uses it up; false when that was done before, or its time is over. */
  async spend(purpose: Purpose, challenge: string, accountId: string | null): Promise<boolean> {
    const spent = await this.database.query(
      `DELETE FROM sign_in_challenge WHERE hash = $1 AND purpose = $2 AND expires_at > $3 AND account_id IS NOT DISTINCT FROM $4
       RETURNING 1`,
      [hashOf(challenge), purpose, this.clock.now(), accountId],
    );
    return spent.length === 1;
  }

  /** Counts a wrong answer, in a transaction that must commit. True when it was the last that is taken. */
  async wrong(challenge: string): Promise<boolean> {
    const counted = await this.database.queryOne<{ wrong_answers: number }>(
      'UPDATE sign_in_challenge SET wrong_answers = wrong_answers + 1 WHERE hash = $1 RETURNING wrong_answers',
      [hashOf(challenge)],
    );
    if (!counted || counted.wrong_answers < MOST_WRONG) return false;
    await this.database.query('DELETE FROM sign_in_challenge WHERE hash = $1', [hashOf(challenge)]);
    return true;
  }
}

/** The same whether it never was, was used, or is over. */
export function challengeOver(): Refusal {
  return new Refusal('CHALLENGE_INVALID', 'This took too long, or was tried before. Begin again.');
}

function hashOf(challenge: string): Buffer {
  return createHash('sha256').update(challenge).digest();
}
