import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';

import { createApp } from '../../dist/app.js';
import { Config } from '../../dist/base/config/index.js';
import { DatabaseServer } from '../../dist/base/database/index.js';
import { fillCommunity, sizeOf } from '../../test/scale/community.js';
import { endAtExit } from './processes.js';

const DATA = join(import.meta.dirname, '../.data');
/** What is scheduled and what can be booked stands around the time of filling; after this long it is made anew. */
const STALE_DAYS = 3;

/**
 * A PostgreSQL of the product's own kind with a community of a size in it; kept for the next run.
 * @param of rows that are other than the size says, and what is done after filling, by a name of its own
 */
export async function openDatabase(size, seed, fresh, of = {}) {
  const dataDir = join(DATA, [of.name, size, seed].filter(Boolean).join('-'));
  if (fresh) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const config = new Config({ NODE_ENV: 'test', DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
  const server = await DatabaseServer.start(config);
  await (await createApp(config, server)).close(); // migrates and loads the content
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const postmaster = Number(readFileSync(`/proc/${client.processID}/stat`, 'utf8').split(') ')[1].split(' ')[1]);
  const ended = endAtExit(postmaster);
  const { rows } = await client.query(
    `SELECT coalesce(shobj_description(oid, 'pg_database'), '') AS filled FROM pg_database WHERE datname = current_database()`,
  );
  const age = (Date.now() - Date.parse(rows[0].filled)) / 86_400_000;
  if (!(age < STALE_DAYS)) {
    if (rows[0].filled) {
      await client.end();
      ended();
      await server.stop();
      return openDatabase(size, seed, true, of);
    }
    const now = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString();
    console.log(`filling the ${size} community (seed ${seed}), around ${now}`);
    await fillCommunity(client, { ...sizeOf(size), ...of.rows }, now, seed, (step) => console.log(`  ${step}`));
    await of.filled?.(client);
    // Else PostgreSQL does so by itself, a minute later, while something is measured.
    await client.query('VACUUM (ANALYZE)');
    await client.query(`COMMENT ON DATABASE ${client.escapeIdentifier(client.database)} IS '${now}'`);
  }
  return {
    url: server.url,
    client,
    /** Pid of the server's first process; the others are its children. */
    postmaster,
    stop: async () => {
      await client.end();
      ended();
      await server.stop();
    },
  };
}
