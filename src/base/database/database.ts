import { AsyncLocalStorage } from 'node:async_hooks';

import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool, PoolClient, QueryConfig, QueryResult } from 'pg';
import {
  DataSource,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type QueryRunner,
  type Repository,
} from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

import { formatInstant, Temporal } from '../time/index.js';
import { cancellable } from './cancel.js';
import { ConstraintRefusals } from './constraints.js';
import { Overdue } from './overdue.js';

/** A statement for node-postgres; with a name the server keeps its plan per connection. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string | undefined;
}

/** What the work under way shares: its transaction's connection, and the signal that ends it before its time. */
interface Scope {
  readonly runner?: QueryRunner;
  /** To be done once the transaction has committed. */
  readonly committed?: (() => void)[];
  readonly signal?: AbortSignal;
}

const NO_SCOPE: Scope = {};

/** Whoever asks whether the database answers within this time of another gets the same answer. */
const FRESH_MS = 500;

/** Where statements run: the current transaction's connection, or any of the pool. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly #scopes = new AsyncLocalStorage<Scope>();
  readonly #pool: Pool;
  readonly #overdue = new Overdue();
  #savepoints = 0;
  #check: { readonly at: number; readonly result: Promise<boolean> } | undefined;

  constructor(
    readonly source: DataSource,
    private readonly constraints: ConstraintRefusals,
  ) {
    this.#pool = (source.driver as PostgresDriver).master as Pool;
  }

  onApplicationShutdown(): void {
    this.#overdue.stop();
  }

  get #scope(): Scope {
    return this.#scopes.getStore() ?? NO_SCOPE;
  }

  get inTransaction(): boolean {
    return this.#scope.runner !== undefined;
  }

  /** However many ask, the database is asked by one of them at a time. */
  answers(): Promise<boolean> {
    const at = performance.now();
    if (!this.#check || at - this.#check.at > FRESH_MS) {
      const result = this.query('SELECT 1').then(
        () => true,
        () => false,
      );
      this.#check = { at, result };
    }
    return this.#check.result;
  }

  get connections(): { readonly total: number; readonly idle: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    return { total: totalCount, idle: idleCount, waiting: waitingCount };
  }

  /** TypeORM for writes. Inside {@link transaction} it is the transaction's. */
  get manager(): EntityManager {
    return this.#scope.runner?.manager ?? this.source.manager;
  }

  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.manager.getRepository(entity);
  }

  /** Rows of one SQL statement; instants may be given as Temporal.Instant. */
  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.run<Row & ObjectLiteral>({ text, values: values.map(forDriver) });
    return rows;
  }

  /** The same for a statement that is planned once a connection, and then runs again and again. Its name is its own. */
  async again<Row>(name: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.run<Row & ObjectLiteral>({ text, name, values: values.map(forDriver) });
    return rows;
  }

  /** The one row, or undefined. */
  async queryOne<Row>(text: string, values: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.query<Row>(text, values))[0];
  }

  /**
   * The one row, on a connection of its own whatever transaction is under way: what it changes stays when that is undone.
   * Better asked before the transaction begins: it would hold two connections of the pool.
   */
  async queryOutside<Row>(text: string, values: readonly unknown[] = []): Promise<Row | undefined> {
    const { signal } = this.#scope;
    return this.#scopes.run(signal ? { signal } : NO_SCOPE, () => this.queryOne<Row>(text, values));
  }

  /**
   * Takes turns with everybody who names one of these keys, until the transaction ends. Taken in one order by all, so
   * that nobody waits in a circle.
   */
  async lock(...keys: string[]): Promise<void> {
    await this.query(
      'SELECT pg_advisory_xact_lock(number) FROM (SELECT DISTINCT hashtextextended(key, 0) AS number FROM unnest($1::text[]) AS key ORDER BY number) AS sorted',
      [keys],
    );
  }

  /** @param signal ends the statement before its time; absent, the one that the work under way has */
  async run<Row extends ObjectLiteral>(
    statement: Statement,
    signal = this.#scope.signal,
  ): Promise<{ rows: Row[]; rowCount: number | null }> {
    const { runner } = this.#scope;
    const query = { ...statement, values: statement.values as unknown[] };
    const answer = (client: PoolClient) => this.#overdue.watch(client, () => ask<Row>(client, query));
    if (runner) return answer((await runner.connect()) as PoolClient);
    signal?.throwIfAborted();
    const client = await this.#pool.connect();
    try {
      const result = await cancellable(client, signal, () => answer(client));
      client.release();
      return result;
    } catch (error) {
      client.release(true); // whatever state it is in, nobody meets it again
      throw error;
    }
  }

  /** Runs `work`, whose statements are cancelled and whose transactions are rolled back once `signal` aborts. */
  during<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    return this.#scopes.run({ ...this.#scope, signal }, work);
  }

  /** Has something done when the transaction under way has committed, and not if it doesn't. It must not throw. */
  afterCommit(then: () => void): void {
    this.#scope.committed?.push(then);
  }

  /**
   * Runs `work` in one transaction, its own or the one it is called in. It commits when `work` resolves; when it throws,
   * nothing of it remains. A broken constraint comes back as the refusal that its module registered for it.
   */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    const scope = this.#scope;
    if (scope.runner) return work();
    scope.signal?.throwIfAborted();
    const committed: (() => void)[] = [];
    const runner = this.source.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      const result = await cancellable(client, scope.signal, async () => {
        await runner.startTransaction();
        return this.#scopes.run({ ...scope, runner, committed }, work);
      });
      // From here on it is the database's to say whether it happened.
      await runner.commitTransaction();
      for (const then of committed) then();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined); // the connection is gone
      throw this.constraints.refusalFor(error) ?? error;
    } finally {
      await runner.release();
    }
  }

  /**
   * Runs `work` as a part of the transaction under way: when it throws, what it did is undone, the locks that it took are given
   * back, and the rest stays. A broken constraint comes back as its refusal.
   */
  async savepoint<Result>(work: () => Promise<Result>): Promise<Result> {
    if (!this.inTransaction) throw new Error('A savepoint needs a transaction');
    const name = `part_${++this.#savepoints}`;
    await this.query(`SAVEPOINT ${name}`);
    try {
      const result = await work();
      await this.query(`RELEASE SAVEPOINT ${name}`);
      return result;
    } catch (error) {
      await this.query(`ROLLBACK TO SAVEPOINT ${name}`);
      throw this.constraints.refusalFor(error) ?? error;
    }
  }
}

/** As `client.query`, whose own promise keeps every answer in memory until a full collection of garbage. */
function ask<Row extends ObjectLiteral>(client: PoolClient, query: QueryConfig): Promise<QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    client.query<Row>(query, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}

function forDriver(value: unknown): unknown {
  if (value instanceof Temporal.Instant) return formatInstant(value);
  if (value instanceof Temporal.PlainDate) return value.toString();
  return Array.isArray(value) ? value.map(forDriver) : value;
}
