import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { Config, ConfigError } from './base/config/index.js';
import { DatabaseInUseError, DatabaseServer, UnsuitableDatabaseError } from './base/database/index.js';
import { armFaults } from './base/faults/index.js';
import { Log } from './base/logging/index.js';

/** Ctrl-C at `npm start` reaches this process twice: from the terminal, and from npm, which passes it on. */
const SAME_SIGNAL_MS = 300;
/** Enough for everything that is to be closed once no request is left. */
const CLOSING_MS = 5_000;

const log = new Logger('Sevenfold');

/** Errors whose message is the whole explanation. */
function isExplained(error: unknown): error is Error {
  const listening =
    error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
  return (
    error instanceof ConfigError ||
    error instanceof DatabaseInUseError ||
    error instanceof UnsuitableDatabaseError ||
    listening
  );
}

async function start(): Promise<void> {
  let server: DatabaseServer | undefined;
  let app: NestFastifyApplication | undefined;
  let stopping = false as boolean; // changed by signals, which the compiler can’t see
  let signalled: number | undefined;

  const stop = async (exitCode: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    try {
      if (app) {
        const { Drain } = await import('./base/http/index.js');
        await app.get(Drain).run();
        await Promise.race([app.close(), sleep(CLOSING_MS)]);
      }
    } catch (error) {
      log.error(error);
    } finally {
      await server?.stop();
    }
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (signalled === undefined) {
        signalled = performance.now();
        log.log(`${signal}: finishing what was begun, then stopping.`);
        void stop(0);
      } else if (performance.now() - signalled > SAME_SIGNAL_MS) {
        log.warn(`${signal} again: stopping at once.`);
        void server?.stop();
        process.exit(128 + constants.signals[signal]);
      }
    });
  }
  const fail = (error: unknown): void => {
    if (isExplained(error)) log.fatal(error.message);
    else log.fatal(error);
    void stop(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  try {
    const config = new Config(process.env);
    const lines = new Log(config);
    Logger.overrideLogger(lines);
    armFaults(config);
    // The application takes seconds to load: not before the settings are known to be right, and while the database starts.
    const loading = Promise.all([import('./app.js'), import('./startup.js'), import('./welcome.js')]);
    server = await DatabaseServer.start(config, process.argv.includes('--join') ? 'join' : 'own');
    const [{ createApp }, { Startup }, { welcome }] = await loading;
    app = await createApp(config, server, { log: lines });
    await app.listen(config.port, config.host);
    process.stdout.write(welcome(config, await app.getUrl()));
    if (config.worker && !stopping) await app.get(Startup).work();
  } catch (error) {
    fail(error);
  }
}

void start();
