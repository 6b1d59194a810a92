import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { Worker } from '../../src/base/jobs/index.js';
import { aPerson, PASSWORD, signIn, takeLink } from '../factories/people.js';
import { type Service, startService } from '../harness/service.js';
import { refusal } from '../harness/shapes.js';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const open = (path: string, token: string, init: RequestInit = {}) =>
  fetch(`${service.url}${path}?token=${encodeURIComponent(token)}`, init);
const submit = (path: string, token: string, form: Record<string, string> = {}) =>
  open(path, token, { method: 'POST', body: new URLSearchParams(form) });
const verifiedAt = async (email: string) =>
  (
    await service.sql.query<{ at: Date | null }>('SELECT email_verified_at AS at FROM account WHERE email = $1', [
      email,
    ])
  ).rows[0]?.at;

async function resetLink(email: string): Promise<string> {
  await service.anonymous.run('RequestEmailLink', { input: { email, purpose: 'RESET_PASSWORD' } });
  await service.app.get(Worker, { strict: false }).runDue();
  return takeLink(service, email);
}

test('looking at a link uses nothing up; its button does, once', async () => {
  const { email } = await aPerson(service, { verified: false });
  const token = await takeLink(service, email);
  for (const method of ['GET', 'HEAD', 'GET'])
    expect((await open('/verify-email', token, { method })).status).toBe(200);
  expect(await verifiedAt(email)).toBeNull();
  expect((await submit('/verify-email', token)).status).toBe(200);
  expect(await verifiedAt(email)).not.toBeNull();
  expect((await submit('/verify-email', token)).status).toBe(400);
  expect((await open('/verify-email', token)).status).toBe(400);
});

test('a new password can be set in a form', async () => {
  const { email } = await aPerson(service);
  const token = await resetLink(email);
  const password = 'with spaces & signs + 🦜';
  expect(await (await open('/reset-password', token)).text()).toContain(email);
  const short = await submit('/reset-password', token, { password: 'short' });
  expect([short.status, await short.text()]).toEqual([400, expect.stringContaining('type="password"')]);
  expect((await submit('/reset-password', token, { password })).status).toBe(200);
  expect((await service.anonymous.run('SignIn', { input: { email, password: PASSWORD } })).signIn).toEqual(
    refusal('BAD_CREDENTIALS'),
  );
  await signIn(service, email, password);
});

test('a page runs no script, gives its address to nobody, and is kept nowhere', async () => {
  const { email } = await aPerson(service, { verified: false });
  const token = await takeLink(service, email);
  for (const answer of [await open('/verify-email', token), await open('/reset-password', 'x')]) {
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    const html = await answer.text();
    expect(html).not.toMatch(/<script|https?:|onclick|<a /);
    expect(html).not.toContain(token);
  }
});

test('links of one page are none to another, and forms are nothing to the API', async () => {
  const { email } = await aPerson(service, { verified: false });
  const token = await takeLink(service, email);
  expect((await submit('/reset-password', token, { password: PASSWORD })).status).toBe(400);
  for (const bad of ['', 'x', '"><script>', '\u0000']) {
    const answer = await open('/verify-email', bad);
    expect([answer.status, await answer.text()]).toEqual([400, expect.not.stringContaining('<script')]);
  }
  expect((await fetch(`${service.url}/verify-email`)).status).toBe(400);
  expect((await fetch(`${service.url}/verify-email?token=a&token=b`, { method: 'POST' })).status).toBe(400);
  const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"token":"x"}' };
  expect((await open('/verify-email', token, json)).status).toBe(415);
  const large = await submit('/reset-password', token, { password: 'x'.repeat(20_000) });
  expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('<!doctype html>')]);
  const form = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    body: new URLSearchParams({ query: '{ __typename }' }),
  });
  expect(form.status).toBeGreaterThanOrEqual(400);
});
