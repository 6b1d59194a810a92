import { Injectable } from '@nestjs/common';

import { Database, newId } from '../database/index.js';
import { Clock, type Instant } from '../time/index.js';
import { EventRecord } from './event.entity.js';

/** The channel on which the relay is woken. */
export const OUTBOX = 'sevenfold_outbox';
const RING_AFTER_MS = 5;

/** Declares an event once; its name is the key of the outbox, its type what listeners get. */
export interface EventKind<Payload extends object> {
  readonly name: string;
  readonly payload?: Payload;
  /** Fields that listeners *with* it get and that are not kept: what tells something of a person. */
  readonly forgets?: readonly string[];
}

export function eventKind<Payload extends object>(
  name: string,
  { forgets = [] }: { readonly forgets?: readonly (keyof Payload & string)[] } = {},
): EventKind<Payload> {
  return { name, forgets };
}

/** Runs inside the transaction of the verb. May refuse, and may add to what the verb answers. */
export type WithListener<Payload extends object> = (
  subjectId: string,
  payload: Payload,
) => Promise<Record<string, unknown>>;

/** Carries out what a consumer does about an event, in the transaction that takes it off the consumer's list. */
export type Consumer<Payload extends object> = (event: {
  readonly id: string;
  readonly subjectId: string;
  readonly payload: Payload;
  readonly recordedAt: Instant;
}) => Promise<void>;

/**
 * How modules meet that may not import each other. A verb records what happened in its own transaction; listeners *with*
 * it (of modules above, in the order in which app.module imports them) run before the commit, everything else reads the
 * outbox after it.
 */
@Injectable()
export class Events {
  readonly #with = new Map<string, WithListener<object>[]>();
  /** By kind, then by the consumer's name. */
  readonly #after = new Map<string, Map<string, Consumer<object>>>();
  #ringing = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  with<Payload extends object>({ name }: EventKind<Payload>, listener: WithListener<Payload>): void {
    this.#with.set(name, [...(this.#with.get(name) ?? []), listener as WithListener<object>]);
  }

  /**
   * Effects in our database happen exactly once for each event, those of one subject in the order of the events. What goes out of
   * the house is asked for as a job. One that fails is tried again, and gives way to those behind it when it failed for good.
   * @param consumer stays the same for ever: it is the key of what is still to be done
   */
  after<Payload extends object>({ name }: EventKind<Payload>, consumer: string, handler: Consumer<Payload>): void {
    const consumers = this.#after.get(name) ?? new Map<string, Consumer<object>>();
    if (consumers.has(consumer)) throw new Error(`Two consumers ${consumer} of ${name}`);
    this.#after.set(name, consumers.set(consumer, handler as Consumer<object>));
  }

  consumersOf(kind: string): string[] {
    return [...(this.#after.get(kind)?.keys() ?? [])];
  }

  async consume(consumer: string, event: Parameters<Consumer<object>>[0] & { readonly kind: string }): Promise<void> {
    await this.#after.get(event.kind)?.get(consumer)?.(event);
  }

  /** @returns what the listeners add to the verb's result */
  async record<Payload extends object>(
    { name, forgets = [] }: EventKind<Payload>,
    subjectId: string,
    payload: Payload,
  ): Promise<Record<string, unknown>> {
    if (!this.database.inTransaction) throw new Error(`${name} must be recorded in the transaction of the change`);
    const kept = Object.fromEntries(Object.entries(payload).filter(([field]) => !forgets.includes(field)));
    await this.database
      .repository(EventRecord)
      .insert({ id: newId(), kind: name, subjectId, payload: kept, recordedAt: this.clock.now() });
    this.database.afterCommit(() => this.#ring());
    const added: Record<string, unknown> = {};
    for (const listener of this.#with.get(name) ?? []) Object.assign(added, await listener(subjectId, payload));
    return added;
  }

  /** Wakes the relay, outside of any transaction and once for all that is committed at about the same time. */
  #ring(): void {
    if (this.#ringing) return;
    this.#ringing = true;
    setTimeout(() => {
      this.#ringing = false;
      this.database.query('SELECT pg_notify($1, $2)', [OUTBOX, '']).catch(() => undefined); // the relay looks by itself, too
    }, RING_AFTER_MS).unref();
  }
}
