// Plain JavaScript over the built code: Jest maps no module names here.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';

import { createApp } from '../../dist/app.js';
import { Config } from '../../dist/base/config/index.js';
import { DatabaseServer } from '../../dist/base/database/index.js';
import { scratch } from './scratch.js';

const PREFIX = 'sevenfold-test-';

/** A run that was killed left its server behind, which nobody else would ever stop. */
function sweep(parent) {
  for (const name of readdirSync(parent).filter((each) => each.startsWith(PREFIX))) {
    const path = join(parent, name);
    try {
      const { ownerPid } = JSON.parse(readFileSync(join(path, 'server.json'), 'utf8'));
      if (isAlive(ownerPid)) continue;
      const lock = ['cluster/postgres', 'postgres'].map((cluster) => join(path, cluster, 'postmaster.pid'));
      for (const file of lock) {
        try {
          process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGQUIT');
        } catch {
          // not this one, or gone already
        }
      }
      rmSync(path, { recursive: true, force: true });
    } catch {
      // just being made by a run beside this one
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** One throw-away server for all tests, and one migrated database with its content, which every test file clones. */
export default async function globalSetup() {
  const parent = scratch();
  sweep(parent);
  const dataDir = mkdtempSync(join(parent, PREFIX));
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
