import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { AppModule } from './app.module.js';
import type { Config } from './base/config/index.js';
import type { DatabaseServer } from './base/database/index.js';
import type { Clock } from './base/time/index.js';
import { allowOrigins, hardenHttp, httpAdapter } from './base/http/index.js';
import { Log } from './base/logging/index.js';
import { Startup } from './startup.js';

/** What a test puts in place of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
}

/** The whole application, ready to listen: migrated, with its content loaded. */
export async function createApp(
  config: Config,
  server: DatabaseServer,
  overrides: Overrides = {},
): Promise<NestFastifyApplication> {
  const log = overrides.log ?? new Log(config);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, server, overrides),
    httpAdapter(config),
    {
      bodyParser: false,
      abortOnError: false,
      logger: log,
    },
  );
  hardenHttp(app, config, log);
  if (config.allowedOrigins.length > 0) allowOrigins(app, config.allowedOrigins);
  await app.init();
  await app.get(Startup).run();
  return app;
}
