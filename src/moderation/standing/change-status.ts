import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../base/access/index.js';
import { Audit } from '../../base/audit/index.js';
import { Database } from '../../base/database/index.js';
import { type EventKind, Events } from '../../base/events/index.js';
import { Account } from '../../identity/index.js';
import { Standings } from './standings.js';

/** Writes an account's status, who changed it and why. */
@Injectable()
export class ChangeStatus {
  constructor(
    private readonly database: Database,
    private readonly standings: Standings,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  /** The caller holds the lock of the standing. */
  async execute(
    accountId: string,
    status: 'ACTIVE' | 'SUSPENDED',
    action: string,
    event: EventKind<Record<string, never>>,
    reason: string,
    viewer: SignedIn,
  ): Promise<void> {
    const before = await this.standings.facts(accountId);
    await this.database.repository(Account).update({ id: accountId }, { status });
    await this.audit.record({
      actorId: viewer.accountId,
      action,
      subject: { kind: 'profile', id: accountId },
      reason,
      before,
      after: await this.standings.facts(accountId),
    });
    await this.events.record(event, accountId, {});
  }
}
