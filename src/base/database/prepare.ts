import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

import { maintenanceConnection } from './connection.js';
import { migrations } from './migrations.js';

const OLDEST_SERVER = 160_000;
const MIGRATION_LOCK = 7_007_001;
const WAIT_FOR_SERVER_MS = 30_000;

/** A server that we can't trust with data. Its message is printed and the process ends. */
export class UnsuitableDatabaseError extends Error {
  override readonly name = 'UnsuitableDatabaseError';
}

/**
 * Waits for the server, refuses one that is too old or may lose what it acknowledged, and brings its tables up to date.
 * Several processes may start at once: one migrates, the others wait and find nothing to do.
 */
export async function prepareDatabase(url: string, log: Logger): Promise<void> {
  const connection = maintenanceConnection(url, migrations());
  await reach(connection, url, log);
  try {
    await assertSuitable(connection);
    await connection.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await connection.runMigrations({ transaction: 'each' });
    if (done.length > 0) log.log(`Migrated the database: ${done.map(({ name }) => name).join(', ')}`);
  } finally {
    await connection.destroy();
  }
}

async function reach(connection: DataSource, url: string, log: Logger): Promise<void> {
  for (let waited = 0; ; waited += 1_000) {
    try {
      await connection.initialize();
      return;
    } catch (error) {
      const { host } = new URL(url);
      if (waited >= WAIT_FOR_SERVER_MS)
        throw new UnsuitableDatabaseError(`No database answers at ${host}: ${String(error)}`);
      if (waited === 0) log.warn(`No database answers at ${host} yet (${(error as Error).message}); trying for 30 s.`);
      await sleep(1_000);
    }
  }
}

async function assertSuitable(connection: DataSource): Promise<void> {
  const show = async (setting: string) => {
    const rows = await connection.query<{ value: string }[]>('SELECT current_setting($1) AS value', [setting]);
    return rows[0]?.value;
  };
  if (Number(await show('server_version_num')) < OLDEST_SERVER) {
    throw new UnsuitableDatabaseError(`PostgreSQL ${await show('server_version')} is too old: 16 or newer is needed.`);
  }
  // With one of these off, a crash can take back what a client was told is done.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    if (['off', 'false'].includes((await show(setting)) ?? '')) {
      throw new UnsuitableDatabaseError(
        `The database runs with ${setting}=off and may lose what it acknowledged. Switch it on.`,
      );
    }
  }
  if ((await show('server_encoding')) !== 'UTF8')
    throw new UnsuitableDatabaseError('The database must be encoded in UTF8.');
}
