import { Injectable } from '@nestjs/common';
import { Raw } from 'typeorm';

import { Database } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { Clock } from '../time/index.js';
import { MailRecord } from './mail.entity.js';

const KEPT_DAYS = 30;
const PURGE_SECONDS = 3_600;
const SHOWN = 100;

/** The mail that is kept: for a while, and then no more. */
@Injectable()
export class Mailbox {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    jobs: Jobs,
  ) {
    jobs.repeat('Purging old mail', PURGE_SECONDS, () => this.#purge());
  }

  /** Newest first. */
  newest(to?: string): Promise<MailRecord[]> {
    return this.database.repository(MailRecord).find({
      where: to === undefined ? {} : { toAddress: Raw((column) => `lower(${column}) = lower(:to)`, { to }) },
      order: { queuedAt: 'DESC', id: 'DESC' },
      take: SHOWN,
    });
  }

  async #purge(): Promise<void> {
    await this.database.query('DELETE FROM mail WHERE queued_at < $1', [
      this.clock.now().subtract({ hours: 24 * KEPT_DAYS }),
    ]);
  }
}
