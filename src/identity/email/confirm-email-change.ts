import { Injectable } from '@nestjs/common';

import type { ConfirmEmailChangeInput } from '#schema';

import type { Viewer } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';
import { AccessState } from '../access/index.js';
import { EmailLinks, type FoundLink, linkInvalid } from './email-links.js';
import { LinkMails } from './link-mails.js';

interface Change {
  readonly address: string;
  readonly confirmed: boolean;
}

/** One of the two addresses says yes to a change; the second one that does makes it happen. */
@Injectable()
export class ConfirmEmailChange {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: EmailLinks,
    private readonly mails: LinkMails,
    private readonly accessState: AccessState,
  ) {}

  /** @throws Refusal LINK_INVALID, EMAIL_TAKEN (the link is still good then) */
  async execute({ token }: ConfirmEmailChangeInput, viewer: Viewer): Promise<Result> {
    const { accountId, address, confirmed } = await this.database.transaction(() => this.#confirm(token));
    if (confirmed) await this.accessState.refresh();
    const own = viewer.accountId === accountId;
    return {
      __typename: 'EmailChangeConfirmed',
      email: address,
      changed: confirmed,
      viewer: own ? Ref.to('Viewer', accountId) : null,
    };
  }

  async #confirm(token: string): Promise<Change & { readonly accountId: string }> {
    const link = await this.links.use(token, 'LEAVE_ADDRESS', 'TAKE_ADDRESS');
    const change = await this.#note(link);
    if (change.confirmed) await this.#change(link.accountId, change.address);
    return { ...change, accountId: link.accountId };
  }

  /** Of two at once the second sees what the first has noted, since they change one row. */
  async #note({ changeId, purpose }: FoundLink): Promise<Change> {
    const column = purpose === 'LEAVE_ADDRESS' ? 'old_confirmed_at' : 'new_confirmed_at';
    const change = await this.database.queryOne<Change>(
      `UPDATE email_change SET ${column} = $2 WHERE id = $1
       RETURNING address::text, old_confirmed_at IS NOT NULL AND new_confirmed_at IS NOT NULL AS confirmed`,
      [changeId, this.clock.now()],
    );
    if (!change) throw linkInvalid();
    return change;
  }

  async #change(accountId: string, address: string): Promise<void> {
    const account = await this.database.queryOne<{ before: string }>(
      `UPDATE account SET email = $2, email_verified_at = $3 FROM account old
       WHERE account.id = $1 AND old.id = account.id AND account.status = 'ACTIVE' RETURNING old.email::text AS before`,
      [accountId, address, this.clock.now()],
    );
    if (!account) throw linkInvalid();
    await this.links.dropChange(accountId);
    await this.links.drop(accountId);
    await this.mails.emailChanged(account.before, address);
  }
}
