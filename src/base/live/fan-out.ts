import { Injectable } from '@nestjs/common';

import { Database, Listener } from '../database/index.js';

/** Tells all processes whose viewers' logs have grown. It may tell too much, and says so when it may have missed something. */
export abstract class FanOut {
  /** To be called in the transaction that writes the log; heard when it has committed. */
  abstract tell(accountIds: readonly string[]): Promise<void>;

  /** @param heard undefined: it may be anybody's */
  abstract on(heard: (accountIds: readonly string[] | undefined) => void): void;
}

const CHANNEL = 'sevenfold_live';
/** A payload must stay below 8,000 bytes. */
const IDS_IN_ONE = 200;

@Injectable()
export class NotifyFanOut extends FanOut {
  constructor(
    private readonly database: Database,
    private readonly listener: Listener,
  ) {
    super();
  }

  override async tell(accountIds: readonly string[]): Promise<void> {
    const payloads = [];
    for (let at = 0; at < accountIds.length; at += IDS_IN_ONE)
      payloads.push(accountIds.slice(at, at + IDS_IN_ONE).join());
    await this.database.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [CHANNEL, payloads]);
  }

  override on(heard: (accountIds: readonly string[] | undefined) => void): void {
    this.listener.on(CHANNEL, (payload) => heard(payload?.split(',')));
  }
}
