// A database server of its own, with the content loaded, for as long as something is measured.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { createApp } from '../../dist/app.js';
import { Config } from '../../dist/base/config/index.js';
import { DatabaseServer } from '../../dist/base/database/index.js';

/** @param work gets the address of the API a connection to its database, and the address of that */
export async function withService(work) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sevenfold-search-'));
  chmodSync(dataDir, 0o711); // as root, PostgreSQL runs under an account that must get in
  const config = new Config({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    PORT: '0',
    RATE_LIMITS: 'off',
    WORKER: 'off',
  });
  const server = await DatabaseServer.start(config);
  const client = new pg.Client({ connectionString: server.url });
  try {
    const app = await createApp(config, server);
    await app.listen(0, '127.0.0.1');
    await client.connect();
    try {
      await work(await app.getUrl(), client, server.url);
    } finally {
      await client.end();
      await app.close();
    }
  } finally {
    await server.stop?.();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
