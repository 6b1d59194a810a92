import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Entry, fromBufferPromise } from 'yauzl';

import { Mailbox } from '../../src/base/mail/index.js';
import { PersonalData } from '../../src/base/personal-data/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import { aMentor, aPerson, type Person, signIn } from '../factories/people.js';
import { aComment, aPost } from '../factories/posts.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

interface Latest {
  readonly id: string;
  readonly status: string;
  readonly requestedAt: string;
  readonly downloadUrl: string | null;
  readonly expiresAt: string | null;
}

let service: Service;
let worker: Worker;
beforeAll(async () => {
  service = await startService();
  service.clock.stopAt('2031-03-01T08:00:00Z');
  worker = service.app.get(Worker, { strict: false });
});
afterAll(() => service.stop());

const request = async (person: Person, input = keyed({})) =>
  (await person.client.run('RequestExport', { input })).requestExport;
const latest = async (client = service.anonymous) =>
  (
    await client.data<{ viewer: { latestExport: Latest | null } }>(
      '{ viewer { id latestExport { id status requestedAt downloadUrl expiresAt } } }',
    )
  ).viewer.latestExport;

/** @returns texts by file name */
async function unzipped(zip: Buffer): Promise<Record<string, string>> {
  const file = await fromBufferPromise(zip);
  const texts: Record<string, string> = {};
  for await (const entry of file.eachEntry() as AsyncIterable<Entry>) {
    const chunks: Buffer[] = [];
    for await (const chunk of await file.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    texts[entry.fileName] = Buffer.concat(chunks).toString();
  }
  return texts;
}

async function anExport(person: Person): Promise<Latest & { readonly downloadUrl: string }> {
  await request(person);
  await worker.runDue();
  return (await latest(person.client)) as Latest & { downloadUrl: string };
}

describe('an export', () => {
  test('is asked for, made, told of by mail and downloaded', async () => {
    const person = await aMentor(service, { name: 'Ada Author' });
    const post = await aPost(person, { title: 'All of my own' });
    const other = await aPerson(service, { name: 'Another Person' });
    await aComment(other, post.id, 'Not theirs.');
    expect(await latest(person.client)).toBeNull();
    const key = keyed({});
    const asked = await request(person, key);
    expect(asked).toMatchObject({
      viewer: {
        latestExport: {
          status: 'PENDING',
          requestedAt: '2031-03-01T08:00:00.000Z',
          downloadUrl: null,
          expiresAt: null,
        },
      },
    });
    expect(await request(person, key)).toEqual(asked);
    await worker.runDue();
    const ready = (await latest(person.client)) as Latest & { downloadUrl: string };
    expect(ready).toMatchObject({ status: 'READY', expiresAt: '2031-03-08T08:00:00.000Z' });
    expect(ready.downloadUrl).toMatch(new RegExp(`^${service.url}/exports/[0-9a-f-]{36}\\?token=[\\w-]{43}$`));
    const [mail] = await service.app.get(Mailbox, { strict: false }).newest(person.email);
    expect(mail).toMatchObject({ subject: 'Your data is ready', toAddress: person.email });
    expect(mail?.text).toContain(ready.downloadUrl);
    const response = await fetch(ready.downloadUrl);
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      200,
      'application/zip',
      'private, no-store',
    ]);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="sevenfold-export.zip"');
    const body = Buffer.from(await response.arrayBuffer());
    expect(body.length).toBe(Number(response.headers.get('content-length')));
    const files = await unzipped(body);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['README.txt', 'account.json', 'people.json', 'posts.json']),
    );
    expect(JSON.parse(files['account.json'] ?? '')).toMatchObject({
      account: [{ email: person.email }],
      role_grant: [{ role: 'MENTOR' }],
    });
    expect(JSON.parse(files['people.json'] ?? '')).toMatchObject({
      profile: [{ name: 'Ada Author' }],
      mentor_expertise: [{ topic: 'self-attention', level: 4 }],
    });
    expect(JSON.parse(files['posts.json'] ?? '')).toMatchObject({ post: [{ title: 'All of my own' }] });
    const all = Object.values(files).join();
    for (const theirs of ['Not theirs.', 'Another Person', other.email]) expect(all).not.toContain(theirs);
  });

  test('is nobody else’s, and needs the secret of its address', async () => {
    const person = await aPerson(service);
    const other = await aPerson(service);
    const { id, downloadUrl } = await anExport(person);
    expect(
      (await other.client.data<{ node: unknown }>('query ($id: ID!) { node(id: $id) { id } }', { id })).node,
    ).toBeNull();
    const url = new URL(downloadUrl);
    const token = url.searchParams.get('token') ?? '';
    const others = (await anExport(other)).downloadUrl;
    const path = url.origin + url.pathname;
    for (const address of [
      path,
      `${path}?token=`,
      `${path}?token=${token.slice(0, -1)}`,
      `${path}?token=${token.slice(0, -4)}AAAA`,
      `${path}?token=${token}&token=${token}`,
      `${path}?token=${new URL(others).searchParams.get('token')}`,
      `${url.origin}/exports/${randomUUID()}?token=${token}`,
      `${url.origin}/exports/x?token=${token}`,
    ]) {
      const response = await fetch(address);
      expect([address, response.status, await response.json()]).toEqual([address, 404, expect.objectContaining({})]);
    }
    expect((await fetch(downloadUrl)).status).toBe(200);
  });

  test('is one at a time, and one a day', async () => {
    const person = await aPerson(service);
    expect(await request(person)).toHaveProperty('viewer');
    expect(await request(person)).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await worker.runDue();
    expect(await request(person)).toMatchObject({ code: 'LIMIT_REACHED' });
    service.clock.advance({ hours: 24 });
    const again = { ...person, client: service.client(await signIn(service, person.email)) };
    const asked = await Promise.all([request(again), request(again)]);
    expect(
      asked
        .map((answer) => (answer && 'viewer' in answer ? 'ASKED' : answer && 'code' in answer && answer.code))
        .sort(),
    ).toEqual(['ASKED', 'NOT_ALLOWED_NOW']);
  });

  test('needs a fresh sign-in', async () => {
    const person = await aPerson(service);
    service.clock.advance({ minutes: 9, seconds: 59 });
    expect(await request(person)).toHaveProperty('viewer');
    const script = await aPerson(service);
    const { refreshSession } = await (async () => {
      const { signIn: signedIn } = await service.anonymous.run('SignIn', {
        input: { email: script.email, password: 'a long enough password' },
      });
      service.clock.advance({ minutes: 11 });
      return service.anonymous.run('RefreshSession', {
        input: { refreshToken: signedIn && 'refreshToken' in signedIn ? signedIn.refreshToken : '' },
      });
    })();
    const old = service.client(refreshSession && 'accessToken' in refreshSession ? refreshSession.accessToken : '');
    expect(await request({ ...script, client: old })).toMatchObject({ code: 'REAUTH_REQUIRED' });
  });

  test('ends after seven days, and its file is purged', async () => {
    const person = await aPerson(service);
    const { downloadUrl } = await anExport(person);
    service.clock.advance({ hours: 24 * 7 - 1 });
    expect((await fetch(downloadUrl)).status).toBe(200);
    service.clock.advance({ hours: 1 });
    expect((await fetch(downloadUrl)).status).toBe(404);
    const client = service.client(await signIn(service, person.email));
    expect(await latest(client)).toMatchObject({ status: 'EXPIRED', downloadUrl: null });
    service.clock.advance({ hours: 1, minutes: 1 });
    await worker.runDue();
    expect(
      (
        await service.sql.query(
          'SELECT FROM data_export_chunk c JOIN data_export e ON e.id = c.export_id WHERE e.account_id = $1',
          [person.accountId],
        )
      ).rowCount,
    ).toBe(0);
  });

  test('that can’t be made has failed, and may be asked for again', async () => {
    const person = await aPerson(service);
    const spy = jest
      .spyOn(service.app.get(PersonalData, { strict: false }), 'export')
      .mockRejectedValue(new Error('no room'));
    try {
      await request(person);
      for (let attempt = 0; attempt < 5; attempt++) {
        await service.sql.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
        await worker.runDue();
      }
    } finally {
      spy.mockRestore();
    }
    expect(await latest(person.client)).toMatchObject({ status: 'FAILED', downloadUrl: null });
    expect(await request(person)).toHaveProperty('viewer');
  });

  test('that nobody finishes within a day has failed', async () => {
    const person = await aPerson(service);
    await request(person);
    await service.sql.query('DELETE FROM graphile_worker._private_jobs');
    service.clock.advance({ hours: 24 });
    const again = { ...person, client: service.client(await signIn(service, person.email)) };
    expect(await latest(again.client)).toMatchObject({ status: 'FAILED' });
    expect(await request(again)).toHaveProperty('viewer');
    await worker.runDue();
    expect(await latest(again.client)).toMatchObject({ status: 'READY' });
  });

  test('is gone with its account, made or in the making', async () => {
    const [ready, pending] = [await aPerson(service), await aPerson(service)];
    const { downloadUrl } = await anExport(ready);
    await request(pending);
    for (const person of [ready, pending])
      await person.client.run('DeleteAccount', { input: { handle: person.handle } });
    await worker.runDue();
    expect((await fetch(downloadUrl)).status).toBe(404);
    expect(await service.app.get(Mailbox, { strict: false }).newest(pending.email)).toEqual([]);
    const { rows } = await service.sql.query('SELECT FROM data_export WHERE account_id = ANY ($1)', [
      [ready.accountId, pending.accountId],
    ]);
    expect(rows).toEqual([]);
  });

  test('of an address that nobody has shown to be theirs is told of by no mail', async () => {
    const person = await aPerson(service);
    await service.sql.query('UPDATE account SET email_verified_at = NULL WHERE id = $1', [person.accountId]);
    expect(await anExport(person)).toMatchObject({ status: 'READY' });
    expect(await service.app.get(Mailbox, { strict: false }).newest(person.email)).toEqual([]);
  });
});
