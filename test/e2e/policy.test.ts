import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLObjectType } from 'graphql';
import { parse } from 'yaml';

import { AUDIENCES, type Audience, Policies } from '../../src/base/access/index.js';
import { aMentor, aPerson } from '../factories/people.js';
import type { Client } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let clients: Record<Audience, Client>;
beforeAll(async () => {
  service = await startService();
  clients = {
    anonymous: service.anonymous,
    learner: (await aPerson(service)).client,
    mentor: (await aMentor(service)).client,
    moderator: (await aPerson(service, { roles: ['MODERATOR'] })).client,
    admin: (await aPerson(service, { roles: ['ADMIN'] })).client,
  };
});
afterAll(() => service.stop());

interface Entry {
  readonly field: string;
  readonly allow: readonly Audience[];
}

const table = parse(readFileSync(join(import.meta.dirname, '../../policy.yaml'), 'utf8')) as Record<
  string,
  { allow: Audience[] }
>;
const entries = Object.entries(table).map(([field, { allow }]): Entry => ({ field, allow }));

test('policy.yaml is the table that the service uses, and has an entry for every root field', () => {
  const { rules } = service.app.get(Policies);
  expect([...rules.keys()].sort()).toEqual(entries.map(({ field }) => field).sort());
  for (const { field, allow } of entries) expect(rules.get(field)?.allow).toEqual(allow);
  const { schema } = service.app.get(GraphQLSchemaHost);
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.keys((type as GraphQLObjectType).getFields()).map((name) => `${type?.name}.${name}`),
  );
  expect(entries.map(({ field }) => field).sort()).toEqual(fields.sort());
});

/** An operation of one root field with arguments that get past validation and name nothing that exists. */
function operation(field: string): { query: string; variables: object } {
  const { schema } = service.app.get(GraphQLSchemaHost);
  const [type, name] = field.split('.') as [string, string];
  const definition = (schema.getType(type) as GraphQLObjectType).getFields()[name];
  const args = (definition?.args ?? []).filter((arg) => arg.type.toString().endsWith('!'));
  const values: Record<string, unknown> = { 'ID!': 'x', 'String!': 'x', '[ID!]!': ['x'] };
  const inputs: Record<string, object> = {
    signUp: { email: 'x', password: 'x', name: 'x', timeZone: 'x' },
    signIn: { email: 'x', password: 'x' },
    refreshSession: { refreshToken: 'x' },
    signOut: { refreshToken: 'x' },
    requestEmailLink: { email: 'x', purpose: 'VERIFY_EMAIL' },
    verifyEmail: { token: 'x' },
    resetPassword: { token: 'x', password: 'x' },
    changePassword: { password: 'x' },
    changeEmail: { email: 'x' },
    confirmEmailChange: { token: 'x' },
    createPost: { idempotencyKey: crypto.randomUUID(), title: '', markdown: '', topics: [] },
    publishPost: { idempotencyKey: crypto.randomUUID(), postId: 'x' },
    addComment: { idempotencyKey: crypto.randomUUID(), subjectId: 'x', markdown: 'x' },
    setWeeklyHours: { timeZone: 'x', hours: [] },
    setDateOverride: { date: '2026-01-01' },
    setTravel: { from: '2026-01-01', until: '2026-01-02' },
    setCapacity: {},
    updateOffering: { offeringId: 'x', version: 1 },
    createOffering: { idempotencyKey: crypto.randomUUID(), title: '', durationMinutes: 1, topics: [] },
    markNotificationsRead: { ids: ['x'] },
    setNotificationPreferences: { preferences: [] },
    setDigestFrequency: { frequency: 'WEEKLY' },
    registerPushDevice: { platform: 'FCM' },
    removePushDevice: { deviceId: 'x' },
    retryDeadLetter: { deadLetterId: 'x' },
    bookInterview: {
      idempotencyKey: crypto.randomUUID(),
      offeringId: 'x',
      startsAt: '2027-01-01T00:00:00Z',
      timeZone: 'UTC',
    },
    rotateCalendarFeed: { idempotencyKey: crypto.randomUUID() },
  };
  const variables = Object.fromEntries(
    args.map((arg) => [arg.name, arg.name === 'input' ? inputs[name] : values[arg.type.toString()]]),
  );
  const [declared, passed] = [
    args.map((arg) => `$${arg.name}: ${String(arg.type)}`),
    args.map((arg) => `${arg.name}: $${arg.name}`),
  ].map((list) => (list.length > 0 ? `(${list.join(', ')})` : ''));
  return { query: `${type.toLowerCase()} ${declared} { ${name}${passed} { __typename } }`, variables };
}

/** Subscriptions are asked for over sockets: see live.test.ts. */
const asked = entries.filter(({ field }) => !field.startsWith('Subscription.'));

test.each(asked)('$field is open to just those whom the table names', async ({ field, allow }) => {
  for (const audience of AUDIENCES) {
    const { query, variables } = operation(field);
    const { errors } = await clients[audience].ask(query, variables);
    const code = errors?.[0]?.extensions.code;
    const refused = audience === 'anonymous' ? code === 'UNAUTHENTICATED' : code === 'FORBIDDEN';
    expect([field, audience, refused, code]).toEqual([
      field,
      audience,
      !allow.includes(audience),
      refused || code === 'NOT_FOUND' ? code : undefined,
    ]);
  }
});
