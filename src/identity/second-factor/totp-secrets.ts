import { Injectable } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';

import { Config } from '../../base/config/index.js';
import { Database } from '../../base/database/index.js';
import { Purges } from '../../base/jobs/index.js';
import { addMinutes, Clock } from '../../base/time/index.js';
import { open, seal } from './sealed.js';

const ISSUER = 'Sevenfold';
const STEP_SECONDS = 30;
/** One step back and one ahead (RFC 6238, 5.2): clocks differ, and people type slowly. */
const TOLERANCE_SECONDS = STEP_SECONDS;
/** How long a secret that nobody has confirmed yet can be. */
const CONFIRM_MINUTES = 10;

interface Kept {
  readonly sealed_secret: Buffer;
  readonly last_step: string | null;
}

/** The secrets of authenticator apps (RFC 6238: six digits, SHA-1, 30 seconds, as all such apps can). */
@Injectable()
export class TotpSecrets {
  readonly #key: Buffer;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    purges: Purges,
  ) {
    this.#key = config.deriveKey('totp');
    purges.add({
      table: 'totp',
      rows: 'not confirmed',
      keep: { days: 1 },
      since: 'started_at',
      only: 'confirmed_at IS NULL',
    });
  }

  /** Takes the place of one that was not confirmed. Undefined when one is in use already. */
  async start(accountId: string, email: string): Promise<{ secret: string; uri: string } | undefined> {
    const secret = generateSecret();
    const started = await this.database.queryOne(
      `INSERT INTO totp AS t (account_id, sealed_secret, started_at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, started_at = excluded.started_at
       WHERE t.confirmed_at IS NULL RETURNING 1`,
      [accountId, seal(secret, this.#key, accountId), this.clock.now()],
    );
    return started ? { secret, uri: generateURI({ issuer: ISSUER, label: email, secret }) } : undefined;
  }

  /** Takes a secret into use with a code made from it. Call it in a transaction. */
  async confirm(accountId: string, code: string): Promise<boolean> {
    const now = this.clock.now();
    const kept = await this.database.queryOne<Kept>(
      `SELECT sealed_secret, last_step FROM totp WHERE account_id = $1 AND confirmed_at IS NULL AND started_at > $2 FOR UPDATE`,
      [accountId, addMinutes(now, -CONFIRM_MINUTES)],
    );
    if (!kept || !(await this.#use(accountId, kept, code))) return false;
    await this.database.query('UPDATE totp SET confirmed_at = $2 WHERE account_id = $1', [accountId, now]);
    return true;
  }

  /** Uses a code; the same one, and one older than it, is wrong from then on. Call it in a transaction. */
  async spend(accountId: string, code: string): Promise<boolean> {
    const kept = await this.database.queryOne<Kept>(
      'SELECT sealed_secret, last_step FROM totp WHERE account_id = $1 AND confirmed_at IS NOT NULL FOR UPDATE',
      [accountId],
    );
    return kept !== undefined && this.#use(accountId, kept, code);
  }

  async isOn(accountId: string): Promise<boolean> {
    const sql = 'SELECT FROM totp WHERE account_id = $1 AND confirmed_at IS NOT NULL';
    return (await this.database.query(sql, [accountId])).length === 1;
  }

  /** With its backup codes. False when none was in use. */
  async remove(accountId: string): Promise<boolean> {
    const removed = await this.database.queryOne<{ on: boolean }>(
      'DELETE FROM totp WHERE account_id = $1 RETURNING confirmed_at IS NOT NULL AS on',
      [accountId],
    );
    return removed?.on === true;
  }

  async #use(accountId: string, { sealed_secret: sealed, last_step: last }: Kept, typed: string): Promise<boolean> {
    const token = typed.replace(/\s/g, '');
    if (!/^\d{6}$/.test(token)) return false;
    const verified = verifySync({
      secret: open(sealed, this.#key, accountId),
      token,
      epoch: Math.floor(this.clock.now().epochMilliseconds / 1_000),
      period: STEP_SECONDS,
      epochTolerance: TOLERANCE_SECONDS,
      ...(last !== null && { afterTimeStep: Number(last) }),
    });
    if (!verified.valid || !('timeStep' in verified)) return false;
    await this.database.query('UPDATE totp SET last_step = $2 WHERE account_id = $1', [accountId, verified.timeStep]);
    return true;
  }
}
