import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';

import { Config } from '../config/index.js';
import { DatabaseServer } from './database-server.js';

/** @param payload undefined when some may have been missed: after each connect */
export type Heard = (payload: string | undefined) => void;

const LONGEST_PAUSE_MS = 2_000;

/** Hears NOTIFY on a connection of its own, which a transaction pooler could not carry, and comes back when it breaks. */
@Injectable()
export class Listener implements OnApplicationShutdown {
  readonly #log = new Logger('Listener');
  readonly #heard = new Map<string, Heard[]>();
  #client: pg.Client | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(
    private readonly server: DatabaseServer,
    private readonly config: Config,
  ) {}

  on(channel: string, heard: Heard): void {
    this.#heard.set(channel, [...(this.#heard.get(channel) ?? []), heard]);
    this.#client?.query(`LISTEN ${pg.escapeIdentifier(channel)}`).then(
      () => heard(undefined),
      () => undefined, // the connection broke: the next one listens to all channels
    );
    this.#running ??= this.#run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => undefined);
    await this.#running;
  }

  #ended(): boolean {
    return this.#stopped;
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#stopped;) {
      try {
        await this.#listen(() => (failures = 0));
      } catch (error) {
        if (this.#ended()) return;
        if (failures++ === 0) this.#log.warn(`The listening connection broke: ${(error as Error).message}`);
        await sleep(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** failures), undefined, { ref: false });
      }
    }
  }

  /** Resolves or rejects when the connection is over. */
  async #listen(connected: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.directDatabaseUrl ?? this.server.url,
      application_name: 'sevenfold listener',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    const over = new Promise<void>((resolve, reject) => client.once('end', resolve).once('error', reject));
    over.catch(() => undefined);
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => this.#heard.get(channel)?.forEach((heard) => heard(payload)));
    await client.connect();
    try {
      for (const channel of this.#heard.keys()) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      if (this.#ended()) return; // told to stop before there was anything to end
      this.#client = client;
      connected();
      for (const listeners of this.#heard.values()) listeners.forEach((heard) => heard(undefined));
      await over;
    } finally {
      this.#client = undefined;
      await client.end().catch(() => undefined);
    }
  }
}
