import { Injectable } from '@nestjs/common';

import type { DeleteAccountInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { Events } from '../../base/events/index.js';
import type { Result } from '../../base/graphql/index.js';
import { PersonalData } from '../../base/personal-data/index.js';
import { globalIdOf } from '../../base/views/index.js';
import { AccountDeleted } from '../identity.events.js';
import { Sessions } from '../sessions/index.js';

/** Ends an account for good, in one transaction: what is personal goes, what others need stays without a name. */
@Injectable()
export class DeleteAccount {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly sessions: Sessions,
    private readonly personalData: PersonalData,
  ) {}

  /** @throws Refusal INVALID_INPUT unless the handle is the viewer's own */
  async execute({ handle }: DeleteAccountInput, { accountId }: SignedIn): Promise<Result> {
    // Whatever else of the account is under way ends first, and what comes later finds it gone.
    await this.database.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [accountId]);
    await this.sessions.end(accountId);
    const { interviewsCancelled = 0 } = await this.events.record(AccountDeleted, accountId, { handle });
    await this.personalData.erase(accountId);
    return { __typename: 'AccountDeleted', deletedId: globalIdOf('viewer', accountId), interviewsCancelled };
  }
}
