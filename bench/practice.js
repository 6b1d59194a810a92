// `npm run bench:practice`: what recording 100 attempts in one call costs, against recording one.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, chmodSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import pg from 'pg';

import { createApp } from '../dist/app.js';
import { Config } from '../dist/base/config/index.js';
import { DatabaseServer } from '../dist/base/database/index.js';
import { AccessTokens } from '../dist/identity/access/index.js';
import { fillCommunity, sizeOf } from '../test/scale/community.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '60' },
    help: { type: 'boolean', default: false },
  },
});
const MOST = 3;
const BATCH = 100;
const document = /mutation RecordAttempts[\s\S]*?\n\}\n/.exec(
  readFileSync(join(import.meta.dirname, '../test/contract/operations/05-questions.graphql'), 'utf8'),
)[0];
const refusal = /fragment RefusalParts[\s\S]*?\}/.exec(
  readFileSync(join(import.meta.dirname, '../test/contract/operations/fragments.graphql'), 'utf8'),
)[0];
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function bench(rounds) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sevenfold-bench-'));
  chmodSync(dataDir, 0o711); // as root, PostgreSQL runs under an account that must get in
  const env = { NODE_ENV: 'test', DATA_DIR: dataDir, LOG_LEVEL: 'error', PORT: '0', RATE_LIMITS: 'off', WORKER: 'off' };
  const config = new Config(env);
  const server = await DatabaseServer.start(config);
  const app = await createApp(config, server);
  const sql = new pg.Client({ connectionString: server.url });
  try {
    await app.listen(0, '127.0.0.1');
    await sql.connect();
    const size = { ...sizeOf('tiny'), questions: 2_000, attempts: 50_000 };
    await fillCommunity(sql, size, new Date().toISOString(), 1, () => undefined);
    await sql.query('ANALYZE');
    const { rows: questions } = await sql.query(
      `SELECT id FROM question WHERE state = 'PUBLISHED' AND hidden_at IS NULL`,
    );
    const { rows: people } = await sql.query(`SELECT id FROM account WHERE status = 'ACTIVE' LIMIT 20`);
    const url = await app.getUrl();
    const tokens = app.get(AccessTokens, { strict: false });
    const clients = [];
    for (const { id } of people) {
      const viewer = { accountId: id, sessionId: id, roles: new Set(['LEARNER']), emailVerified: true };
      clients.push({ token: (await tokens.issue(viewer)).token, next: 0 });
    }
    /** Of questions in turn, so that each learner's history grows the same way in both. */
    const record = async (client, count) => {
      const at = new Date().toISOString(); // not before the bank was there
      const attempts = Array.from({ length: count }, () => ({
        id: randomUUID(),
        questionId: `question_${questions[client.next++ % questions.length].id}`,
        grade: 'GOOD',
        at,
        durationMs: 90_000,
      }));
      const body = JSON.stringify({ query: `${document}\n${refusal}`, variables: { input: { attempts } } });
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${client.token}` };
      const started = performance.now();
      const answer = await (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json();
      const ms = performance.now() - started;
      if (answer.data?.recordAttempts?.recorded !== count) throw new Error(JSON.stringify(answer).slice(0, 500));
      return ms;
    };
    const times = { 1: [], [BATCH]: [] };
    for (let round = -10; round < rounds; round++) {
      for (const count of [1, BATCH]) {
        const ms = await record(clients[(round + 10) % clients.length], count);
        if (round >= 0) times[count].push(ms);
      }
    }
    return { one: median(times[1]), batch: median(times[BATCH]) };
  } finally {
    await sql.end();
    await app.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (options.help) {
  console.log('npm run bench:practice -- [--rounds N]   how often each is asked (60)');
} else {
  const { one, batch } = await bench(Number(options.rounds));
  console.log(`${one.toFixed(1).padStart(8)} ms  recording one attempt, median`);
  console.log(`${batch.toFixed(1).padStart(8)} ms  recording ${BATCH} in one call, median`);
  const ratio = batch / one;
  console.log(`${ratio.toFixed(2).padStart(8)}     as much: ${ratio <= MOST ? 'holds' : 'MISSED'} (at most ${MOST})`);
  if (ratio > MOST) process.exitCode = 1;
}
