import { Injectable } from '@nestjs/common';

import type { RevokeApiKeyInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { notFound } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { keyOf, Ref } from '../../base/views/index.js';

/** Ends a key, within moments everywhere. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws ApiError NOT_FOUND for one that isn't the viewer's, or has ended */
  async execute({ apiKeyId }: RevokeApiKeyInput, { accountId }: SignedIn): Promise<Result> {
    const revoked = await this.database.query(
      `UPDATE api_key SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL AND expires_at > $3 RETURNING 1`,
      [keyOf('api_key', apiKeyId) ?? null, accountId, this.clock.now()],
    );
    if (revoked.length === 0) throw notFound('key');
    return { __typename: 'ApiKeyRevoked', revokedId: apiKeyId, viewer: Ref.to('Viewer', accountId) };
  }
}
