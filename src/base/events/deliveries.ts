import { Injectable } from '@nestjs/common';

import { Database } from '../database/index.js';
import { faultPoint } from '../faults/index.js';
import { DeadLetters, jobKind, Jobs, Purges } from '../jobs/index.js';
import { Events } from './events.js';
import { DeliverEvents, type RelayedEvent } from './relay.js';

/** One event for one consumer, out of its order: what a moderator has done again. */
const DeliverEvent = jobKind<{ readonly consumer: string; readonly eventId: string }>('deliver-event');

/** The columns of a {@link RelayedEvent}, of `event e`. */
const RELAYED = 'e.id, e.kind, e.subject_id AS "subjectId", e.payload, e.recorded_at AS "recordedAt"';
/** Then the event gives way to those behind it. */
const ATTEMPTS = 7;
/** The job goes on as long as there are deliveries; their own attempts end them. */
const UNTIL_DONE = 10_000;

/**
 * Brings events to their consumers: those of one subject one after the other, each in one transaction with its effect, so that
 * the effect is there once or not at all.
 */
@Injectable()
export class Deliveries {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly deadLetters: DeadLetters,
    jobs: Jobs,
    purges: Purges,
  ) {
    jobs.define(DeliverEvents, ({ consumer, subjectId }) => this.#deliverAll(consumer, subjectId), {
      attempts: UNTIL_DONE,
      keyOf: ({ consumer, subjectId }) => `deliver ${consumer} ${subjectId}`,
    });
    jobs.define(DeliverEvent, ({ consumer, eventId }) => this.#deliverAgain(consumer, eventId));
    purges.add({
      table: 'event',
      rows: 'done, and in no dead letter',
      keep: { days: 30 },
      since: 'recorded_at',
      only: `relayed_at IS NOT NULL AND NOT EXISTS (SELECT FROM event_delivery d WHERE d.event_id = event.id)
        AND NOT EXISTS (SELECT FROM dead_letter l WHERE l.payload ->> 'eventId' = event.id::text)`,
    });
  }

  async #deliverAll(consumer: string, subjectId: string): Promise<void> {
    for (;;) {
      let event: RelayedEvent | undefined;
      try {
        event = await this.database.transaction(async () => {
          await this.database.lock(`deliver ${consumer} ${subjectId}`);
          event = await this.#first(consumer, subjectId);
          if (!event) return undefined;
          faultPoint('before_effect');
          await this.events.consume(consumer, event);
          faultPoint('after_effect_before_ack');
          await this.#takeOff(consumer, event.id);
          return event;
        });
      } catch (error) {
        if (!event) throw error;
        if (!(await this.#failed(consumer, event, error))) throw error;
      }
      if (!event) return;
    }
  }

  #first(consumer: string, subjectId: string): Promise<RelayedEvent | undefined> {
    return this.database.queryOne<RelayedEvent>(
      `SELECT ${RELAYED} FROM event_delivery d JOIN event e ON e.id = d.event_id
       WHERE d.consumer = $1 AND d.subject_id = $2 ORDER BY d.position LIMIT 1`,
      [consumer, subjectId],
    );
  }

  async #takeOff(consumer: string, eventId: string): Promise<void> {
    await this.database.query('DELETE FROM event_delivery WHERE consumer = $1 AND event_id = $2', [consumer, eventId]);
  }

  /** @returns whether the event has given way */
  #failed(consumer: string, { id: eventId }: RelayedEvent, error: unknown): Promise<boolean> {
    return this.database.transaction(async () => {
      const row = await this.database.queryOne<{ attempts: number }>(
        'UPDATE event_delivery SET attempts = attempts + 1 WHERE consumer = $1 AND event_id = $2 RETURNING attempts',
        [consumer, eventId],
      );
      if (row && row.attempts < ATTEMPTS) return false;
      if (row) {
        await this.#takeOff(consumer, eventId);
        await this.deadLetters.bury(DeliverEvent.name, { consumer, eventId }, error, row.attempts);
      }
      return true;
    });
  }

  async #deliverAgain(consumer: string, eventId: string): Promise<void> {
    await this.database.transaction(async () => {
      const event = await this.database.queryOne<RelayedEvent>(`SELECT ${RELAYED} FROM event e WHERE e.id = $1`, [
        eventId,
      ]);
      if (event) await this.events.consume(consumer, event);
    });
  }
}
