import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type GraphQLSchema, isUnionType } from 'graphql';

import { Policies } from '../../src/base/access/index.js';
import { aMentor, aPerson, PASSWORD, signIn } from '../factories/people.js';
import type { Client } from '../harness/client.js';
import { minimalOperation, type Values } from '../harness/minimal-input.js';
import { type Service, startService } from '../harness/service.js';

/** Arguments of those that the least ones from the schema don't do for. */
const GIVEN: Readonly<Record<string, Values>> = {};

let service: Service;
let schema: GraphQLSchema;
let recent: readonly string[];
beforeAll(async () => {
  service = await startService();
  ({ schema } = service.app.get(GraphQLSchemaHost));
  recent = [...service.app.get(Policies).rules].filter(([, rule]) => rule.recent).map(([field]) => field);
});
afterAll(() => service.stop());

/** With every role, so that nothing but the time since the sign-in can refuse. */
async function somebody(): Promise<{ email: string; client: Client }> {
  const { email, accountId } = await aMentor(service);
  for (const role of ['MODERATOR', 'ADMIN'])
    await service.sql.query('INSERT INTO role_grant (account_id, role, granted_at) VALUES ($1, $2, now())', [
      accountId,
      role,
    ]);
  return { email, client: service.client(await signIn(service, email)) };
}

async function codeOf(client: Client, field: string): Promise<string | undefined> {
  const [, name = ''] = field.split('.');
  const { query, variables } = minimalOperation(schema, field, GIVEN[field]);
  const { data, errors } = await client.ask<Record<string, { code?: string }>>(query, variables);
  return errors?.[0]?.extensions.code ?? data?.[name]?.code;
}

async function refreshedEvery(seconds: number, times: number, email: string): Promise<Client> {
  let { signIn: session } = await service.anonymous.run('SignIn', { input: { email, password: PASSWORD } });
  for (let count = 0; count < times; count++) {
    if (!session || !('refreshToken' in session)) throw new Error(JSON.stringify(session));
    service.clock.advance({ seconds });
    const { refreshSession } = await service.anonymous.run('RefreshSession', {
      input: { refreshToken: session.refreshToken },
    });
    session = refreshSession;
  }
  if (!session || !('accessToken' in session)) throw new Error(JSON.stringify(session));
  return service.client(session.accessToken);
}

describe('what could lock the owner out, or gives all away', () => {
  test('is more than nothing, and its unions can say so', () => {
    expect(recent).toEqual(
      expect.arrayContaining([
        'Mutation.startTotp',
        'Mutation.removeTotp',
        'Mutation.regenerateBackupCodes',
        'Mutation.startPasskeyRegistration',
        'Mutation.finishPasskeyRegistration',
        'Mutation.removePasskey',
        'Mutation.createApiKey',
      ]),
    );
    for (const field of recent) {
      const type = schema.getMutationType()?.getFields()[field.split('.')[1] ?? '']?.type;
      const members = isUnionType(type) ? type.getTypes().map(({ name }) => name) : [];
      expect([field, members]).toEqual([field, expect.arrayContaining(['Refused'])]);
    }
  });

  test('answers REAUTH_REQUIRED ten minutes after the sign-in, with a token that is younger', async () => {
    const { email } = await somebody();
    const client = await refreshedEvery(301, 2, email);
    expect((await client.ask('{ viewer { id } }')).status).toBe(200);
    for (const field of recent) expect([field, await codeOf(client, field)]).toEqual([field, 'REAUTH_REQUIRED']);
  });

  test('is not asked to sign in again before, nor after having done so', async () => {
    for (const field of recent) {
      const { client } = await somebody();
      service.clock.advance({ minutes: 9, seconds: 50 });
      expect([field, await codeOf(client, field)]).not.toEqual([field, 'REAUTH_REQUIRED']);
    }
    const { email, client } = await somebody();
    service.clock.advance({ minutes: 11 });
    expect((await client.ask('{ viewer { id } }')).status).toBe(401);
    const again = service.client(await signIn(service, email));
    expect(await codeOf(again, 'Mutation.startTotp')).toBeUndefined();
  });

  test('is refused to keys of scripts, whatever they may do', async () => {
    const { client } = await aPerson(service);
    const { createApiKey } = await client.data<{ createApiKey: { key: string } }>(
      'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on ApiKeyCreated { key } ... on Refusal { code } } }',
      {
        input: {
          name: 'all',
          scopes: ['read', 'posts:write'],
          expiresAt: service.clock.now().add({ hours: 24 }).toString(),
        },
      },
    );
    const key = service.client(createApiKey.key);
    expect((await key.ask('{ viewer { id } }')).status).toBe(200);
    for (const field of recent) expect([field, await codeOf(key, field)]).toEqual([field, 'FORBIDDEN']);
  });
});
