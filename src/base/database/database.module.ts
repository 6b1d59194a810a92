import {
  type DynamicModule,
  Injectable,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { DataSource, getMetadataArgsStorage } from 'typeorm';

import { Clock, DatabaseClock } from '../time/index.js';
import { requestPool } from './connection.js';
import { ConstraintRefusals } from './constraints.js';
import { Database } from './database.js';
import { DatabaseServer } from './database-server.js';
import { Listener } from './listener.js';

/** Keeps the clock on the database's time: measured at start and once a minute. */
@Injectable()
class ClockKeeper implements OnModuleInit, OnModuleDestroy {
  readonly #log = new Logger('Clock');
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: DatabaseClock,
    private readonly database: Database,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.#measure();
    this.#timer = setInterval(() => {
      this.#measure().catch((error: Error) => this.#log.warn(`The database's time can't be read: ${error.message}`));
    }, 60_000).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  #measure(): Promise<void> {
    return this.clock.measure(async () => {
      const row = await this.database.queryOne<{ ms: number }>(
        'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
      );
      return row?.ms ?? Number.NaN;
    });
  }
}

@Injectable()
class PoolKeeper implements OnApplicationShutdown {
  constructor(private readonly source: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await this.source.destroy();
  }
}

@Module({})
export class DatabaseModule {
  /**
   * @param server started before the application, so that what it refuses is one sentence and not a stack
   * @param clock in place of the database's time
   */
  static forRoot(server: DatabaseServer, clock?: Clock): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        ConstraintRefusals,
        Database,
        Listener,
        { provide: DatabaseServer, useValue: server },
        DatabaseClock,
        clock ? { provide: Clock, useValue: clock } : { provide: Clock, useExisting: DatabaseClock },
        {
          provide: DataSource,
          useFactory: () => {
            const log = new Logger('Database');
            // Every class with @Entity that app.module has imported.
            const entities = getMetadataArgsStorage().tables.map(({ target }) => target);
            return requestPool(server.url, entities, log).initialize();
          },
        },
        ClockKeeper,
        PoolKeeper,
      ],
      exports: [Clock, Database, DatabaseServer, Listener, ConstraintRefusals, DataSource],
    };
  }
}
