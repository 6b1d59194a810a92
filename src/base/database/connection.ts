import type { Logger } from '@nestjs/common';
import pg from 'pg';
import {
  DataSource,
  type DataSourceOptions,
  DefaultNamingStrategy,
  type EntityTarget,
  type NamingStrategyInterface,
  type ObjectLiteral,
} from 'typeorm';

import { parseDatabaseInstant } from '../time/index.js';

/**
 * Limits of every session, in milliseconds, each smaller than the one that contains it: a lock wait ends before its
 * statement, a statement before the client gives up on it (see overdue.ts).
 */
const SESSION = {
  lock_timeout: 2_000,
  statement_timeout: 3_000,
  idle_in_transaction_session_timeout: 5_000,
  TimeZone: 'UTC',
  // Compiling our JSON expressions takes longer than running them.
  jit: 'off',
  // What is asked again and again is planned once. Page sizes are part of the text, so nothing is gained by a plan per value.
  plan_cache_mode: 'force_generic_plan',
  // The rows of a page are looked up one by one; at the default of 4 a whole table looks cheaper, as on a spinning disk.
  random_page_cost: 1.1,
  application_name: 'sevenfold',
};
const CONNECTION_WAIT_MS = 1_500;
export const POOL_SIZE = 10;

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/** Instants come as Temporal.Instant with their microseconds, dates as text, counts as numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === TIMESTAMPTZ) return parseDatabaseInstant;
    if (oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  },
};

/** accountId -> account_id; tables carry the entity's explicit name. */
class SnakeCase extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

/** What a connection was doing when it broke fails; without a listener from its first moment on the process would end, too. */
class CalmClient extends pg.Client {
  constructor(config: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

function options(
  url: string,
  entities: EntityTarget<ObjectLiteral>[],
  extra: Record<string, unknown>,
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: entities as Exclude<DataSourceOptions['entities'], undefined>,
    namingStrategy: new SnakeCase(),
    synchronize: false,
    migrationsTableName: 'migration',
    extra: { types, connectionTimeoutMillis: CONNECTION_WAIT_MS, Client: CalmClient, ...extra },
  };
}

/** The pool that requests use. */
export function requestPool(url: string, entities: EntityTarget<ObjectLiteral>[], log: Logger): DataSource {
  const session = Object.entries(SESSION).map(([name, value]) => `-c ${name}=${value}`);
  return new DataSource({
    ...options(url, entities, {
      max: POOL_SIZE,
      idleTimeoutMillis: 0, // a connection's plans are worth more than what it costs to keep it
      options: session.join(' '),
    }),
    // Without a listener a connection that breaks while idle would end the process.
    poolErrorHandler: (error: Error) => log.warn(`An idle database connection broke: ${error.message}`),
  } as DataSourceOptions);
}

/** One connection without time limits, for migrations and checks at start. */
export function maintenanceConnection(url: string, migrations: DataSourceOptions['migrations']): DataSource {
  return new DataSource({ ...options(url, [], { max: 1 }), migrations });
}
