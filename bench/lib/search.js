import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import { parse } from 'yaml';

import { createApp } from '../../dist/app.js';
import { Config } from '../../dist/base/config/index.js';
import { DatabaseServer } from '../../dist/base/database/index.js';
import { openDatabase } from './database.js';
import { signIn, tokenFor } from './people.js';
import { startServer } from './processes.js';
import { sevenfold } from './servers.js';

const SEED = '7007';
const TEXTS = readFileSync(join(import.meta.dirname, 'search-texts.sql'), 'utf8');

/** The community of the other benches with fewer comments and attempts, texts as people write them, and documents of all. */
export function openCommunity(size, fresh) {
  return openDatabase(size, SEED, fresh, {
    name: 'search',
    rows: { comments: 1_000, attempts: 1_000 },
    filled: async (client) => {
      await client.query(TEXTS);
      const started = performance.now();
      await client.query('SELECT search_rebuild()');
      console.log(`  documents made in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
      await client.query('VACUUM (ANALYZE)');
    },
  });
}

const DOCUMENT = `query Search($query: String!) { search(query: $query, first: 10) { nodes { score snippet item {
  __typename ... on Post { id slug title } ... on Question { id slug prompt } ... on Mentor { id } } } pageInfo { hasNextPage endCursor } } }`;
const FACETS = `query Facets($query: String!) { search(query: $query, first: 10) { nodes { score } facets {
  kinds { kind count } areas { area { number } count } difficulties { difficulty count } } } }`;
const SIMILAR = `query Similar($prompt: String!) { similarQuestions(prompt: $prompt) { id slug prompt } }`;
const PROMPTS = 100;
const json = { 'content-type': 'application/json' };

/** The queries by which search:eval judges, by kind. */
const queries = Object.entries(
  parse(readFileSync(join(import.meta.dirname, '../../test/search/queries.yaml'), 'utf8')),
).flatMap(([kind, list]) => list.map(({ q }) => ({ kind, query: q })));

async function ask(url, body, headers = json) {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (response.status !== 200 || answer.errors) throw new Error(`${body.query}: ${JSON.stringify(answer)}`);
  return answer;
}

/** The statement that each query becomes, as it goes to PostgreSQL. */
async function recordStatements(databaseUrl) {
  const config = new Config({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'error',
    WORKER: 'off',
    RATE_LIMITS: 'off',
  });
  const app = await createApp(config, await DatabaseServer.start(config));
  await app.listen(0, '127.0.0.1');
  const { query: send } = pg.Client.prototype;
  let heard;
  pg.Client.prototype.query = function (...args) {
    const [statement, values] = args;
    const { text, values: given } = typeof statement === 'string' ? { text: statement, values } : statement;
    if (text?.includes('search_plan(')) heard = { text, values: (given ?? []).map((value) => prepareValue(value)) };
    return send.apply(this, args);
  };
  try {
    const url = `${await app.getUrl()}/graphql`;
    const statements = {};
    for (const { query } of queries) {
      await ask(url, { query: DOCUMENT, variables: { query } });
      statements[query] = heard;
    }
    return statements;
  } finally {
    pg.Client.prototype.query = send;
    await app.close();
  }
}

const quantile = (times, share) => [...times].sort((a, b) => a - b)[Math.floor(times.length * share)];

/** Each query is asked of each in turn, one at a time; the first round is not counted. */
async function rounds(ways, count) {
  const asked = queries.map((each) => ({
    ...each,
    times: Object.fromEntries(Object.keys(ways).map((way) => [way, []])),
  }));
  for (let round = 0; round <= count; round++) {
    for (const each of asked) {
      for (const [way, search] of Object.entries(ways)) {
        const started = performance.now();
        const found = await search(each.query);
        if (round > 0) each.times[way].push(performance.now() - started);
        each.found = { ...each.found, [way]: found };
      }
    }
  }
  return asked;
}

function row(name, asked) {
  if (asked.length === 0) return undefined;
  const times = (way) => asked.flatMap((each) => each.times[way]);
  const [floor, statement, sevenfold] = ['floor', 'statement', 'sevenfold'].map((way) => quantile(times(way), 0.5));
  const cells = [floor, statement, sevenfold, quantile(times('floor'), 0.95), quantile(times('sevenfold'), 0.95)];
  const ratios = [sevenfold / floor, sevenfold / statement];
  console.log(
    `${name.padEnd(24)}${String(asked.length).padStart(4)}${cells.map((ms) => ms.toFixed(1).padStart(10)).join('')}${ratios.map((ratio) => ratio.toFixed(2).padStart(10)).join('')}`,
  );
  return ratios[0];
}

/** What nothing is held against: counts beside a search, and near-duplicates of what somebody is about to submit. */
async function beside(product, client) {
  const { rows } = await client.query(
    `SELECT prompt FROM question WHERE state = 'PUBLISHED' ORDER BY md5(id::text) LIMIT ${PROMPTS}`,
  );
  const [person] = await signIn(client, 'TRUE', 1);
  const headers = { ...json, authorization: `Bearer ${await tokenFor(person)}` };
  const ways = {
    'with facets': queries.map(({ query }) => ({ query: FACETS, variables: { query } })),
    'near-duplicates': rows.map(({ prompt }) => ({ query: SIMILAR, variables: { prompt } })),
  };
  for (const [name, bodies] of Object.entries(ways)) {
    const times = [];
    for (const body of [...bodies.slice(0, 10), ...bodies]) {
      const started = performance.now();
      await ask(`${product.url}/graphql`, body, headers);
      times.push(performance.now() - started);
    }
    const counted = times.slice(10);
    console.log(`${name}: p50 ${quantile(counted, 0.5).toFixed(1)}, p95 ${quantile(counted, 0.95).toFixed(1)} ms`);
  }
}

export async function benchSearch({ size, fresh, rounds: count, most }) {
  const database = await openCommunity(size, fresh);
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  const servers = [];
  try {
    const file = join(folder, 'statements.json');
    writeFileSync(file, JSON.stringify(await recordStatements(database.url)));
    const own = sevenfold(database.url);
    const product = await startServer({ ...own, path: () => '/graphql' }, { ...own.env, WORKER: 'off' });
    servers.push(product);
    const byHand = {
      name: 'search by hand',
      folder: 'search',
      command: process.execPath,
      args: ['server.js'],
      path: () => '/',
    };
    const hand = await startServer(byHand, { DATABASE_URL: database.url, STATEMENTS: file });
    servers.push(hand);
    const asked = await rounds(
      {
        floor: async (query) => (await ask(`${hand.url}/floor`, { query })).length,
        statement: async (query) => (await ask(`${hand.url}/statement`, { query })).length,
        sevenfold: async (query) =>
          (await ask(`${product.url}/graphql`, { query: DOCUMENT, variables: { query } })).data.search.nodes.length,
      },
      count,
    );
    const { rows } = await database.client.query('SELECT count(*)::int AS count FROM search_document');
    console.log(`${rows[0].count} documents; each query ${count} times, one at a time; ms`);
    console.log(
      `${''.padEnd(24)}${['n', 'floor', 'statement', 'sevenfold', 'floor p95', 'p95', 'x floor', 'x stmt'].map((name, index) => name.padStart(index ? 10 : 4)).join('')}`,
    );
    for (const kind of new Set(queries.map((each) => each.kind)))
      row(
        kind,
        asked.filter((each) => each.kind === kind),
      );
    row(
      'floor finds a page',
      asked.filter((each) => each.found.floor > 9),
    );
    row(
      'floor finds nothing',
      asked.filter((each) => each.found.floor === 0),
    );
    row(
      'sevenfold finds nothing',
      asked.filter((each) => each.found.sevenfold === 0),
    );
    const ratio = row('all', asked);
    console.log(`${ratio <= most ? 'holds' : 'MISSED'}: ${ratio.toFixed(2)} times the floor, at most ${most}`);
    await beside(product, database.client);
    const slowest = [...asked].sort((a, b) => quantile(b.times.sevenfold, 0.5) - quantile(a.times.sevenfold, 0.5));
    console.log('slowest:');
    for (const { query, times } of slowest.slice(0, 5))
      console.log(`  ${quantile(times.sevenfold, 0.5).toFixed(1).padStart(8)}  ${query}`);
  } finally {
    for (const server of servers) await server.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
