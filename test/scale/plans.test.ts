import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { AccessTokens } from '../../src/identity/access/index.js';
import type { Client } from '../harness/client.js';
import { PlanDigests } from '../../src/notifications/digest/index.js';
import { operationDocument } from '../harness/operations.js';
import { type Service, startService } from '../harness/service.js';
import { type SentStatement, sentBy } from '../harness/statements.js';
import { fillCommunity } from './community.js';

/*
 * How PostgreSQL carries out the lists of the contract over some thousand rows of each kind: no walk through a table that grows, and rows looked at in proportion to the page, not to the table.
 */

const SIZE = { people: 4_000, mentors: 1_000, posts: 10_000, comments: 20_000, questions: 2_000, attempts: 50_000 };

/** A table this small is read whole whatever indexes it has: it is a page or two. */
const SMALL = 300;

let service: Service;
let database: pg.Client;
const viewers: Record<string, Client> = {};
beforeAll(async () => {
  service = await startService();
  database = new pg.Client({ connectionString: service.databaseUrl });
  await database.connect();
  await fillCommunity(database, SIZE, new Date().toISOString(), 1, () => undefined);
  // As in src/base/database/connection.ts.
  await database.query('SET plan_cache_mode = force_generic_plan; SET random_page_cost = 1.1; SET jit = off');
  const { rows } = await database.query<{ handle: string; id: string }>(
    "SELECT handle, account_id AS id FROM profile WHERE handle IN ('person-1', 'person-2')",
  );
  const tokens = service.app.get(AccessTokens, { strict: false });
  for (const { handle, id } of rows) {
    const [name, role] =
      handle === 'person-1' ? (['learner', 'LEARNER'] as const) : (['moderator', 'MODERATOR'] as const);
    const viewer = { accountId: id, sessionId: id, roles: new Set([role]), emailVerified: true };
    viewers[name] = service.client((await tokens.issue(viewer)).token);
  }
  viewers.anonymous = service.anonymous;
}, 120_000);
afterAll(async () => {
  await database.end();
  await service.stop();
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((item) => JSON.stringify(item)).join(',')}}`);
  return pg.escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value));
}

async function planOf({ text, values }: SentStatement): Promise<PlanNode[]> {
  await database.query(`PREPARE looked_at AS ${text}`);
  const call = values.length > 0 ? `(${values.map(literal).join(', ')})` : '';
  const { rows } = await database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE looked_at${call}`,
  );
  await database.query('DEALLOCATE looked_at');
  return nodesOf((rows[0] as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'][0].Plan);
}

const areas = [2, 5];
const lists: [string, object][] = [
  ['SkillAreas', {}],
  ['SkillAreaPage', { slug: 'llm-architecture' }],
  ...['BEST_MATCH', 'NEWEST', 'NEXT_SLOT', 'RATING'].map((orderBy): [string, object] => [
    'Mentors',
    { first: 10, orderBy },
  ]),
  ...['NEWEST', 'NEXT_SLOT', 'RATING'].map((orderBy): [string, object] => [
    'Mentors',
    { first: 10, orderBy, filter: { areas } },
  ]),
  ...['NEWEST', 'TOP'].flatMap((orderBy): [string, object][] => [
    ['Feed', { first: 20, orderBy }],
    ['Feed', { first: 20, orderBy, filter: { areas } }],
  ]),
  ['Feed', { first: 20, filter: { author: 'person-3' } }],
  ['Feed', { first: 20, filter: { bookmarked: true } }],
  ...['NEWEST', 'EASIEST', 'HARDEST', 'MOST_ASKED'].flatMap((orderBy): [string, object][] => [
    ['Questions', { first: 20, orderBy }],
    ['Questions', { first: 20, orderBy, filter: { areas } }],
  ]),
  ['Questions', { first: 20, filter: { difficulty: ['HARD'], kinds: ['NUMERIC'] } }],
  ['MyInterviews', { first: 10 }],
  ['PersonPage', { handle: 'person-3' }],
];

describe.each(['anonymous', 'learner', 'moderator'])('as %s', (viewer) => {
  const open = lists.filter(
    ([name, variables]) =>
      viewer !== 'anonymous' || !(name === 'MyInterviews' || JSON.stringify(variables).includes('bookmarked')),
  );

  test.each(open)('%s %j', async (name, variables) => {
    const client = viewers[viewer] as Client;
    const [statement, ...more] = await sentBy(async () => {
      expect((await client.ask(operationDocument(name as 'Feed'), variables)).errors).toBeUndefined();
    });
    expect(more).toEqual([]);
    const nodes = await planOf(statement as SentStatement);
    const rowsOf = (node: PlanNode) =>
      (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
      node['Actual Loops'];
    const scans = nodes.filter((node) => node['Relation Name']);
    const walks = scans.filter((node) => node['Node Type'] === 'Seq Scan' && rowsOf(node) > SMALL);
    expect(walks.map((node) => node['Relation Name'])).toEqual([]);
    expect(scans.reduce((sum, node) => sum + rowsOf(node), 0)).toBeLessThan(3_000);
  });
});

test.each(['NEWEST', 'EASIEST', 'HARDEST', 'MOST_ASKED'])(
  'questions of one area, %s, pass no others',
  async (orderBy) => {
    const client = viewers.anonymous as Client;
    const [statement] = await sentBy(() =>
      client.ask(operationDocument('Questions'), { first: 20, orderBy, filter: { areas: [2] } }),
    );
    const nodes = await planOf(statement as SentStatement);
    const passed = nodes
      .filter((node) => node['Relation Name'] === 'question')
      .map((node) => ({ read: node['Actual Rows'], removed: node['Rows Removed by Filter'] ?? 0 }));
    expect(passed).toEqual([{ read: 21, removed: 0 }]);
  },
);

test('digests that are due are found without a walk through all accounts', async () => {
  const digests = service.app.get(PlanDigests, { strict: false });
  await digests.execute(); // those of all new accounts
  await database.query(
    `UPDATE digest SET frequency = 'NEVER', next_at = NULL WHERE account_id IN (SELECT id FROM account ORDER BY id OFFSET 1000 LIMIT 1000)`,
  );
  await database.query('ANALYZE digest');
  const { rows } = await database.query<{ id: string }>(
    `UPDATE digest SET next_at = '2026-01-01' WHERE account_id IN (SELECT id FROM account ORDER BY id LIMIT 10) RETURNING account_id AS id`,
  );
  await database.query('UPDATE digest SET next_at = NULL WHERE account_id = $1', [rows[0]?.id]);
  const sent = (await sentBy(() => digests.execute())).filter(({ text }) => text.includes(' digest '));
  expect(sent).toHaveLength(6);
  for (const statement of sent) {
    const scans = (await planOf(statement)).filter((node) =>
      ['account', 'digest'].includes(node['Relation Name'] ?? ''),
    );
    expect(scans.length).toBeGreaterThan(0);
    for (const node of scans) {
      expect(node['Node Type']).not.toBe('Seq Scan');
      expect(node['Rows Removed by Filter'] ?? 0).toBeLessThan(SMALL);
    }
  }
  expect(
    (await database.query(`SELECT FROM digest WHERE frequency <> 'NEVER' AND next_at IS NULL OR pending`)).rowCount,
  ).toBe(0);
});
