import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { createApp } from './app.js';
import { Config, ConfigError } from './base/config/index.js';
import { DatabaseInUseError, DatabaseServer, UnsuitableDatabaseError } from './base/database/index.js';
import { welcome } from './welcome.js';

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
  let stopping = false;

  const stop = async (exitCode: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    try {
      await app?.close();
    } finally {
      await server?.stop();
    }
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      log.log(`${signal}: finishing what was begun, then stopping.`);
      void stop(0);
    });
  }
  const fail = (error: unknown): void => {
    if (isExplained(error)) log.fatal(error.message);
    else log.fatal(error instanceof Error ? (error.stack ?? error.message) : String(error));
    void stop(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  try {
    const config = new Config(process.env);
    server = await DatabaseServer.start(config, process.argv.includes('--join') ? 'join' : 'own');
    app = await createApp(config, server);
    await app.listen(config.port, config.host);
    process.stdout.write(welcome(config, await app.getUrl()));
  } catch (error) {
    fail(error);
  }
}

void start();
