import type { PoolClient } from 'pg';

import { breakConnection } from './cancel.js';

const ANSWER_WITHIN_MS = 4_000;
const LOOK_EVERY_MS = 500;

/**
 * Breaks connections on which a statement isn't answered in time: a server that hangs, or a network that swallows, never says
 * so, and PostgreSQL's own timeouts don't come through then. One timer looks after all statements: pg's query_timeout, a timer
 * for each, keeps every answer in memory until a full collection of garbage.
 */
export class Overdue {
  /** In the order in which they began. */
  readonly #statements = new Set<{ readonly client: PoolClient; readonly since: number }>();
  readonly #timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();

  async watch<Result>(client: PoolClient, statement: () => Promise<Result>): Promise<Result> {
    const entry = { client, since: performance.now() };
    this.#statements.add(entry);
    try {
      return await statement();
    } finally {
      this.#statements.delete(entry);
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const now = performance.now();
    for (const { client, since } of this.#statements) {
      if (now - since < ANSWER_WITHIN_MS) return;
      breakConnection(client);
    }
  }
}
