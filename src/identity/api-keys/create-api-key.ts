import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { CreateApiKeyInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import { invalid, line, Refusal, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { Clock, type Instant } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';
import { SecurityMail } from '../security-mail.js';
import { KEY_PREFIX } from './api-key.strategy.js';
import { hashOfKey } from './held-keys.js';
import { isScope, SCOPES } from './scopes.js';

const MOST = 20;
const MOST_DAYS = 366;
const SHOWN_LETTERS = 4;
const rules = z.object({ name: line('The name', 1, 80) });

@Injectable()
export class CreateApiKey {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly mail: SecurityMail,
  ) {}

  /** @throws Refusal INVALID_INPUT, LIMIT_REACHED */
  async execute(input: CreateApiKeyInput, { accountId }: SignedIn): Promise<Result> {
    const { name } = validate(rules, input);
    const { scopes, expiresAt } = input;
    checkScopes(scopes);
    this.#checkEnd(expiresAt);
    await this.database.lock(`api keys of ${accountId}`);
    const now = this.clock.now();
    const { count } = (await this.database.queryOne<{ count: number }>(
      'SELECT count(*)::int AS count FROM api_key WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2',
      [accountId, now],
    )) as { count: number };
    if (count >= MOST) throw new Refusal('LIMIT_REACHED', `An account has ${MOST} keys at most. Revoke one first.`);
    const key = KEY_PREFIX + randomBytes(32).toString('base64url');
    const id = newId();
    await this.database.query(
      `INSERT INTO api_key (id, account_id, hash, prefix, name, scopes, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, accountId, hashOfKey(key), key.slice(0, KEY_PREFIX.length + SHOWN_LETTERS), name, scopes, now, expiresAt],
    );
    await this.mail.tell(
      accountId,
      prose`An API key was made for your account`,
      prose`The key "${name}" may be used in your name for: ${scopes.join(', ')}.`,
    );
    return { __typename: 'ApiKeyCreated', key, apiKey: Ref.to('ApiKey', id), viewer: Ref.to('Viewer', accountId) };
  }

  #checkEnd(expiresAt: Instant): void {
    const ms = expiresAt.since(this.clock.now()).total('milliseconds');
    if (ms <= 0 || ms > MOST_DAYS * 24 * 3_600_000)
      throw invalid(['expiresAt'], 'OUT_OF_RANGE', `A key must end in the next ${MOST_DAYS} days.`);
  }
}

function checkScopes(scopes: readonly string[]): void {
  if (scopes.length === 0) throw invalid(['scopes'], 'REQUIRED', 'Name what the key may be used for.');
  const unknown = scopes.findIndex((scope) => !isScope(scope));
  if (unknown >= 0)
    throw invalid(['scopes', String(unknown)], 'UNKNOWN', `Those that there are: ${SCOPES.join(', ')}.`);
  if (new Set(scopes).size < scopes.length) throw invalid(['scopes'], 'NOT_UNIQUE', 'Name each of them once.');
}
