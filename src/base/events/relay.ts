import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

import { Database, Listener } from '../database/index.js';
import { faultPoint } from '../faults/index.js';
import { jobKind, Jobs } from '../jobs/index.js';
import { Clock, type Instant, type Ticking } from '../time/index.js';
import { Events, OUTBOX } from './events.js';

/** An event on its way from the outbox to those who asked for it. */
export interface RelayedEvent {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly payload: object;
  readonly recordedAt: Instant;
}

/** Sees every event once, in the transaction that takes it from the outbox, so it must be quick and touch our database alone. */
export type RelayListener = (events: readonly RelayedEvent[]) => Promise<void>;

/** All that one consumer still has to do about one subject. */
export const DeliverEvents = jobKind<{ readonly consumer: string; readonly subjectId: string }>('deliver-events');

const BATCH = 200;
const RELAY_LOCK = 7_007_002;
/** Under load, events come in batches as far apart as this; one that comes alone doesn't wait. */
const PACE_MS = 20;
/** For what was committed by a process that died before it could tell. */
const POLL_SECONDS = 1;

/**
 * Takes events from the outbox, one process at a time and in the order of their commits as far as one subject goes, and
 * hands them to their consumers as jobs. Not done by the verb itself: telling other connections inside its transaction would
 * let all commits wait for one another.
 */
@Injectable()
export class Relay implements OnModuleDestroy {
  readonly #log = new Logger('Relay');
  readonly #listeners: RelayListener[] = [];
  #polling: Ticking | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #begunAt = -PACE_MS;

  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly listener: Listener,
  ) {}

  also(listener: RelayListener): void {
    this.#listeners.push(listener);
  }

  start(): void {
    const wake = () => void this.#wake();
    this.listener.on(OUTBOX, wake);
    this.#polling = this.clock.every(POLL_SECONDS, () => this.#wake());
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopped = true; // the bell may still ring while the connections are being closed
    await this.#polling?.stop();
    await this.#running;
  }

  /** Takes all there is. */
  async run(): Promise<void> {
    while ((await this.database.transaction(() => this.#batch())) === BATCH);
  }

  /** What is told while it runs is looked for once more when it has run. */
  async #wake(): Promise<void> {
    if (this.#stopped) return;
    this.#again = true;
    this.#running ??= this.#runAgain().finally(() => (this.#running = undefined));
    await this.#running;
  }

  async #runAgain(): Promise<void> {
    while (this.#again && !this.#stopped) {
      const early = this.#begunAt + PACE_MS - performance.now();
      if (early > 0) await sleep(early);
      this.#begunAt = performance.now();
      this.#again = false;
      try {
        await this.run();
      } catch (error) {
        this.#log.warn(`Events can't be taken from the outbox: ${(error as Error).message}`);
      }
    }
  }

  async #batch(): Promise<number> {
    // Another process is at it, and looks once more before it rests.
    const lock = await this.database.queryOne<{ free: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS free', [
      RELAY_LOCK,
    ]);
    if (!lock?.free) return 0;
    const events = await this.database.again<RelayedEvent & { position: number }>(
      'relay',
      `WITH taken AS (SELECT id FROM event WHERE relayed_at IS NULL ORDER BY position LIMIT ${BATCH}),
       marked AS (UPDATE event e SET relayed_at = $1 FROM taken WHERE e.id = taken.id RETURNING e.*)
       SELECT id, kind, subject_id AS "subjectId", payload, recorded_at AS "recordedAt", position FROM marked ORDER BY position`,
      [this.clock.now()],
    );
    if (events.length === 0) return 0;
    for (const listener of this.#listeners) await listener(events);
    faultPoint('mid_relay');
    await this.#deliver(events);
    return events.length;
  }

  async #deliver(events: readonly (RelayedEvent & { position: number })[]): Promise<void> {
    const due = events.flatMap((event) =>
      this.events.consumersOf(event.kind).map((consumer) => ({ ...event, consumer })),
    );
    if (due.length === 0) return;
    await this.database.query(
      `INSERT INTO event_delivery (consumer, subject_id, position, event_id)
       SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::uuid[])`,
      [
        due.map(({ consumer }) => consumer),
        due.map(({ subjectId }) => subjectId),
        due.map(({ position }) => position),
        due.map(({ id }) => id),
      ],
    );
    const jobs = new Map(
      due.map(({ consumer, subjectId }) => [`${consumer} ${subjectId}`, { consumer, subjectId }] as const),
    );
    await this.jobs.addAll(DeliverEvents, [...jobs.values()]);
  }
}
