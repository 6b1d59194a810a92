import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { parse } from 'yaml';

import { type Audience, Policies, type Role, type RootRule } from '../../src/base/access/index.js';
import { AccessState, AccessTokens } from '../../src/identity/access/index.js';
import type { Client } from '../harness/client.js';
import { minimalOperation, type Values } from '../harness/minimal-input.js';
import { type Service, startService } from '../harness/service.js';

/** Somebody who asks, and what sets them apart. */
interface Who {
  readonly roles: readonly Role[];
  readonly area?: number;
  readonly unverified?: true;
  /** They signed in eleven minutes ago. */
  readonly late?: true;
  /** With a token that is still good. */
  readonly suspended?: true;
}
const ALL: readonly Role[] = ['LEARNER', 'MENTOR', 'MODERATOR', 'ADMIN'];
const ANONYMOUS = 'anonymous';
const VIEWERS: Readonly<Record<string, Who>> = {
  [ANONYMOUS]: { roles: [] },
  learner: { roles: ['LEARNER'] },
  mentor: { roles: ['LEARNER', 'MENTOR'] },
  moderator: { roles: ['LEARNER', 'MODERATOR'] },
  'moderator of an area': { roles: ['LEARNER', 'MODERATOR'], area: 3 },
  admin: { roles: ['LEARNER', 'ADMIN'] },
  unverified: { roles: ALL, unverified: true },
  'not signed in lately': { roles: ALL, late: true },
  suspended: { roles: ALL, suspended: true },
};

type Rule = RootRule & { readonly allow: readonly Audience[] };
const table = parse(readFileSync(join(import.meta.dirname, '../../policy.yaml'), 'utf8')) as Record<string, Rule>;
const entries = Object.entries(table).map(([field, rule]) => ({ field, rule }));
/** Subscriptions are asked for over sockets: see live.test.ts. */
const asked = entries.filter(({ field }) => !field.startsWith('Subscription.'));

let service: Service;
let schema: GraphQLSchema;
/** By viewer, an account for each field: what one does to it is nothing to the next. */
const accounts: Record<string, Record<string, string>> = {};
beforeAll(async () => {
  service = await startService({ env: { RATE_LIMITS: 'off' } });
  schema = service.app.get(GraphQLSchemaHost).schema;
  const now = service.clock.now().toString();
  for (const [viewer, { roles, area, unverified, suspended }] of Object.entries(VIEWERS)) {
    if (viewer === ANONYMOUS) continue;
    const ids = asked.map(() => randomUUID());
    accounts[viewer] = Object.fromEntries(asked.map(({ field }, index) => [field, ids[index] as string]));
    await service.sql.query(
      `INSERT INTO account (id, email, email_verified_at, status, time_zone, created_at)
       SELECT id, id || '@example.org', $2, 'ACTIVE', 'UTC', $3 FROM unnest($1::uuid[]) AS id`,
      [ids, unverified ? null : now, now],
    );
    await service.sql.query(
      `INSERT INTO profile (account_id, handle, name) SELECT id, 'p-' || left(id::text, 20), 'Somebody' FROM unnest($1::uuid[]) AS id`,
      [ids],
    );
    const granted = roles.filter((role) => role !== 'LEARNER');
    if (granted.includes('MENTOR'))
      await service.sql.query('INSERT INTO mentor (account_id, since) SELECT id, $2 FROM unnest($1::uuid[]) AS id', [
        ids,
        now,
      ]);
    await service.sql.query(
      `INSERT INTO role_grant (account_id, role, granted_at, area_number)
       SELECT id, role, $3, CASE WHEN role = 'MODERATOR' THEN $4::smallint END FROM unnest($1::uuid[]) AS id, unnest($2::text[]) AS role`,
      [ids, granted, now, area ?? null],
    );
    if (suspended) await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = ANY ($1)`, [ids]);
  }
  await service.app.get(AccessState, { strict: false }).refresh();
});
afterAll(() => service.stop());

async function clientOf(viewer: string, field: string): Promise<Client> {
  const accountId = accounts[viewer]?.[field];
  if (accountId === undefined) return service.anonymous;
  const { roles, area, unverified, late } = VIEWERS[viewer] as Who;
  const { token } = await service.app.get(AccessTokens, { strict: false }).issue({
    accountId,
    sessionId: randomUUID(),
    roles: new Set(roles),
    emailVerified: unverified !== true,
    authenticatedAt: service.clock.now().subtract({ minutes: late ? 11 : 0 }),
    ...(area !== undefined && { moderatedArea: area }),
  });
  return service.client(token);
}

/** What the table says that somebody gets to hear; `open` when it lets them in. */
function expected(rule: Rule, viewer: string): string {
  const { roles, area, unverified, late, suspended } = VIEWERS[viewer] as Who;
  if (suspended && !rule.withoutToken) return 'UNAUTHENTICATED';
  const anonymous = viewer === ANONYMOUS || suspended === true;
  const audiences = anonymous ? [ANONYMOUS] : roles.map((role) => role.toLowerCase());
  if (!rule.allow.some((audience) => audiences.includes(audience))) return anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  if (rule.allAreas && area !== undefined) return 'FORBIDDEN';
  if (rule.verified && (unverified || anonymous)) return 'EMAIL_NOT_VERIFIED';
  if (rule.recent && (late || anonymous)) return 'REAUTH_REQUIRED';
  return 'open';
}

/** Where the least that the schema asks for isn't what the table is about. */
const GIVEN: Readonly<Record<string, Values>> = {
  // With neither token nor refresh token nobody can be signed out.
  'Mutation.signOut': { input: { refreshToken: 'x' } },
};
const NO = ['UNAUTHENTICATED', 'FORBIDDEN', 'EMAIL_NOT_VERIFIED', 'REAUTH_REQUIRED'];
/** What may become of somebody who was let in, with arguments that name nothing. */
const FAIR = [undefined, 'NOT_FOUND', 'BAD_USER_INPUT'];

test('policy.yaml is the table that the service uses, and has an entry for every root field', () => {
  const { rules } = service.app.get(Policies);
  expect(Object.fromEntries(rules)).toEqual(table);
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.keys((type as GraphQLObjectType).getFields()).map((name) => `${type?.name}.${name}`),
  );
  expect(entries.map(({ field }) => field).sort()).toEqual(fields.sort());
});

test.each(asked)('$field is open to just those whom the table names', async ({ field, rule }) => {
  const { query, variables } = minimalOperation(schema, field, GIVEN[field]);
  const heard: Record<string, unknown> = {};
  const said: Record<string, unknown> = {};
  for (const viewer of Object.keys(VIEWERS)) {
    const client = await clientOf(viewer, field);
    const { data, errors } = await client.ask<Record<string, { code?: string } | null>>(query, variables);
    const failure = errors?.[0]?.extensions.code;
    const code = failure ?? data?.[field.slice(field.indexOf('.') + 1)]?.code;
    heard[viewer] = code !== undefined && NO.includes(code) ? code : FAIR.includes(failure) ? 'open' : failure;
    said[viewer] = expected(rule, viewer);
  }
  expect(heard).toEqual(said);
});
