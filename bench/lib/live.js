import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { openDatabase } from './database.js';
import { documentOf } from './operations.js';
import { cpuOf, startHelper, startServer } from './processes.js';
import { reportLive } from './report.js';
import { sevenfold, tokenOf } from './servers.js';

const API_PROCESSES = 2;
const WARM_UP_SECONDS = 3;
/** What hasn't come by then doesn't come. */
const LAST_WAIT_MS = 10_000;
const KEY = 'bench live';

async function startServers(databaseUrl) {
  const own = sevenfold(databaseUrl);
  const api = { ...own, path: () => '/graphql', env: { ...own.env, WORKER: 'off' } };
  const worker = {
    ...own,
    name: 'worker',
    args: ['dist/worker.js'],
    env: { ...own.env, LOG_LEVEL: 'log' },
    says: 'Working:',
  };
  const servers = {};
  for (let n = 1; n <= API_PROCESSES; n++) servers[`API ${n}`] = await startServer(api, api.env);
  servers.worker = await startServer(worker, worker.env);
  return servers;
}

/** People with a session each, as if they had signed in, and what they are told of: a comment of somebody else. */
async function chooseViewers(client, count) {
  const { rows } = await client.query(
    `SELECT account_id AS id FROM profile WHERE status = 'ACTIVE' ORDER BY handle OFFSET 200 LIMIT $1`,
    [count],
  );
  const viewers = rows.map(({ id }) => ({ accountId: id, sessionId: randomUUID() }));
  await client.query(
    `INSERT INTO sign_in_session (id, account_id, created_at, last_used_at, expires_at)
     SELECT id, account_id, now(), now(), now() + interval '1 day' FROM unnest($1::uuid[], $2::uuid[]) AS given (id, account_id)`,
    [viewers.map(({ sessionId }) => sessionId), viewers.map(({ accountId }) => accountId)],
  );
  const comments = await client.query(
    `SELECT c.id, c.author_id AS "authorId" FROM comment c JOIN post p ON p.id = c.subject_id
     JOIN account a ON a.id = c.author_id JOIN account b ON b.id = p.author_id
     WHERE a.status = 'ACTIVE' AND b.status = 'ACTIVE' AND c.hidden_at IS NULL AND p.state = 'PUBLISHED' AND p.hidden_at IS NULL AND p.publish_at < now() AND c.author_id <> ALL ($1::uuid[]) ORDER BY c.id LIMIT 200`,
    [viewers.map(({ accountId }) => accountId)],
  );
  return { viewers, comments: comments.rows };
}

/** Nothing of a run remains in the community, which the other bench asks too. */
async function forget(client) {
  await client.query(
    `DELETE FROM event WHERE kind = 'NotificationReceived' AND subject_id IN (SELECT id FROM notification WHERE key LIKE '${KEY} %')`,
  );
  await client.query(`DELETE FROM notification WHERE key LIKE '${KEY} %'`);
  await client.query('DELETE FROM viewer_log');
  await client.query(`DELETE FROM sign_in_session WHERE expires_at > now() AND created_at > now() - interval '1 day'`);
}

function percentiles(times) {
  const sorted = times.sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), longest: sorted.at(-1) };
}

/** What each socket heard, beside its viewer's log: each once, in that order, and how long after its commit. */
async function judge(client, written, heard) {
  const { rows } = await client.query(
    `SELECT e.account_id AS "accountId", n.key, 'notification_' || n.id AS id FROM viewer_event e JOIN notification n ON n.id = e.subject_id
     WHERE n.key LIKE '${KEY} %' ORDER BY e.account_id, e.position`,
  );
  const logs = new Map();
  const committedAt = new Map(written);
  const times = [];
  for (const row of rows) {
    if (!committedAt.has(row.key)) continue;
    if (!logs.has(row.accountId)) logs.set(row.accountId, []);
    logs.get(row.accountId).push(row);
  }
  const found = { events: written.length, deliveries: 0, lost: 0, doubled: 0, disordered: 0 };
  found.unrelayed = written.length - [...logs.values()].flat().length;
  for (const { accountId, events } of heard) {
    const log = logs.get(accountId) ?? [];
    const expected = new Map(log.map(({ id, key }, n) => [id, { n, at: committedAt.get(key) }]));
    const seen = new Set();
    let last = -1;
    for (const [id, at] of events) {
      const event = expected.get(id);
      if (!event) continue; // of the time before it counted
      if (seen.has(id)) found.doubled++;
      else times.push(at - event.at);
      if (event.n < last) found.disordered++;
      last = event.n;
      seen.add(id);
    }
    found.deliveries += seen.size;
    found.lost += log.length - seen.size;
  }
  return { ...found, ...percentiles(times) };
}

/** As people do now and then: a count of what is unread counts no more than a few. */
async function markRead(client) {
  await client.query(`UPDATE notification SET read_at = now() WHERE read_at IS NULL AND key LIKE '${KEY} %'`);
}

async function measure({ database, servers, subscribers, writer }, rate, seconds) {
  const processes = { ...servers, subscribers, writer };
  const cpus = () => ({
    ...Object.fromEntries(Object.entries(processes).map(([name, { pid }]) => [name, cpuOf(pid)])),
    PostgreSQL: cpuOf(database.postmaster),
  });
  await writer.ask({ rate, seconds: WARM_UP_SECONDS });
  const before = cpus();
  const started = performance.now();
  const { written, most } = await writer.ask({ rate, seconds });
  const elapsed = (performance.now() - started) / 1_000;
  const after = cpus();
  const { events } = await subscribers.ask('count');
  for (let count = events, end = performance.now() + LAST_WAIT_MS; performance.now() < end;) {
    await sleep(1_000);
    const now = (await subscribers.ask('count')).events;
    if (now === count) break;
    count = now;
  }
  const heard = await subscribers.ask('heard');
  return {
    eventsPerSecond: written.length / elapsed,
    mostWaiting: most,
    ...(await judge(database.client, written, heard)),
    cpu: Object.fromEntries(Object.keys(after).map((name) => [name, (after[name] - before[name]) / elapsed])),
  };
}

export async function benchLive(options) {
  const database = await openDatabase(options.size, options.seed, false);
  const { client } = database;
  let servers = {};
  const helpers = [];
  try {
    await forget(client);
    servers = await startServers(database.url);
    const { viewers, comments } = await chooseViewers(client, options.viewers);
    const [subscribers, writer] = ['live-subscribers.js', 'live-writer.js'].map(startHelper);
    helpers.push(subscribers, writer);
    const urls = Object.keys(servers)
      .filter((name) => name.startsWith('API'))
      .map((name) => servers[name].url);
    await writer.ask({ databaseUrl: database.url, viewers, comments, key: KEY });
    const rounds = [];
    for (let round = 0; round < options.rounds; round++) {
      await markRead(client);
      // A token lives for minutes, so each round brings its own.
      const sockets = await Promise.all(
        Array.from({ length: options.subscribers }, async (_, n) => {
          const { accountId, sessionId } = viewers[n % viewers.length];
          // Turns of all viewers go to one process after the other, so that each viewer has sockets at both.
          const url = urls[(n + Math.floor(n / viewers.length)) % urls.length];
          return { accountId, url, token: await tokenOf(accountId, sessionId) };
        }),
      );
      await subscribers.ask({ sockets, query: documentOf('ViewerEvents', true) });
      rounds.push(await measure({ database, servers, subscribers, writer }, options.rate, options.seconds));
      const { p50, p95, p99, lost, doubled } = rounds.at(-1);
      console.log(
        `  round ${round + 1}: p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)} ms, ${lost} lost, ${doubled} doubled`,
      );
    }
    reportLive(rounds, options);
  } finally {
    for (const helper of helpers) helper.stop();
    await Promise.all(Object.values(servers).map((server) => server.stop()));
    await forget(client);
    await database.stop();
  }
}
