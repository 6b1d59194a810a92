import { Injectable } from '@nestjs/common';

import type { VerifyEmailInput } from '#schema';

import type { Viewer } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { type Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';
import { AccessState } from '../access/index.js';
import { EmailLinks, linkInvalid } from './email-links.js';
import { Planted } from './planted.js';

/** Notes that the owner of an account reads mail to its address. */
@Injectable()
export class VerifyEmail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: EmailLinks,
    private readonly planted: Planted,
    private readonly accessState: AccessState,
  ) {}

  /** @throws Refusal LINK_INVALID */
  async execute({ token }: VerifyEmailInput, viewer: Viewer): Promise<Result> {
    const { accountId, address } = await this.database.transaction(async () => {
      const link = await this.links.use(token, 'VERIFY_EMAIL');
      await this.#verify(link.accountId, link.address);
      // Who opens it may have nothing to do with who made the account: see docs/security.md.
      if (viewer.accountId !== link.accountId) {
        await this.links.dropChange(link.accountId);
        await this.planted.drop(link.accountId);
      }
      return link;
    });
    await this.accessState.refresh(); // so that the very next request knows
    const own = viewer.accountId === accountId;
    return { __typename: 'EmailVerified', email: address, viewer: own ? Ref.to('Viewer', accountId) : null };
  }

  async #verify(accountId: string, address: string): Promise<void> {
    const verified = await this.database.query(
      `UPDATE account SET email_verified_at = coalesce(email_verified_at, $3)
       WHERE id = $1 AND email = $2 AND status = 'ACTIVE' RETURNING id`,
      [accountId, address, this.clock.now()],
    );
    if (verified.length === 0) throw linkInvalid();
    await this.links.drop(accountId, 'VERIFY_EMAIL');
  }
}
