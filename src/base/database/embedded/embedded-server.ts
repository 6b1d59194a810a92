import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '@nestjs/common';
import pg from 'pg';

import { initialise, isAlive, runningServer } from './cluster.js';
import { onceMade, readServerFile, usablePort, writeServerFile } from './files.js';
import { choosePlace, type Place } from './place.js';

/** Held on one connection for as long as an owner lives; the kernel closes the connection of one that was killed. */
const OWNER_LOCK = 7_007_007;
const READY_WITHIN_MS = 30_000;

/** Says that the data are in use; its message is printed and the process ends. */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';
}

/**
 * A PostgreSQL server that this process starts, watches, starts again when it dies, and stops. At most one process owns
 * the server of a data directory; others {@link EmbeddedServer.join} it.
 */
export class EmbeddedServer {
  readonly #place: Place;
  readonly #port: number;
  readonly #password: string;
  #server: ChildProcess | undefined;
  #ownership: pg.Client | undefined;
  #stopping = false;

  private constructor(
    private readonly dataDir: string,
    place: Place,
    port: number,
    password: string,
    private readonly log: Logger,
  ) {
    this.#place = place;
    this.#port = port;
    this.#password = password;
  }

  get url(): string {
    return urlOf(this.#port, this.#password);
  }

  /** @throws DatabaseInUseError when another process owns the server of this data directory */
  static async own(dataDir: string, log: Logger): Promise<EmbeddedServer> {
    const place = choosePlace(dataDir);
    if (place.moved) log.warn(place.moved);
    const password = onceMade(join(dataDir, 'database-password'));
    await initialise(place, password, log);
    await endOrphan(dataDir, place, password, log);
    const server = new EmbeddedServer(dataDir, place, await usablePort(readServerFile(dataDir)?.port), password, log);
    await server.#start();
    return server;
  }

  /**
   * The address of the server that another process owns.
   * @throws Error when none runs
   */
  static async join(dataDir: string): Promise<string> {
    const file = readServerFile(dataDir);
    const client = file && (await connect(file.url, 2_000));
    if (!client)
      throw new Error(`No server runs on ${dataDir}: start one with "npm start" first, or set DATABASE_URL.`);
    await client.end();
    return file.url;
  }

  /** The server has been told when this returns, so it stops even if nobody is left to wait for it. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    server.kill('SIGINT'); // "fast": sessions are ended, everything committed is on disk
    await this.#ownership?.end().catch(() => undefined);
    const forced = setTimeout(() => server.kill('SIGQUIT'), 10_000);
    await ended;
    clearTimeout(forced);
  }

  async #start(): Promise<void> {
    const log = join(this.dataDir, 'postgres.log');
    const out = openSync(log, existsSync(log) && statSync(log).size > 10_000_000 ? 'w' : 'a', 0o600);
    const { bin, data, runAs } = this.#place;
    // Its own process group: Ctrl-C in a terminal reaches every process of the group, and the server must outlive ours.
    if (this.#stopping) return;
    const server = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(this.#port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      {
        ...runAs,
        cwd: dirname(data),
        stdio: ['ignore', out, out],
        detached: true,
        env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      },
    );
    this.#server = server;
    const ended = new Promise<never>((_, reject) => {
      server.once('error', reject);
      server.once('exit', (code, signal) => reject(new Error(`PostgreSQL ended (${signal ?? code}); see ${log}`)));
    });
    ended.catch(() => undefined);
    const client = await Promise.race([connect(this.url, READY_WITHIN_MS), ended]);
    if (!client) throw new Error(`PostgreSQL didn't answer within ${READY_WITHIN_MS / 1000} s; see ${log}`);
    if (!(await takeOwnership(client))) {
      await client.end();
      throw inUse(this.dataDir);
    }
    this.#ownership = client;
    writeServerFile(this.dataDir, { ownerPid: process.pid, port: this.#port, url: this.url });
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`PostgreSQL ended at once; see ${log}`);
    server.once('exit', (code, signal) => void this.#restart(signal ?? code));
  }

  async #restart(reason: string | number | null): Promise<void> {
    for (let attempt = 1; !this.#stopping; attempt++) {
      this.log.error(`PostgreSQL ended unexpectedly (${reason}); starting it again.`);
      try {
        // Sessions of the dead server may hold its shared memory for a moment.
        await sleep(Math.min(50 * attempt, 1_000));
        await this.#start();
        return;
      } catch (error) {
        this.log.error(String(error));
      }
    }
  }
}

function urlOf(port: number, password: string): string {
  return `postgresql://sevenfold:${password}@127.0.0.1:${port}/sevenfold`;
}

/** Stops a server whose owner was killed, so that the next one runs with our settings and as our child. */
async function endOrphan(dataDir: string, place: Place, password: string, log: Logger): Promise<void> {
  const running = runningServer(place);
  if (!running) return;
  const client = await connect(urlOf(running.port, password), READY_WITHIN_MS, () => isAlive(running.pid));
  if (!client) return;
  const owner = readServerFile(dataDir)?.ownerPid;
  // The session of a killed owner ends as soon as the server notices; one that lives keeps the lock.
  for (let waited = 0; !(await takeOwnership(client)); waited += 100) {
    if ((owner && isAlive(owner)) || waited >= 5_000) {
      await client.end();
      throw inUse(dataDir);
    }
    await sleep(100);
  }
  log.warn('The process that owned the database was killed; stopping its PostgreSQL and starting a new one.');
  client.on('error', () => undefined);
  process.kill(running.pid, 'SIGINT');
  while (isAlive(running.pid)) await sleep(20);
}

function inUse(dataDir: string): DatabaseInUseError {
  const owner = readServerFile(dataDir)?.ownerPid;
  return new DatabaseInUseError(
    `Another process${owner ? ` (${owner})` : ''} already runs on ${dataDir}. Stop it, choose another DATA_DIR, ` +
      'or add a process to it with "npm start -- --join" and another PORT.',
  );
}

async function takeOwnership(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [OWNER_LOCK]);
  return rows[0]?.taken === true;
}

/** Tries until the server answers; undefined when it doesn't within `ms` or `goOn` says no. */
async function connect(url: string, ms: number, goOn: () => boolean = () => true): Promise<pg.Client | undefined> {
  const database = new URL(url);
  database.pathname = '/postgres';
  for (let waited = 0; waited < ms && goOn(); waited += 25) {
    const client = new pg.Client({
      connectionString: database.href,
      connectionTimeoutMillis: 2_000,
      application_name: 'sevenfold owner',
    });
    client.on('error', () => undefined); // a broken session is noticed by the watch on the process
    try {
      await client.connect();
      await ensureDatabase(client);
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if ((error as pg.DatabaseError).code === '28P01')
        throw new Error("The database password in the data directory is not the server's.");
      await sleep(25);
    }
  }
  return undefined;
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'sevenfold'`);
  if (rowCount === 0) await client.query('CREATE DATABASE sevenfold');
}
