import { Injectable } from '@nestjs/common';

import type { UnlinkProviderInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { notFound, Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Ref } from '../../base/views/index.js';
import { ProviderIdentity } from '../account.entity.js';
import { hasAnother } from '../sign-in-methods.js';

@Injectable()
export class UnlinkProvider {
  constructor(private readonly database: Database) {}

  /** @throws Refusal NOT_ALLOWED_NOW for the last way to sign in; ApiError NOT_FOUND where it isn't linked */
  async execute({ provider }: UnlinkProviderInput, { accountId }: SignedIn): Promise<Result> {
    const another = await hasAnother(this.database, accountId, provider);
    const linked = await this.database.repository(ProviderIdentity).delete({ accountId, provider });
    if (!linked.affected) throw notFound('provider of yours');
    if (!another) throw new Refusal('NOT_ALLOWED_NOW', 'It is your last way to sign in. Set a password first.');
    return { __typename: 'ProviderUnlinked', viewer: Ref.to('Viewer', accountId) };
  }
}
