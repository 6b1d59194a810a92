import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Raw } from 'typeorm';

import { Database } from '../database/index.js';
import { Clock, type Ticking } from '../time/index.js';
import { MailRecord } from './mail.entity.js';

const KEPT_DAYS = 30;
const PURGE_SECONDS = 3_600;
const SHOWN = 100;

/** The mail that is kept: for a while, and then no more. */
@Injectable()
export class Mailbox implements OnModuleInit, OnModuleDestroy {
  readonly #log = new Logger('Mailbox');
  #purging: Ticking | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.#purging = this.clock.every(PURGE_SECONDS, () =>
      this.#purge().catch((error: Error) => this.#log.warn(`Old mail can't be purged: ${error.message}`)),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.#purging?.stop();
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
