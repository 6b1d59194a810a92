import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import { Database } from '../database/index.js';
import { type EventKind, Relay, type RelayedEvent } from '../events/index.js';
import { Purges } from '../jobs/index.js';
import { Clock } from '../time/index.js';
import { FanOut } from './fan-out.js';

/** What one event of the outbox is to one viewer. */
interface Entry {
  readonly accountId: string;
  /** A GraphQL type that implements ViewerEvent. */
  readonly type: string;
  readonly change: string;
  readonly subjectId: string;
}

/** Which viewers an event concerns, and as what. */
export type EntriesOf<Payload extends object> = (event: {
  readonly subjectId: string;
  readonly payload: Payload;
}) => readonly Entry[];

/** Writes the viewers' logs: modules say which events concern whom, and the relay brings each event once. */
@Injectable()
export class LiveEvents implements OnApplicationBootstrap {
  readonly #kinds = new Map<string, EntriesOf<object>>();

  constructor(
    private readonly database: Database,
    private readonly relay: Relay,
    private readonly fanOut: FanOut,
    private readonly clock: Clock,
    purges: Purges,
  ) {
    purges.add({ table: 'viewer_event', rows: 'all', keep: { days: 30 }, since: 'recorded_at' });
  }

  on<Payload extends object>({ name }: EventKind<Payload>, entriesOf: EntriesOf<Payload>): void {
    if (this.#kinds.has(name)) throw new Error(`Viewers are told of ${name} twice`);
    this.#kinds.set(name, entriesOf as EntriesOf<object>);
  }

  onApplicationBootstrap(): void {
    this.relay.also((events) => this.#write(events));
  }

  async #write(events: readonly RelayedEvent[]): Promise<void> {
    const entries = events.flatMap((event) => this.#kinds.get(event.kind)?.(event) ?? []);
    if (entries.length === 0) return;
    // Rows of viewer_log are locked in one order by all, and their positions given out under the lock.
    const told = await this.database.again<{ accountId: string }>(
      'viewer log',
      `WITH entry AS (
         SELECT given.* FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) WITH ORDINALITY AS given(account_id, type, change, subject_id, n)
         WHERE EXISTS (SELECT FROM account a WHERE a.id = given.account_id AND a.status <> 'DELETED')),
       added AS (SELECT account_id, count(*) AS size FROM entry GROUP BY account_id),
       grown AS (
         INSERT INTO viewer_log AS log (account_id, position) SELECT account_id, size FROM added ORDER BY account_id
         ON CONFLICT (account_id) DO UPDATE SET position = log.position + excluded.position RETURNING account_id, position),
       written AS (
         INSERT INTO viewer_event (account_id, position, type, change, subject_id, recorded_at)
         SELECT account_id, grown.position - added.size + row_number() OVER (PARTITION BY account_id ORDER BY entry.n), type, change, subject_id, $5
         FROM entry JOIN added USING (account_id) JOIN grown USING (account_id))
       SELECT account_id AS "accountId" FROM grown`,
      [
        entries.map(({ accountId }) => accountId),
        entries.map(({ type }) => type),
        entries.map(({ change }) => change),
        entries.map(({ subjectId }) => subjectId),
        this.clock.now(),
      ],
    );
    await this.fanOut.tell(told.map(({ accountId }) => accountId));
  }
}
