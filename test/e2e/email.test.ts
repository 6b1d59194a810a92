import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { Worker } from '../../src/base/jobs/index.js';
import { aPerson, PASSWORD, type Person, signIn, takeLink } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { refusal } from '../harness/shapes.js';

const PUBLIC_URL = 'https://app.example.org';
const OTHER_PASSWORD = 'quite another password';

let service: Service;
let worker: Worker;
beforeAll(async () => {
  service = await startService({ env: { PUBLIC_URL } });
  worker = service.app.get(Worker, { strict: false });
});
afterAll(() => service.stop());

type Purpose = 'VERIFY_EMAIL' | 'RESET_PASSWORD';

async function request(email: string, purpose: Purpose) {
  return (await service.anonymous.run('RequestEmailLink', { input: { email, purpose } })).requestEmailLink;
}
/** The token of a link that was asked for. */
async function asked(email: string, purpose: Purpose): Promise<string> {
  expect(await request(email, purpose)).toHaveProperty('nextLinkAt');
  await worker.runDue();
  return takeLink(service, email);
}
const verify = async (token: string, client = service.anonymous) =>
  (await client.run('VerifyEmail', { input: { token } })).verifyEmail;
const reset = async (token: string, password = OTHER_PASSWORD) =>
  (await service.anonymous.run('ResetPassword', { input: { token, password } })).resetPassword;
const newcomer = () => aPerson(service, { verified: false });
const isVerified = async ({ client }: Person) =>
  (await client.data<{ viewer: { emailVerified: boolean } }>('{ viewer { emailVerified } }')).viewer.emailVerified;
const signInAnswer = async (email: string, password: string) =>
  (await service.anonymous.run('SignIn', { input: { email, password } })).signIn;
const mailsTo = async (email: string) =>
  (
    await service.sql.query<{ subject: string; text: string; html: string; purpose: string }>(
      'SELECT subject, text, html, purpose FROM mail WHERE to_address = $1 ORDER BY queued_at, id',
      [email],
    )
  ).rows;

describe('a new account', () => {
  test('is not verified: it reads and drafts, and does nothing that others would notice', async () => {
    const { client } = await newcomer();
    const create = await client.run('CreatePost', {
      input: keyed({ title: 'A draft', markdown: 'x', topics: ['bleu'] }),
    });
    expect(create.createPost).toHaveProperty('post.id');
    const comment = keyed({ subjectId: 'x', markdown: 'x' });
    expect((await client.run('AddComment', { input: comment })).addComment).toEqual(refusal('EMAIL_NOT_VERIFIED'));
    const booking = keyed({ offeringId: 'x', startsAt: '2031-03-03T00:00:00Z', timeZone: 'UTC' });
    expect((await client.run('BookInterview', { input: booking })).bookInterview).toEqual(
      refusal('EMAIL_NOT_VERIFIED'),
    );
  });

  test('gets one mail with one link, in which no word is the account’s own', async () => {
    const { email } = await aPerson(service, { verified: false, name: 'www.evil.example' });
    const [mail, ...more] = await mailsTo(email);
    expect(more).toEqual([]);
    expect(mail?.purpose).toBe('verify-email');
    const links = [mail?.text ?? '', mail?.html ?? ''].map((body) => body.match(/https?:\/\/[^\s"<]+\?[^\s"<]*/g));
    expect(links[0]).toHaveLength(1);
    expect(links[1]).toEqual(links[0]);
    expect(links[0]?.[0]).toMatch(/^https:\/\/app\.example\.org\/verify-email\?token=[\w-]{43}$/);
    expect(JSON.stringify(mail)).not.toMatch(/evil/);
  });

  test('is verified by that link, once, and the next request knows', async () => {
    const person = await newcomer();
    const token = await takeLink(service, person.email);
    expect(await verify(token, person.client)).toMatchObject({
      email: person.email,
      viewer: { emailVerified: true, email: person.email },
    });
    expect(await isVerified(person)).toBe(true);
    const comment = keyed({ subjectId: 'x', markdown: 'x' });
    expect(await person.client.fails('AddComment', { input: comment })).toEqual(['NOT_FOUND']);
    expect(await verify(token, person.client)).toEqual(refusal('LINK_INVALID'));
  });

  test('is not shown to whoever opens the link without its session', async () => {
    const [person, stranger] = [await newcomer(), await aPerson(service)];
    const token = await takeLink(service, person.email);
    expect(await verify(token, stranger.client)).toEqual({ email: person.email, viewer: null });
    const other = await newcomer();
    expect(await verify(await takeLink(service, other.email))).toEqual({ email: other.email, viewer: null });
    expect(await isVerified(other)).toBe(true);
  });

  test('of two at once with one link one is late', async () => {
    const person = await newcomer();
    const token = await takeLink(service, person.email);
    const answers = await Promise.all(Array.from({ length: 5 }, () => verify(token)));
    expect(answers.filter((answer) => answer && 'email' in answer)).toHaveLength(1);
    expect(answers.filter((answer) => answer && 'code' in answer)).toHaveLength(4);
  });
});

describe('links', () => {
  test('are over after 24 hours, and after 30 minutes for a password', async () => {
    const person = await newcomer();
    const [first, password] = [await takeLink(service, person.email), await asked(person.email, 'RESET_PASSWORD')];
    service.clock.advance({ minutes: 31 });
    expect(await reset(password)).toEqual(refusal('LINK_INVALID'));
    service.clock.advance({ hours: 23, minutes: 30 });
    expect(await verify(first)).toEqual(refusal('LINK_INVALID'));
  });

  test('are good for nothing but what they are for', async () => {
    const person = await newcomer();
    const [first, password] = [await takeLink(service, person.email), await asked(person.email, 'RESET_PASSWORD')];
    expect(await verify(password)).toEqual(refusal('LINK_INVALID'));
    expect(await reset(first)).toEqual(refusal('LINK_INVALID'));
    expect(await verify(person.client.accessToken as string)).toEqual(refusal('LINK_INVALID'));
    const refresh = await service.anonymous.run('RefreshSession', { input: { refreshToken: password } });
    expect(refresh.refreshSession).toEqual(refusal('SESSION_ENDED'));
    expect((await service.client(password).ask('{ viewer { id } }')).status).toBe(401);
    expect(await reset(password)).toHaveProperty('sessionsEnded');
  });

  test('are stored as hashes of 256 random bits', async () => {
    const { email, accountId } = await newcomer();
    const token = await takeLink(service, email);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const { rows } = await service.sql.query('SELECT hash FROM email_link WHERE account_id = $1', [accountId]);
    expect(rows).toEqual([{ hash: createHash('sha256').update(token).digest() }]);
  });

  test.each(['', 'x', '\u0000', 'é', 'a'.repeat(43), 'a'.repeat(50_000)])(
    'that are none (%#) are refused',
    async (token) => {
      expect(await verify(token)).toEqual(refusal('LINK_INVALID'));
      expect(await reset(token)).toEqual(refusal('LINK_INVALID'));
    },
  );

  test('of an account that is suspended open nothing', async () => {
    const person = await newcomer();
    const token = await takeLink(service, person.email);
    const password = await asked(person.email, 'RESET_PASSWORD');
    await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [person.accountId]);
    expect(await verify(token)).toEqual(refusal('LINK_INVALID'));
    expect(await reset(password)).toEqual(refusal('LINK_INVALID'));
    await request(person.email, 'RESET_PASSWORD');
    await worker.runDue();
    expect(await mailsTo(person.email)).toEqual([]);
  });
});

describe('asking for a link', () => {
  test('answers alike for known and unknown addresses, and does the same work', async () => {
    const { email } = await aPerson(service);
    service.clock.stopAt('2031-03-01T08:00:00Z');
    const known = await request(email, 'RESET_PASSWORD');
    const unknown = await request('nobody-at-all@example.org', 'RESET_PASSWORD');
    expect(unknown).toEqual(known);
    expect(unknown).toMatchObject({ nextLinkAt: '2031-03-01T08:00:00.000Z' });
    await worker.runDue();
    expect(await mailsTo(email)).toHaveLength(1);
    expect(await mailsTo('nobody-at-all@example.org')).toEqual([]);
  });

  test('sends three mails an hour to one address, and tells when there may be another', async () => {
    for (const email of [(await newcomer()).email, 'nobody-either@example.org']) {
      const asks = async (as = email) => request(as, 'RESET_PASSWORD');
      const until = service.clock.now().add({ hours: 1 }).epochMilliseconds;
      await asks();
      await asks(email.toUpperCase());
      const third = (await asks()) as { nextLinkAt: string };
      expect(Math.abs(Date.parse(third.nextLinkAt) - until)).toBeLessThan(5_000);
      const fourth = await asks();
      expect(fourth).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAt: third.nextLinkAt });
      await worker.runDue();
      expect((await mailsTo(email)).length).toBe(email.startsWith('nobody') ? 0 : 3); // sign-up's own among them
      service.clock.advance({ minutes: 61 });
      expect(await asks()).toHaveProperty('nextLinkAt');
    }
  });

  test('from one place for many addresses ends', async () => {
    service.clock.advance({ hours: 2 });
    const answers = [];
    for (let n = 0; n < 31; n++) answers.push(await request(`many-${n}@example.org`, 'VERIFY_EMAIL'));
    expect(answers.slice(0, 30).filter((answer) => answer && 'nextLinkAt' in answer)).toHaveLength(30);
    expect(answers[30]).toEqual(refusal('TOO_MANY_ATTEMPTS'));
    service.clock.advance({ hours: 2 });
  });

  test('to verify what is verified sends nothing', async () => {
    const { email } = await aPerson(service);
    expect(await request(email, 'VERIFY_EMAIL')).toHaveProperty('nextLinkAt');
    await worker.runDue();
    expect(await mailsTo(email)).toEqual([]);
  });

  test('names the field of an address that is none', async () => {
    expect(await request('nobody', 'VERIFY_EMAIL')).toMatchObject({ fields: [{ path: ['email'], code: 'MALFORMED' }] });
  });
});

describe('a new password', () => {
  test('by a link: the old one is none, every session has ended, and the owner is told', async () => {
    const person = await aPerson(service);
    const other = service.client(await signIn(service, person.email));
    expect(await reset(await asked(person.email, 'RESET_PASSWORD'))).toEqual({ sessionsEnded: 2 });
    for (const client of [person.client, other]) expect((await client.ask('{ viewer { id } }')).status).toBe(401);
    expect(await signInAnswer(person.email, PASSWORD)).toEqual(refusal('BAD_CREDENTIALS'));
    expect(await signInAnswer(person.email, OTHER_PASSWORD)).toHaveProperty('accessToken');
    const [notice] = await mailsTo(person.email);
    expect(notice).toMatchObject({ purpose: 'account', subject: 'Your password has been changed' });
    expect(notice?.text).not.toContain('token=');
  });

  test('verifies the address, since the link came there', async () => {
    const { email } = await newcomer();
    await takeLink(service, email);
    await reset(await asked(email, 'RESET_PASSWORD'));
    const { rows } = await service.sql.query('SELECT FROM account WHERE email = $1 AND email_verified_at IS NOT NULL', [
      email,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('that can’t be one leaves the link good; one that was set makes all such links worthless', async () => {
    const { email } = await aPerson(service);
    const [first, second] = [await asked(email, 'RESET_PASSWORD'), await asked(email, 'RESET_PASSWORD')];
    expect(await reset(first, 'short')).toMatchObject({ fields: [{ path: ['password'], code: 'TOO_SHORT' }] });
    const both = await Promise.all([reset(first), reset(first)]);
    expect(both).toContainEqual({ sessionsEnded: 1 });
    expect(both).toContainEqual(refusal('LINK_INVALID'));
    expect(await reset(second)).toEqual(refusal('LINK_INVALID'));
  });
});
