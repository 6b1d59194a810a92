import { randomUUID } from 'node:crypto';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';

import { createApp } from '../../src/app.js';
import { Config } from '../../src/base/config/index.js';
import { DatabaseServer } from '../../src/base/database/index.js';
import type { Log } from '../../src/base/logging/index.js';
import { Client } from './client.js';
import { recordStatements } from './statements.js';
import { TestClock } from './test-clock.js';

/** The real application on a database of its own, cloned from the migrated template. */
export interface Service {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly clock: TestClock;
  /** Past the application, for preparing what has no verb yet and for looking at what is stored. */
  readonly sql: pg.Pool;
  readonly databaseUrl: string;
  /** A client without a token. */
  readonly anonymous: Client;
  client(accessToken: string): Client;
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly log?: Log;
}

function serverUrl(database: string): string {
  const url = new URL(process.env.TEST_SERVER_URL as string);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl('postgres') });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

/** A clone of the template, and how to be rid of it. */
export async function cloneDatabase(
  template = 'template_sevenfold',
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return { url: serverUrl(name), drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

/** A request waits a second and a half for a connection; a machine that is busy with other tests may take longer for its first. */
async function patiently<Value>(start: () => Promise<Value>, tries = 3): Promise<Value> {
  try {
    return await start();
  } catch (error) {
    if (tries === 1 || !/connection timeout|trying to connect/.test(String(error))) throw error;
    return patiently(start, tries - 1);
  }
}

export async function startService({ env = {}, log }: ServiceOptions = {}): Promise<Service> {
  recordStatements();
  const database = await cloneDatabase();
  const config = new Config({
    NODE_ENV: 'test',
    DATA_DIR: process.env.TEST_DATA_DIR,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'error',
    PORT: '0',
    RATE_LIMIT_POINTS: '1000000000',
    SIGN_UPS_PER_HOUR: '1000000000',
    WORKER: 'off', // tests have due jobs done when they say so
    ...env,
  });
  const clock = new TestClock();
  const server = await DatabaseServer.start(config);
  const app = await patiently(() => createApp(config, server, { clock, ...(log && { log }) }));
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const sql = new pg.Pool({ connectionString: database.url, max: 4 });
  sql.on('error', () => undefined); // its connections are still on their way out when the database is dropped
  return {
    app,
    url,
    clock,
    sql,
    databaseUrl: database.url,
    anonymous: new Client(url),
    client: (accessToken) => new Client(url, accessToken),
    stop: async () => {
      await app.close();
      await sql.end();
      await database.drop();
    },
  };
}
