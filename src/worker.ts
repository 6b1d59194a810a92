import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from '@nestjs/common';

import { createApp } from './app.js';
import { Config } from './base/config/index.js';
import { DatabaseServer } from './base/database/index.js';
import { Log } from './base/logging/index.js';
import { Startup } from './startup.js';

/** `npm run worker`: what happens after a commit, in a process that answers no requests. Any number of them may run. */
async function start(): Promise<void> {
  const config = new Config(process.env);
  const log = new Log(config);
  Logger.overrideLogger(log);
  const server = await DatabaseServer.start(config, config.databaseUrl ? 'own' : 'join');
  const app: NestFastifyApplication = await createApp(config, server, { log });
  let stopping: Promise<void> | undefined;
  const stop = (exitCode: number): void => {
    stopping ??= app
      .close()
      .then(() => server.stop())
      .then(() => process.exit(exitCode));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      new Logger('Worker').fatal(error);
      stop(1);
    });
  }
  await app.get(Startup).work();
  new Logger('Worker').log('Working: events, jobs and mail. Ctrl-C finishes what was begun and stops.');
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
