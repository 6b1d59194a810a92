import { pathToFileURL } from 'node:url';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { AccessTokens } from '../../dist/identity/access/access-tokens.js';
import { SigningKeys } from '../../dist/identity/access/signing-keys.js';
import { Config } from '../../dist/base/config/index.js';
import { DatabaseClock } from '../../dist/base/time/index.js';

const SERVERS = join(import.meta.dirname, '../servers');
export const SECRET_KEY = 'a key for the benchmark only, 32 bytes and more';

/** An address nobody is asked at: a production service needs one, and sends nothing while only reads are asked. */
const MAIL = 'smtp://127.0.0.1:1';

const json = { 'content-type': 'application/json' };
const graphql = ({ query, name }, { variables }) => JSON.stringify({ query, variables, operationName: name });

const clock = new DatabaseClock();
const tokens = new AccessTokens(new SigningKeys(new Config({ NODE_ENV: 'test', SECRET_KEY }), clock), clock);

/** An access token of somebody, as signing in would give it. */
export async function tokenOf(accountId, sessionId, roles = ['LEARNER']) {
  const viewer = { accountId, sessionId, roles: new Set(roles), emailVerified: true };
  return (await tokens.issue(viewer)).token;
}

/** How the product's own processes are started. */
export function sevenfold(databaseUrl) {
  return {
    name: 'sevenfold',
    folder: '../..',
    command: process.execPath,
    args: ['dist/main.js'],
    env: {
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PUBLIC_URL: 'https://sevenfold.example',
      SMTP_URL: MAIL,
      SECRET_KEY,
      LOG_LEVEL: 'warn',
      RATE_LIMIT_POINTS: '1000000000',
    },
  };
}

/** How each server is started and asked. `answer` takes its data to the contract's shape, where that isn't its own. */
export async function serverDefinitions(databaseUrl) {
  const trusting = ({ account }) => ({ ...json, ...(account && { 'x-account': account }) });
  const competitor = (name, command, args) => ({
    name,
    folder: name,
    command,
    args,
    env: { DATABASE_URL: databaseUrl },
    path: () => '/graphql',
    headers: trusting,
    body: graphql,
  });
  const definitions = [
    {
      ...competitor('floor', process.execPath, ['server.js']),
      path: (name) => `/${name}`,
      body: ({ totals }, { variables }) => JSON.stringify({ variables, totals }),
      bare: true,
    },
    competitor('postgraphile', './node_modules/node/bin/node', ['server.js']),
    competitor('mercurius', process.execPath, ['server.js']),
    competitor('usual', process.execPath, ['dist/main.js']),
    {
      ...sevenfold(databaseUrl),
      path: () => '/graphql',
      // A token lives for minutes, so each round brings its own.
      headers: async ({ account }) =>
        account ? { ...json, authorization: `Bearer ${await tokenOf(account, account)}` } : json,
      body: graphql,
    },
  ];
  const normalize = join(SERVERS, 'postgraphile/normalize.mjs');
  if (existsSync(normalize)) {
    const own = await import(pathToFileURL(normalize).href);
    Object.assign(
      definitions.find(({ name }) => name === 'postgraphile'),
      own.definition ?? {},
    );
  }
  return definitions;
}
