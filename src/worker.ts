import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from '@nestjs/common';

import { createApp } from './app.js';
import { Config } from './base/config/index.js';
import { DatabaseServer } from './base/database/index.js';
import { armFaults } from './base/faults/index.js';
import { Log } from './base/logging/index.js';
import { Startup } from './startup.js';

/** `npm run worker`: what happens after a commit, in a process that answers no requests. Any number of them may run. */
async function start(): Promise<void> {
  let server: DatabaseServer | undefined;
  let app: NestFastifyApplication | undefined;
  let stopping: Promise<void> | undefined;
  const stop = (exitCode: number): void => {
    stopping ??= Promise.resolve(app?.close())
      .then(() => server?.stop())
      .then(() => process.exit(exitCode));
  };
  // Before anything else, so that a signal during the start leaves nothing half begun either.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      new Logger('Worker').fatal(error);
      stop(1);
    });
  }
  try {
    const config = new Config(process.env);
    const log = new Log(config);
    Logger.overrideLogger(log);
    armFaults(config);
    server = await DatabaseServer.start(config, config.databaseUrl ? 'own' : 'join');
    app = await createApp(config, server, { log });
    if (stopping) return;
    await app.get(Startup).work();
    new Logger('Worker').log('Working: events, jobs and mail. Ctrl-C finishes what was begun and stops.');
  } catch (error) {
    if (stopping) return; // what it was about to use is closed
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

void start();
