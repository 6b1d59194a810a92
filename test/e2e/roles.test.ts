import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';

import { createApp } from '../../src/app.js';
import { AccessState } from '../../src/identity/access/index.js';
import { Config } from '../../src/base/config/index.js';
import { Database, DatabaseServer } from '../../src/base/database/index.js';
import { GrantFirst } from '../../src/moderation/index.js';
import { anOffering, openDaily } from '../factories/booking.js';
import { aMentor, aPerson, PASSWORD, type Person, signIn } from '../factories/people.js';
import { aPost } from '../factories/posts.js';
import { Client, keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

let service: Service;
let admin: Person;
let moderator: Person;
beforeAll(async () => {
  service = await startService();
  admin = await aPerson(service, { name: 'The Admin', roles: ['ADMIN'] });
  moderator = await aPerson(service, { name: 'The Moderator', roles: ['MODERATOR'] });
});
afterAll(() => service.stop());

const REASON = 'They asked for it, and we agreed.';
type Verb = 'grantRole' | 'revokeRole' | 'suspendAccount' | 'reinstateAccount';
interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly profile?: { readonly id: string; readonly handle: string };
}

function ask(client: Client, verb: Verb, input: object) {
  const name = `${verb.slice(0, 1).toUpperCase()}${verb.slice(1)}`;
  const success = {
    grantRole: 'RoleGranted',
    revokeRole: 'RoleRevoked',
    suspendAccount: 'AccountSuspended',
    reinstateAccount: 'AccountReinstated',
  }[verb];
  return client.ask<Record<Verb, Answer>>(
    `mutation ($input: ${name}Input!) { ${verb}(input: $input) { __typename
       ... on ${success} { profile { id handle } }
       ... on Refusal { code message } ... on InvalidInput { fields { path code } } } }`,
    { input: keyed({ reason: REASON, ...input }) },
  );
}

async function done({ client }: Person, verb: Verb, input: object): Promise<Answer> {
  const { data, errors } = await ask(client, verb, input);
  if (!data?.[verb]) throw new Error(JSON.stringify(errors));
  return data[verb];
}

async function failure({ client }: Person, verb: Verb, input: object): Promise<string | undefined> {
  return (await ask(client, verb, input)).errors?.[0]?.extensions.code;
}

const standing = async ({ client }: Pick<Person, 'client'>) => {
  const { viewer } = await client.data<{ viewer: { roles: string[]; moderatedArea: { number: number } | null } }>(
    '{ viewer { id roles moderatedArea { id number } } }',
  );
  return [...viewer.roles, ...(viewer.moderatedArea ? [viewer.moderatedArea.number] : [])];
};

/** What they may do with the token that they have had all along. */
const mayRetry = async ({ client }: Person) => {
  const { errors } = await client.ask('mutation { retryDeadLetter(input: { deadLetterId: "x" }) { __typename } }');
  return errors?.[0]?.extensions.code === 'NOT_FOUND';
};

async function until(holds: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < 5_000) {
    if (await holds()) return performance.now() - began;
    await sleep(20);
  }
  return Infinity;
}

async function refreshed(signedIn: object | null | undefined): Promise<string> {
  const { refreshToken } = signedIn as { refreshToken: string };
  const { refreshSession } = await service.anonymous.run('RefreshSession', { input: { refreshToken } });
  return (refreshSession as { accessToken: string }).accessToken;
}

interface Entry {
  readonly id: string;
  readonly action: string;
  readonly actor: { readonly handle: string } | null;
  readonly actorId: string | null;
  readonly subjectId: string;
  readonly subject: { readonly id: string } | null;
  readonly reason: string | null;
  readonly before: { readonly name: string; readonly value: string }[];
  readonly after: { readonly name: string; readonly value: string }[];
}
const LOG = `query ($subject: ID, $first: Int) { viewer { id auditLog(first: $first, filter: { subject: $subject }) { totalCount nodes {
  id action actor { id handle } actorId subjectId subject { id } reason before { name value } after { name value } } } } }`;
const log = async ({ client }: Person, of: Person | undefined, first = 20) =>
  (
    await client.data<{ viewer: { auditLog: { totalCount: number; nodes: Entry[] } } }>(LOG, {
      subject: of?.profileId,
      first,
    })
  ).viewer.auditLog.nodes;
const facts = (of: Entry['before']) => Object.fromEntries(of.map(({ name, value }) => [name, value]));

const mailTo = async ({ email }: Person) =>
  (
    await service.sql.query<{ subject: string; text: string; headers: object }>(
      `SELECT subject, text, headers FROM mail WHERE to_address = $1 AND purpose = 'standing' ORDER BY queued_at, id`,
      [email],
    )
  ).rows;

describe('granting', () => {
  test('gives a role at once, to the token that they have, and tells them and the audit log', async () => {
    const person = await aPerson(service);
    expect(await mayRetry(person)).toBe(false);
    expect(await done(admin, 'grantRole', { profileId: person.profileId, role: 'MODERATOR' })).toEqual({
      __typename: 'RoleGranted',
      profile: { id: person.profileId, handle: person.handle },
    });
    expect(await until(() => mayRetry(person))).toBeLessThan(5_000);
    expect(await standing(person)).toEqual(['LEARNER', 'MODERATOR']);
    const [entry] = await log(admin, person);
    expect(entry).toMatchObject({
      action: 'grantRole',
      actor: { handle: admin.handle },
      actorId: admin.profileId,
      subjectId: person.profileId,
      subject: { id: person.profileId },
      reason: REASON,
    });
    expect([facts(entry?.before ?? []), facts(entry?.after ?? [])]).toEqual([
      { roles: 'LEARNER', status: 'ACTIVE' },
      { roles: 'LEARNER MODERATOR', status: 'ACTIVE' },
    ]);
    const mails = await mailTo(person);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('MODERATOR');
    expect(mails[0]?.text).toContain('They asked for it');
    expect(mails[0]?.headers).not.toHaveProperty('List-Unsubscribe');
  });

  test('by handle, in whatever case', async () => {
    const person = await aPerson(service);
    const input = { handle: person.handle.toUpperCase(), role: 'ADMIN' };
    expect(await done(admin, 'grantRole', input)).toMatchObject({ profile: { id: person.profileId } });
    await done(admin, 'revokeRole', input);
    expect(await standing(person)).toEqual(['LEARNER']);
  });

  test('under one key happens once', async () => {
    const person = await aPerson(service);
    const input = { idempotencyKey: randomUUID(), profileId: person.profileId, role: 'MENTOR' };
    const [first, second] = [await done(admin, 'grantRole', input), await done(admin, 'grantRole', input)];
    expect(second).toEqual(first);
    expect(await log(admin, person)).toHaveLength(1);
  });

  test('refuses what makes no sense, and changes nothing then', async () => {
    const person = await aPerson(service);
    const { profileId } = person;
    const refused = async (input: object) => done(admin, 'grantRole', input);
    expect(await refused({ role: 'MENTOR' })).toEqual(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(await refused({ profileId, handle: person.handle, role: 'MENTOR' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await refused({ profileId, role: 'MENTOR', area: 3 })).toEqual(invalidField(['area'], 'CONFLICT'));
    expect(await refused({ profileId, role: 'MODERATOR', area: 8 })).toEqual(invalidField(['area'], 'OUT_OF_RANGE'));
    expect(await refused({ profileId, role: 'MENTOR', reason: ' ' })).toEqual(invalidField(['reason'], 'REQUIRED'));
    expect(await refused({ profileId: admin.profileId, role: 'MODERATOR' })).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await failure(admin, 'grantRole', { handle: 'no body', role: 'MENTOR' })).toBe('NOT_FOUND');
    expect(await failure(admin, 'grantRole', { profileId: 'x', role: 'MENTOR' })).toBe('NOT_FOUND');
    await done(admin, 'grantRole', { profileId, role: 'MENTOR' });
    expect(await refused({ profileId, role: 'MENTOR' })).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await log(admin, person)).toHaveLength(1);
    expect(await mailTo(person)).toHaveLength(1);
  });

  test('needs an admin who signed in lately', async () => {
    const person = await aPerson(service);
    const input = { profileId: person.profileId, role: 'MENTOR' };
    expect(await failure(moderator, 'grantRole', input)).toBe('FORBIDDEN');
    const late = await aPerson(service, { roles: ['ADMIN'] });
    const { signIn } = await service.anonymous.run('SignIn', { input: { email: late.email, password: PASSWORD } });
    service.clock.advance({ minutes: 9 });
    const revoke = { ...input, role: 'MODERATOR' };
    expect(await done(late, 'revokeRole', revoke)).toEqual(refusal('NOT_ALLOWED_NOW')); // not theirs
    service.clock.advance({ seconds: 61 });
    // That access token is over; one of the same session, as refreshing gives it, doesn't make the sign-in fresh.
    expect(await done({ ...late, client: service.client(await refreshed(signIn)) }, 'grantRole', input)).toEqual(
      refusal('REAUTH_REQUIRED'),
    );
    service.clock.advance({ seconds: -9 * 60 - 61 });
    await service.sql.query('DELETE FROM role_grant WHERE account_id = $1', [late.accountId]);
  });

  test('makes a mentor; taking it back withdraws what they offer', async () => {
    const person = await aPerson(service);
    await done(admin, 'grantRole', { profileId: person.profileId, role: 'MENTOR' });
    const mentor = { ...person, client: service.client(await signIn(service, person.email)) };
    await openDaily(mentor);
    const offering = await anOffering(mentor);
    const isThere = async () =>
      (await admin.client.data<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id } }', { id: offering }))
        .node !== null;
    expect(await isThere()).toBe(true);
    await done(admin, 'revokeRole', { profileId: person.profileId, role: 'MENTOR' });
    expect(await isThere()).toBe(false);
    const { rows } = await service.sql.query(
      'SELECT FROM offering_start s JOIN offering o ON o.id = s.offering_id WHERE o.mentor_id = $1',
      [person.accountId],
    );
    expect(rows).toHaveLength(0);
    await done(admin, 'grantRole', { profileId: person.profileId, role: 'MENTOR' });
  });
});

describe('a moderator of one area', () => {
  test('reads as moderators read, and acts on nothing that belongs to all', async () => {
    const person = await aPerson(service);
    await done(admin, 'grantRole', { profileId: person.profileId, role: 'MODERATOR', area: 3 });
    const signedIn = { ...person, client: service.client(await signIn(service, person.email)) };
    const mentor = await aMentor(service);
    const post = await aPost(mentor);
    await service.sql.query('UPDATE post SET hidden_at = $2 WHERE slug = $1', [
      post.slug,
      service.clock.now().toString(),
    ]);
    for (const { client } of [person, signedIn]) {
      expect(await standing({ client })).toEqual(['LEARNER', 'MODERATOR', 3]);
      expect(await client.data('query ($id: ID!) { node(id: $id) { id } }', { id: post.id })).toEqual({
        node: { id: post.id },
      });
      for (const verb of ['suspendAccount', 'reinstateAccount'] as const)
        expect((await ask(client, verb, { profileId: mentor.profileId })).errors?.[0]?.extensions.code).toBe(
          'FORBIDDEN',
        );
      expect(await mayRetry({ ...person, client })).toBe(false);
      expect(await log({ ...person, client }, undefined)).toEqual([]);
    }
    // And back to all areas, with the same tokens.
    await done(admin, 'grantRole', { profileId: person.profileId, role: 'MODERATOR' });
    expect(await until(() => mayRetry(signedIn))).toBeLessThan(5_000);
    const [newest] = await log(signedIn, person);
    expect([facts(newest?.before ?? []), facts(newest?.after ?? [])]).toEqual([
      { area: '3', roles: 'LEARNER MODERATOR', status: 'ACTIVE' },
      { roles: 'LEARNER MODERATOR', status: 'ACTIVE' },
    ]);
  });
});

describe('revoking', () => {
  test('takes a role at once', async () => {
    const person = await aPerson(service, { roles: ['MODERATOR'] });
    expect(await mayRetry(person)).toBe(true);
    await done(admin, 'revokeRole', { profileId: person.profileId, role: 'MODERATOR' });
    expect(await until(async () => !(await mayRetry(person)))).toBeLessThan(5_000);
    expect((await mailTo(person))[0]?.subject).toContain('no longer MODERATOR');
    expect((await log(admin, person)).map(({ action, reason }) => [action, reason])).toEqual([['revokeRole', REASON]]);
  });

  test('is never of one’s own roles, nor of what they don’t have', async () => {
    expect(await done(admin, 'revokeRole', { profileId: admin.profileId, role: 'ADMIN' })).toEqual(
      refusal('NOT_ALLOWED_NOW'),
    );
    expect(await done(admin, 'revokeRole', { profileId: moderator.profileId, role: 'MENTOR' })).toEqual(
      refusal('NOT_ALLOWED_NOW'),
    );
  });

  test('of each other by two admins at once leaves one of them; so does suspending', async () => {
    for (const verb of ['revokeRole', 'suspendAccount', 'revokeRole', 'suspendAccount'] as const) {
      const one = await aPerson(service, { roles: ['ADMIN'] });
      const other = await aPerson(service, { roles: ['ADMIN'] });
      // These two are all the admins that there are.
      const before = await service.sql.query(
        `DELETE FROM role_grant WHERE role = 'ADMIN' AND account_id <> ALL ($1) RETURNING account_id, granted_at`,
        [[one.accountId, other.accountId]],
      );
      const answers = await Promise.all([
        ask(one.client, verb, { profileId: other.profileId, role: verb === 'revokeRole' ? 'ADMIN' : undefined }),
        ask(other.client, verb, { profileId: one.profileId, role: verb === 'revokeRole' ? 'ADMIN' : undefined }),
      ]);
      // Whoever came second is refused, or nobody any more.
      const codes = answers.map(({ data, errors }) => errors?.[0]?.extensions.code ?? data?.[verb].code);
      const { rows } = await service.sql.query(
        `SELECT FROM role_grant g JOIN account a ON a.id = g.account_id WHERE g.role = 'ADMIN' AND a.status = 'ACTIVE'`,
      );
      expect([verb, rows.length]).toEqual([verb, 1]);
      expect(codes).toContain(undefined);
      await service.sql.query('DELETE FROM role_grant WHERE account_id = ANY ($1)', [[one.accountId, other.accountId]]);
      for (const { account_id, granted_at } of before.rows as { account_id: string; granted_at: Date }[])
        await service.sql.query(`INSERT INTO role_grant (account_id, role, granted_at) VALUES ($1, 'ADMIN', $2)`, [
          account_id,
          granted_at,
        ]);
    }
    await service.app.get(AccessState, { strict: false }).refresh();
  });
});

/** A socket that listens, and the code that it is closed with. */
async function listening(url: string, token: string): Promise<{ readonly closed: Promise<number> }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await new Promise((resolve) => socket.once('message', resolve));
  socket.send(
    JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'subscription { viewerEvents { cursor } }' } }),
  );
  return { closed };
}

describe('suspending', () => {
  test('ends everything at once, over HTTP and sockets, on every process', async () => {
    const config = new Config({
      NODE_ENV: 'test',
      DATA_DIR: process.env.TEST_DATA_DIR,
      DATABASE_URL: service.databaseUrl,
      LOG_LEVEL: 'error',
      PORT: '0',
      WORKER: 'off',
    });
    const second = await createApp(config, await DatabaseServer.start(config), { clock: service.clock });
    await second.listen(0, '127.0.0.1');
    const url = await second.getUrl();
    try {
      const person = await aPerson(service);
      const token = person.client.accessToken as string;
      const elsewhere = new Client(url, token);
      const answer = await service.anonymous.run('SignIn', { input: { email: person.email, password: PASSWORD } });
      const refreshToken = answer.signIn && 'refreshToken' in answer.signIn ? answer.signIn.refreshToken : '';
      const sockets = [await listening(service.url, token), await listening(url, token)];
      expect((await elsewhere.ask('{ viewer { id } }')).status).toBe(200);
      const began = performance.now();
      expect(await done(moderator, 'suspendAccount', { profileId: person.profileId })).toMatchObject({
        __typename: 'AccountSuspended',
        profile: { id: person.profileId },
      });
      for (const client of [person.client, elsewhere])
        expect(await until(async () => (await client.ask('{ viewer { id } }')).status === 401)).toBeLessThan(5_000);
      const codes = await Promise.race([Promise.all(sockets.map(({ closed }) => closed)), sleep(5_000).then(() => [])]);
      expect(codes.map((code) => code >= 4_000)).toEqual([true, true]);
      expect(performance.now() - began).toBeLessThan(5_000);
      // No way back in.
      const { refreshSession } = await service.anonymous.run('RefreshSession', { input: { refreshToken } });
      expect(refreshSession).toEqual(refusal('SESSION_ENDED'));
      const { signIn: again } = await service.anonymous.run('SignIn', {
        input: { email: person.email, password: PASSWORD },
      });
      expect(again).toEqual(refusal('BAD_CREDENTIALS'));
      expect((await mailTo(person))[0]?.text).toContain('suspended');
    } finally {
      await second.close();
    }
  });

  test('hides them from all but moderators, until they are reinstated', async () => {
    const person = await aPerson(service);
    const sees = async ({ client }: Pick<Person, 'client'>) =>
      (
        await client.data<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id } }', {
          id: person.profileId,
        })
      ).node !== null;
    const other = await aPerson(service);
    await done(moderator, 'suspendAccount', { handle: person.handle });
    expect([await sees(other), await sees({ client: service.anonymous }), await sees(moderator)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(await done(moderator, 'suspendAccount', { handle: person.handle })).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await done(moderator, 'reinstateAccount', { handle: person.handle })).toMatchObject({
      __typename: 'AccountReinstated',
    });
    expect(await sees(other)).toBe(true);
    expect(await done(moderator, 'reinstateAccount', { handle: person.handle })).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await standing({ client: service.client(await signIn(service, person.email)) })).toEqual(['LEARNER']);
    const entries = await log(moderator, person);
    expect(entries.map(({ action, before, after }) => [action, facts(before).status, facts(after).status])).toEqual([
      ['reinstateAccount', 'SUSPENDED', 'ACTIVE'],
      ['suspendAccount', 'ACTIVE', 'SUSPENDED'],
    ]);
    expect(await mailTo(person)).toHaveLength(2);
  });

  test('of moderators and admins is for admins, and of oneself for nobody', async () => {
    const peer = await aPerson(service, { roles: ['MODERATOR'] });
    for (const { profileId } of [peer, admin])
      for (const verb of ['suspendAccount', 'reinstateAccount'] as const)
        expect(await failure(moderator, verb, { profileId })).toBe('FORBIDDEN');
    expect(await done(moderator, 'suspendAccount', { profileId: moderator.profileId })).toEqual(
      refusal('NOT_ALLOWED_NOW'),
    );
    expect(await log(admin, peer)).toEqual([]);
    expect(await done(admin, 'suspendAccount', { profileId: peer.profileId })).toMatchObject({
      __typename: 'AccountSuspended',
    });
    expect(await failure(moderator, 'reinstateAccount', { profileId: peer.profileId })).toBe('FORBIDDEN');
  });
});

describe('the audit log', () => {
  test('is for admins and moderators of all areas, newest first, page by page, and can’t be changed', async () => {
    const learner = await aPerson(service);
    expect(await log(learner, undefined)).toEqual([]);
    const all = await log(moderator, undefined, 100);
    expect(all.length).toBeGreaterThan(5);
    expect(await log(admin, undefined, 2)).toEqual(all.slice(0, 2));
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect(await learner.client.data(node, { id: all[0]?.id })).toEqual({ node: null });
    expect(await moderator.client.data(node, { id: all[0]?.id })).toEqual({ node: { id: all[0]?.id } });
    for (const statement of [`UPDATE audit_entry SET reason = 'x'`, 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'])
      await expect(service.sql.query(statement)).rejects.toThrow('append-only');
    const ids = ['x', 'profile_x', `post_${randomUUID()}`, '\u0000'];
    for (const subject of ids) {
      const { data } = await admin.client.ask(LOG, { subject, first: 5 });
      expect(data).toMatchObject({ viewer: { auditLog: { totalCount: 0 } } });
    }
  });
});

describe('whoever runs the service', () => {
  test('grants the first admin, which the log keeps without an actor', async () => {
    const person = await aPerson(service);
    const grantFirst = service.app.get(GrantFirst, { strict: false });
    const grant = { email: person.email.toUpperCase(), role: 'ADMIN' as const, area: null, reason: 'The first one.' };
    await service.sql.query('UPDATE account SET email_verified_at = NULL WHERE id = $1', [person.accountId]);
    await expect(grantFirst.execute(grant)).rejects.toThrow('verified');
    await service.sql.query('UPDATE account SET email_verified_at = $2 WHERE id = $1', [
      person.accountId,
      service.clock.now().toString(),
    ]);
    await expect(grantFirst.execute({ ...grant, email: 'no@example.org' })).rejects.toThrow('No active account');
    expect(await grantFirst.execute(grant)).toBe(person.handle);
    expect(await log(admin, person)).toMatchObject([
      { action: 'grantRole', actor: null, actorId: null, reason: 'The first one.' },
    ]);
    expect(await mailTo(person)).toHaveLength(1);
    await expect(grantFirst.execute(grant)).rejects.toThrow('already');
  });

  test('everything or nothing: a log that can’t be written undoes the change', async () => {
    const person = await aPerson(service);
    const database = service.app.get(Database, { strict: false });
    await service.sql.query('ALTER TABLE audit_entry ADD CONSTRAINT test_none CHECK (false) NOT VALID');
    try {
      expect(await failure(admin, 'grantRole', { profileId: person.profileId, role: 'MENTOR' })).toBe('INTERNAL');
    } finally {
      await service.sql.query('ALTER TABLE audit_entry DROP CONSTRAINT test_none');
    }
    expect(await standing(person)).toEqual(['LEARNER']);
    expect(await database.query('SELECT FROM mentor WHERE account_id = $1', [person.accountId])).toEqual([]);
  });
});
