import { Logger } from '@nestjs/common';

import type { Config } from '../config/index.js';
import { EmbeddedServer } from './embedded/embedded-server.js';
import { prepareDatabase } from './prepare.js';

/** The address of a database that is up to date, and the server behind it where this process owns one. */
export class DatabaseServer {
  private constructor(
    readonly url: string,
    /** Reaches the server itself, past any pooler. */
    readonly directUrl: string,
    private readonly embedded?: EmbeddedServer,
  ) {}

  /**
   * @param mode with an embedded server: `own` it, or `join` the one that another process owns
   * @throws DatabaseInUseError when it is to be owned and is already; UnsuitableDatabaseError
   */
  static async start(config: Config, mode: 'own' | 'join' = 'own'): Promise<DatabaseServer> {
    const log = new Logger('Database');
    const server = await DatabaseServer.#reach(config, mode, log);
    try {
      await prepareDatabase(server.directUrl, log);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  static async #reach(config: Config, mode: 'own' | 'join', log: Logger): Promise<DatabaseServer> {
    if (config.databaseUrl) {
      return new DatabaseServer(config.databaseUrl, config.directDatabaseUrl ?? config.databaseUrl);
    }
    if (mode === 'join') {
      const url = await EmbeddedServer.join(config.dataDir);
      return new DatabaseServer(url, url);
    }
    const embedded = await EmbeddedServer.own(config.dataDir, log);
    return new DatabaseServer(embedded.url, embedded.url, embedded);
  }

  async stop(): Promise<void> {
    await this.embedded?.stop();
  }
}
