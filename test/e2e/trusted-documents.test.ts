import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { TrustedDocuments, UnfitDocumentError } from '../../src/base/graphql/index.js';
import { type Service, startService } from '../harness/service.js';
import { statementsOf } from '../harness/statements.js';

const AREAS = 'query Areas($unused: Boolean = false) { skillAreas @skip(if: $unused) { number } }';
const OTHER = '{ skillAreas { slug } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let also: Service;
let only: Service;
const folder = mkdtempSync(join(tmpdir(), 'sevenfold-trust-'));
beforeAll(async () => {
  [also, only] = await Promise.all([startService(), startService({ env: { TRUSTED_DOCUMENTS: 'only' } })]);
  for (const service of [also, only]) await service.app.get(TrustedDocuments, { strict: false }).register([AREAS]);
});
afterAll(async () => {
  await Promise.all([also.stop(), only.stop()]);
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly data?: { skillAreas: unknown[] } | null;
  readonly errors?: { message: string; extensions: { code: string; requestId?: string } }[];
}

async function send(service: Service, body: object): Promise<Answer> {
  const response = await service.anonymous.post(JSON.stringify(body));
  return { status: response.status, ...((await response.json()) as object) };
}

async function get(service: Service, parameters: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${service.url}/graphql?${new URLSearchParams(parameters).toString()}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const persistedQuery = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

describe.each([
  ['beside others', () => also],
  ['and no others', () => only],
])('registered documents %s', (_mode, service) => {
  test.each([
    ['documentId', { documentId: `sha256:${sha256(AREAS)}` }],
    ['documentId without the name of the function', { documentId: sha256(AREAS) }],
    ['extensions.persistedQuery', { extensions: persistedQuery(AREAS) }],
    ['the whole text', { query: AREAS }],
    ['the whole text and its hash', { query: AREAS, extensions: persistedQuery(AREAS) }],
  ])('run by %s, the third time as the first', async (_what, body) => {
    for (let times = 0; times < 3; times++) {
      const { data, errors } = await send(service(), body);
      expect(errors).toBeUndefined();
      expect(data?.skillAreas).toHaveLength(7);
      expect((await send(service(), { ...body, variables: { unused: true } })).data).toEqual({});
    }
  });

  test('run by GET', async () => {
    const extensions = JSON.stringify(persistedQuery(AREAS));
    expect((await get(service(), { extensions })).data?.skillAreas).toHaveLength(7);
  });

  test('are looked up once', async () => {
    const body = { documentId: sha256(AREAS) };
    await send(service(), body);
    const statements = await statementsOf(() => send(service(), body));
    expect(statements).toHaveLength(1);
    expect(statements[0]).toContain('skill_area');
  });

  test('a hash that nobody registered is not found', async () => {
    for (const documentId of [sha256(OTHER), 'sha256:', '../secret', `${sha256(AREAS)}0`]) {
      const { errors } = await send(service(), { documentId });
      expect(errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    }
  });

  test('a hash of another text is refused', async () => {
    const { status, errors } = await send(service(), { query: AREAS, extensions: persistedQuery(OTHER) });
    expect([status, errors?.length]).toEqual([400, 1]);
  });
});

test('no request registers a document', async () => {
  const body = { query: OTHER, extensions: persistedQuery(OTHER) };
  const { errors: refusals, data } = await send(also, body);
  expect(refusals).toBeUndefined();
  expect(data?.skillAreas).toHaveLength(7);
  const { errors } = await send(also, { extensions: persistedQuery(OTHER) });
  expect(errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
});

describe('where registered documents run and no others', () => {
  test.each([
    ['by POST', (query: string) => send(only, { query })],
    ['by POST with its hash', (query: string) => send(only, { query, extensions: persistedQuery(query) })],
    ['by GET', (query: string) => get(only, { query })],
  ])('another document is refused %s', async (_way, ask) => {
    for (const query of [
      OTHER,
      `${AREAS} `,
      '{ __schema { __typename } }',
      'mutation { signOut { __typename } }',
      '{',
    ]) {
      const { status, data, errors } = await ask(query);
      expect([query, status, data]).toEqual([query, 403, undefined]);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'DOCUMENT_NOT_TRUSTED', retryable: false });
      expect(errors?.[0]?.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('registering', () => {
  test('refuses what is not a document of this API, and then registers nothing', async () => {
    const documents = also.app.get(TrustedDocuments, { strict: false });
    await expect(documents.register([OTHER, '{ nothing }'])).rejects.toThrow(UnfitDocumentError);
    await expect(documents.register(['{'])).rejects.toThrow('Syntax Error');
    expect((await send(also, { documentId: sha256(OTHER) })).errors?.[0]?.extensions.code).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    );
  });

  test('npm run trust takes operations and manifests and writes a manifest', async () => {
    const [operations, manifest, written] = ['a.graphql', 'b.json', 'c.json'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(
      operations,
      'query A { skillAreas { ...Parts } } query B { __typename } fragment Parts on SkillArea { name }',
    );
    writeFileSync(manifest, JSON.stringify({ [sha256(OTHER)]: OTHER }));
    const trust = join(import.meta.dirname, '../../dist/trust.js');
    const env = { PATH: process.env.PATH, NODE_ENV: 'test', DATABASE_URL: only.databaseUrl };
    const output = execFileSync(process.execPath, [trust, '--manifest', written, operations, manifest], {
      env,
      encoding: 'utf8',
    });
    const names = output
      .trim()
      .split('\n')
      .map((line) => /^sha256:([0-9a-f]{64}) {2}(\w+)$/.exec(line)?.slice(1));
    expect(names.map((line) => line?.[1])).toEqual(['A', 'B', sha256(OTHER)]);
    for (const line of names.slice(0, 1)) {
      const { data } = await send(only, { documentId: line?.[0] });
      expect(data?.skillAreas[0]).toHaveProperty('name');
    }
    const { operations: listed } = JSON.parse(readFileSync(written, 'utf8')) as {
      operations: { id: string; body: string }[];
    };
    for (const { id, body } of listed) expect(id).toBe(sha256(body));
  }, 30_000);
});
