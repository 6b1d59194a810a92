import { setTimeout as sleep } from 'node:timers/promises';

import type { ExecutionResult } from 'graphql';

import { codeOf } from '../graphql/index.js';
import { CATALOGUE, ApiError } from '../errors/index.js';

/** An event as it is sent, and its place. */
export interface SentEvent {
  readonly cursor: string;
  readonly data: Record<string, unknown>;
}

const TRY_AGAIN_MS = 1_000;

/**
 * One subscription: the events after a cursor, in their order, each once. What there is is read when it is asked for, so a
 * slow reader holds no more than a page, and wake-ups that come together are one.
 */
export class EventStream implements AsyncGenerator<ExecutionResult, undefined> {
  #page: SentEvent[] = [];
  #stale = true;
  #over = false;
  #ring: () => void = () => undefined;

  /**
   * @param read events after a cursor, at most `pageSize`
   * @param cursor of the last event that the client has seen
   */
  constructor(
    private readonly read: (after: string) => Promise<readonly SentEvent[]>,
    private readonly pageSize: number,
    private cursor: string,
    private readonly ended: () => void,
  ) {}

  /** There may be more. */
  wake(): void {
    this.#stale = true;
    this.#ring();
  }

  /** Reads the first page, so that what can't be read from here on is told at once. */
  async begin(): Promise<this> {
    try {
      await this.#fill();
      return this;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    while (!this.#over) {
      const event = this.#page.shift();
      if (event) return { done: false, value: { data: event.data } };
      if (this.#stale) await this.#fillSoon();
      else await new Promise<void>((resolve) => (this.#ring = resolve));
    }
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.#end();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: Error): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.#end();
    return Promise.reject(error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** A database that is away for a while costs a subscriber nothing but time. */
  async #fillSoon(): Promise<void> {
    try {
      await this.#fill();
    } catch (error) {
      if (error instanceof ApiError || !CATALOGUE[codeOf(error)].retryable) {
        this.#end();
        throw error;
      }
      this.#stale = true;
      await sleep(TRY_AGAIN_MS, undefined, { ref: false });
    }
  }

  async #fill(): Promise<void> {
    this.#stale = false; // before reading: whoever wakes it meanwhile is heard
    const events = await this.read(this.cursor);
    this.#page = [...events];
    this.cursor = events.at(-1)?.cursor ?? this.cursor;
    if (events.length === this.pageSize) this.#stale = true;
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#ring();
    this.ended();
  }
}
