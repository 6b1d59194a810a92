// Plain JavaScript over the built code: Jest maps no module names here.
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { createApp } from '../../dist/app.js';
import { Config } from '../../dist/base/config/index.js';
import { DatabaseServer } from '../../dist/base/database/index.js';

/** One throw-away server for all tests, and one migrated database with its content, which every test file clones. */
export default async function globalSetup() {
  const dataDir = mkdtempSync(join(tmpdir(), 'sevenfold-test-'));
  chmodSync(dataDir, 0o711); // as root, PostgreSQL runs under an account that must get in
  const server = await DatabaseServer.start(new Config({ NODE_ENV: 'test', DATA_DIR: dataDir, LOG_LEVEL: 'warn' }));
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query('CREATE DATABASE template_sevenfold');
  const template = new URL(server.url);
  template.pathname = '/template_sevenfold';
  const config = new Config({ NODE_ENV: 'test', DATA_DIR: dataDir, DATABASE_URL: template.href, LOG_LEVEL: 'error' });
  const app = await createApp(config, await DatabaseServer.start(config));
  await app.close();
  await admin.end();
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_DATA_DIR = dataDir;
  globalThis.testServer = server;
}
