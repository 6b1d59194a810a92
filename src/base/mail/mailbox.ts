import { Injectable } from '@nestjs/common';
import { Raw } from 'typeorm';

import { Database } from '../database/index.js';
import { Purges } from '../jobs/index.js';
import { MailRecord } from './mail.entity.js';

const SHOWN = 100;

/** The mail that is kept: for a while, and then no more. */
@Injectable()
export class Mailbox {
  constructor(
    private readonly database: Database,
    purges: Purges,
  ) {
    purges.add({
      table: 'mail',
      rows: 'sent',
      keep: { days: 30 },
      since: 'queued_at',
      only: 'sent_at IS NOT NULL',
    });
    // Longer than a dead letter that could still send it.
    purges.add({
      table: 'mail',
      rows: 'not sent',
      keep: { days: 180 },
      since: 'queued_at',
      only: 'sent_at IS NULL',
    });
  }

  /** Newest first. */
  newest(to?: string): Promise<MailRecord[]> {
    return this.database.repository(MailRecord).find({
      where: to === undefined ? {} : { toAddress: Raw((column) => `lower(${column}) = lower(:to)`, { to }) },
      order: { queuedAt: 'DESC', id: 'DESC' },
      take: SHOWN,
    });
  }
}
