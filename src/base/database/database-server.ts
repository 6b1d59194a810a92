import { Logger } from '@nestjs/common';

import type { Config } from '../config/index.js';
import { DatabaseInUseError, EmbeddedServer } from './embedded/embedded-server.js';
import { prepareDatabase } from './prepare.js';

type Mode = 'own' | 'join' | 'either';

/** The address of a database that is up to date, and the server behind it where this process owns one. */
export class DatabaseServer {
  private constructor(
    readonly url: string,
    /** Reaches the server itself, past any pooler. */
    readonly directUrl: string,
    private readonly embedded?: EmbeddedServer,
  ) {}

  /**
   * @param mode with an embedded server: `own` it, `join` the one that another process owns, or `either`, whichever it is
   * @throws DatabaseInUseError when it is to be owned and is already; UnsuitableDatabaseError
   */
  static async start(config: Config, mode: Mode = 'own'): Promise<DatabaseServer> {
    const log = new Logger('Database');
    const server = await DatabaseServer.reach(config, mode, log);
    try {
      await prepareDatabase(server.directUrl, log);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** The same without looking at what is in it. */
  static async reach(config: Config, mode: Mode, log: Logger): Promise<DatabaseServer> {
    if (config.databaseUrl) {
      return new DatabaseServer(config.databaseUrl, config.directDatabaseUrl ?? config.databaseUrl);
    }
    if (mode === 'join') {
      const url = await EmbeddedServer.join(config.dataDir);
      return new DatabaseServer(url, url);
    }
    let embedded: EmbeddedServer;
    try {
      embedded = await EmbeddedServer.own(config.dataDir, log);
    } catch (error) {
      if (mode === 'either' && error instanceof DatabaseInUseError) return DatabaseServer.reach(config, 'join', log);
      throw error;
    }
    return new DatabaseServer(embedded.url, embedded.url, embedded);
  }

  async stop(): Promise<void> {
    await this.embedded?.stop();
  }
}
