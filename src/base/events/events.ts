import { Injectable } from '@nestjs/common';

import { Database, newId } from '../database/index.js';
import { Clock } from '../time/index.js';
import { EventRecord } from './event.entity.js';

/** Declares an event once; its name is the key of the outbox, its type what listeners get. */
export interface EventKind<Payload extends object> {
  readonly name: string;
  readonly payload?: Payload;
}

export function eventKind<Payload extends object>(name: string): EventKind<Payload> {
  return { name };
}

/** Runs inside the transaction of the verb. May refuse, and may add to what the verb answers. */
export type WithListener<Payload extends object> = (
  subjectId: string,
  payload: Payload,
) => Promise<Record<string, unknown>>;

/**
 * How modules meet that may not import each other. A verb records what happened in its own transaction; listeners *with*
 * it (of modules above, in the order in which app.module imports them) run before the commit, everything else reads the
 * outbox after it.
 */
@Injectable()
export class Events {
  readonly #with = new Map<string, WithListener<object>[]>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  with<Payload extends object>({ name }: EventKind<Payload>, listener: WithListener<Payload>): void {
    this.#with.set(name, [...(this.#with.get(name) ?? []), listener as WithListener<object>]);
  }

  /** @returns what the listeners add to the verb's result */
  async record<Payload extends object>(
    { name }: EventKind<Payload>,
    subjectId: string,
    payload: Payload,
  ): Promise<Record<string, unknown>> {
    if (!this.database.inTransaction) throw new Error(`${name} must be recorded in the transaction of the change`);
    await this.database
      .repository(EventRecord)
      .insert({ id: newId(), kind: name, subjectId, payload, recordedAt: this.clock.now() });
    const added: Record<string, unknown> = {};
    for (const listener of this.#with.get(name) ?? []) Object.assign(added, await listener(subjectId, payload));
    return added;
  }
}
