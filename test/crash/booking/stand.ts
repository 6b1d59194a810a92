import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';

import { createApp } from '../../../src/app.js';
import { Config } from '../../../src/base/config/index.js';
import { DatabaseServer } from '../../../src/base/database/index.js';
import { DatabaseClock } from '../../../src/base/time/index.js';
import { AccessTokens } from '../../../src/identity/access/access-tokens.js';
import { SigningKeys } from '../../../src/identity/access/signing-keys.js';
import { freePort, isAlive, removeFolder, ServiceProcess, temporaryFolder } from '../../harness/process.js';
import { TestClock } from '../../harness/test-clock.js';
import type { Operation } from '../../race/load/history.js';
import { judge } from '../../race/load/verdict.js';
import { aWorld, type World } from '../../race/load/world.js';

const SECRET_KEY = 'a key for these processes only, 32 bytes and more';
const BACK_WITHIN_MS = 60_000;
/** No machine dies that often while one job is tried, which then becomes a dead letter; the rounds do. */
const FORGIVE = 'UPDATE graphile_worker._private_jobs SET attempts = least(attempts, 2)';

/** A service with the PostgreSQL that it owns, workers included, as `npm start` runs it; and who watches from outside. */
export class Stand {
  count = 0;
  /** How often the service ended with its PostgreSQL, which it is to outlive. */
  endedWith = 0;

  private constructor(
    readonly dataDir: string,
    private readonly port: number,
    readonly sql: pg.Pool,
    readonly world: World,
    public service: ServiceProcess,
  ) {}

  static async set(): Promise<Stand> {
    const [dataDir, port] = [temporaryFolder(), await freePort()];
    const service = await (await Stand.#start(dataDir, port)).ready(90_000);
    const sql = new pg.Pool({ connectionString: Stand.#databaseUrl(dataDir), max: 2 });
    sql.on('error', () => undefined); // PostgreSQL is killed
    sql.on('connect', (client) => client.on('error', () => undefined));
    const clock = new DatabaseClock();
    const keys = new SigningKeys(new Config({ NODE_ENV: 'test', SECRET_KEY }), clock);
    const world = await aWorld(sql, new AccessTokens(keys, clock), `http://127.0.0.1:${port}`);
    return new Stand(dataDir, port, sql, world, service);
  }

  static #start(dataDir: string, port: number, worker: 'on' | 'off' = 'on'): Promise<ServiceProcess> {
    const env = { NODE_ENV: 'test', SECRET_KEY, RATE_LIMITS: 'off', LOG_LEVEL: 'error', WORKER: worker };
    return ServiceProcess.start(dataDir, env, [], port);
  }

  static #databaseUrl(dataDir: string): string {
    return (JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string }).url;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Until the service answers again: the one that lost its database by itself, one that was killed by a new start. */
  async recover(killed: 'service' | 'PostgreSQL'): Promise<void> {
    if (killed === 'service') await this.service.exited; // a busy machine takes a moment to bury it
    const back = this.service.ready(BACK_WITHIN_MS).catch(() => undefined);
    if (killed === 'PostgreSQL' && !(await back)) this.endedWith++;
    if (this.service.hasEnded || !isAlive(this.service.pid)) {
      await this.service.exited;
      this.service = await Stand.#start(this.dataDir, this.port);
    }
    await this.service.ready(BACK_WITHIN_MS);
    for (const end = performance.now() + BACK_WITHIN_MS; performance.now() < end;) {
      if (await this.sql.query(FORGIVE).catch(() => undefined)) return;
      await sleep(20);
    }
    throw new Error('PostgreSQL is not back');
  }

  /** By the code of this process, on what the service leaves behind. */
  async judge(operations: readonly Operation[]): ReturnType<typeof judge> {
    const config = new Config({
      NODE_ENV: 'test',
      DATA_DIR: this.dataDir,
      DATABASE_URL: Stand.#databaseUrl(this.dataDir),
      SECRET_KEY,
      LOG_LEVEL: 'error',
      WORKER: 'off',
    });
    await this.service.stop();
    this.service = await (await Stand.#start(this.dataDir, this.port, 'off')).ready(BACK_WITHIN_MS);
    let app: NestFastifyApplication | undefined;
    try {
      app = await createApp(config, await DatabaseServer.start(config), { clock: new TestClock() });
      await app.init();
      return await judge(app, this.sql, operations);
    } finally {
      await app?.close();
    }
  }

  async clear(): Promise<void> {
    await this.sql.end();
    await this.service.stop();
    removeFolder(this.dataDir);
  }
}
