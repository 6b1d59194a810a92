import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import { Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { jobKind, Jobs } from '../../base/jobs/index.js';
import { Clock, isBefore } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';
import { DataExport } from './data-export.entity.js';
import { PATIENCE_HOURS } from './export.view.js';

export const WriteExport = jobKind<{ readonly exportId: string }>('write-export');

const ONE_IN_HOURS = 24;

/** Asks for everything that is the account's, in one file. */
@Injectable()
export class RequestExport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** @throws Refusal NOT_ALLOWED_NOW while one is being made, LIMIT_REACHED within a day of the last one */
  async execute({ accountId }: SignedIn): Promise<Result> {
    await this.database.lock(`export ${accountId}`);
    await this.#assertDue(accountId);
    const id = newId();
    await this.database.repository(DataExport).insert({
      id,
      accountId,
      status: 'PENDING',
      requestedAt: this.clock.now(),
      readyAt: null,
      expiresAt: null,
      bytes: null,
    });
    await this.jobs.add(WriteExport, { exportId: id });
    return { __typename: 'ExportRequested', viewer: Ref.to('Viewer', accountId) };
  }

  async #assertDue(accountId: string): Promise<void> {
    const exports = this.database.repository(DataExport);
    const last = await exports.findOne({ where: { accountId }, order: { requestedAt: 'DESC' } });
    if (!last) return;
    const now = this.clock.now();
    if (last.status === 'PENDING') {
      if (isBefore(now, last.requestedAt.add({ hours: PATIENCE_HOURS })))
        throw new Refusal('NOT_ALLOWED_NOW', 'An export is being made already.');
      await exports.update({ id: last.id }, { status: 'FAILED' });
    }
    if (last.status === 'READY' && isBefore(now, last.requestedAt.add({ hours: ONE_IN_HOURS })))
      throw new Refusal('LIMIT_REACHED', 'There is one export a day. Use the last one, or ask again tomorrow.');
  }
}
