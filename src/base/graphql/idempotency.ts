import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import type { Viewer } from '../access/index.js';
import { Database } from '../database/index.js';
import { Refusal } from '../errors/index.js';
import { Purges } from '../jobs/index.js';
import { Clock } from '../time/index.js';
import { Ref } from '../views/index.js';

/** Key of a result: the viewer that it is read as, where the mutation itself changes who that is (a sign-in). */
export const READ_AS = Symbol('read as');

/** Key of a result that only tells what would be: once it is read, nothing of it stays. */
export const PREVIEW = Symbol('preview');

/** A mutation's result: the success type's name and its fields, stored things as {@link Ref}s. */
export type Result = Record<string, unknown> & {
  readonly __typename: string;
  readonly [READ_AS]?: Viewer;
  readonly [PREVIEW]?: true;
};

interface Kept {
  readonly operation: string;
  readonly input_hash: string;
  readonly result: Record<string, unknown>;
}

/**
 * A mutation sent twice under one key happens once. The key is claimed in the mutation's own transaction: a repeat that
 * comes while the first is under way waits for it at the unique index (as long as the lock timeout), one that comes later
 * finds the result's references and reads them anew. A refusal rolls the claim back, so the key may then succeed.
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    purges: Purges,
  ) {
    purges.add({ table: 'idempotency_record', rows: 'all', keep: { hours: 24 }, since: 'created_at' });
  }

  async once(
    accountId: string,
    key: string,
    operation: string,
    input: object,
    carryOut: () => Promise<Result>,
  ): Promise<Result> {
    const hash = hashOf({ ...input, idempotencyKey: undefined });
    const claimed = await this.database.queryOne(
      `INSERT INTO idempotency_record (account_id, key, operation, input_hash, created_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
      [accountId, key, operation, hash, this.clock.now()],
    );
    if (!claimed) {
      const repeated = await this.#repeat(accountId, key, operation, hash);
      return repeated ?? this.once(accountId, key, operation, input, carryOut);
    }
    const result = await carryOut();
    await this.database.query('UPDATE idempotency_record SET result = $3 WHERE account_id = $1 AND key = $2', [
      accountId,
      key,
      JSON.stringify(result),
    ]);
    return result;
  }

  /** @returns undefined when the key's time was over just now */
  async #repeat(accountId: string, key: string, operation: string, hash: string): Promise<Result | undefined> {
    const kept = await this.database.queryOne<Kept>(
      'SELECT operation, input_hash, result FROM idempotency_record WHERE account_id = $1 AND key = $2',
      [accountId, key],
    );
    if (!kept) return undefined;
    if (kept.operation !== operation || kept.input_hash !== hash) {
      throw new Refusal(
        'IDEMPOTENCY_MISMATCH',
        'This idempotencyKey was used for another request. Use a new one for each thing you do.',
      );
    }
    return Ref.fromJSON(kept.result) as Result;
  }
}

/** The same for inputs that differ only in the order of their fields. */
function hashOf(input: object): string {
  const sorted = JSON.stringify(input, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('hex');
}
