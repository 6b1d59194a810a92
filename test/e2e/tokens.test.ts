import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { addTotp, beginSignIn, codeOf, completeSignIn, resetLinkFor } from '../factories/factors.js';
import { aPerson, PASSWORD, type Person, takeLink } from '../factories/people.js';
import type { Client } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let person: Person;
beforeAll(async () => {
  // So that a guess is refused for being wrong, not for being one of too many.
  service = await startService({ env: { RATE_LIMITS: 'off' } });
  service.clock.stopAt('2026-11-28T10:00:10Z');
  person = await aPerson(service, { verified: false });
});
afterAll(() => service.stop());

const status = async (client: Client) => (await client.ask('{ viewer { id } }')).status;

/** Every secret that stands for somebody, and every place where one is taken. */
test('every kind of token is refused where another is asked for', async () => {
  const { signIn } = await service.anonymous.run('SignIn', { input: { email: person.email, password: PASSWORD } });
  const session = signIn as { accessToken: string; refreshToken: string };
  const { createApiKey, rotateCalendarFeed } = await person.client.data<{
    createApiKey: { key: string };
    rotateCalendarFeed: { viewer: { calendarFeedUrl: string } };
  }>(
    `mutation ($key: CreateApiKeyInput!, $feed: RotateCalendarFeedInput!) {
      createApiKey(input: $key) { ... on ApiKeyCreated { key } }
      rotateCalendarFeed(input: $feed) { ... on CalendarFeedRotated { viewer { id calendarFeedUrl } } }
    }`,
    {
      key: { name: 'x', scopes: ['read'], expiresAt: service.clock.now().add({ hours: 1 }).toString() },
      feed: { idempotencyKey: randomUUID() },
    },
  );
  const { key } = createApiKey;
  const verifyLink = await takeLink(service, person.email);
  const resetLink = await resetLinkFor(service, person.email);
  const { secret, backupCodes } = await addTotp(service, person);
  const { challenge } = await beginSignIn(service, person.email);
  const { startPasskeySignIn } = await service.anonymous.data<{ startPasskeySignIn: { options: string } }>(
    'mutation { startPasskeySignIn { ... on PasskeySignInStarted { options } } }',
  );
  const { challenge: passkeyChallenge } = JSON.parse(startPasskeySignIn.options) as { challenge: string };
  const tokens: Readonly<Record<string, string>> = {
    accessToken: session.accessToken,
    refreshToken: session.refreshToken,
    apiKey: key,
    verifyLink,
    resetLink,
    challenge,
    passkeyChallenge,
    backupCode: backupCodes[0] ?? '',
    totpCode: codeOf(service, secret),
    totpSecret: secret,
    sessionId: person.accountId,
    calendarFeed: /([\w-]{20,})(?:\.ics)?$/.exec(rotateCalendarFeed.viewer.calendarFeedUrl)?.[1] ?? '',
  };
  const slots: Readonly<Record<string, { takes: readonly string[]; accepts: (token: string) => Promise<boolean> }>> = {
    bearer: {
      takes: ['accessToken', 'apiKey'],
      accepts: async (token) => (await status(service.client(token))) === 200,
    },
    refreshSession: {
      takes: ['refreshToken'],
      accepts: async (refreshToken) =>
        'refreshToken' in
        ((await service.anonymous.run('RefreshSession', { input: { refreshToken } })).refreshSession ?? {}),
    },
    signOut: {
      takes: ['refreshToken'],
      accepts: async (refreshToken) =>
        'sessionsEnded' in ((await service.anonymous.run('SignOut', { input: { refreshToken } })).signOut ?? {}),
    },
    password: {
      takes: [],
      accepts: async (password) =>
        (
          (await service.anonymous.run('SignIn', { input: { email: person.email, password } })).signIn as {
            code?: string;
          }
        ).code !== 'BAD_CREDENTIALS',
    },
    'completeSignIn.challenge': {
      takes: ['challenge'],
      accepts: async (token) =>
        (await completeSignIn(service, { challenge: token, code: 'x' })).code !== 'CHALLENGE_INVALID',
    },
    'completeSignIn.code': {
      takes: ['totpCode'],
      accepts: async (code) => {
        const { challenge: another } = await beginSignIn(service, person.email);
        return (await completeSignIn(service, { challenge: another, code })).__typename === 'SignedIn';
      },
    },
    'completeSignIn.backupCode': {
      takes: ['backupCode'],
      accepts: async (backupCode) => {
        const { challenge: another } = await beginSignIn(service, person.email);
        return (await completeSignIn(service, { challenge: another, backupCode })).__typename === 'SignedIn';
      },
    },
    verifyEmail: {
      takes: ['verifyLink'],
      accepts: async (token) =>
        'viewer' in ((await service.anonymous.run('VerifyEmail', { input: { token } })).verifyEmail ?? {}),
    },
    resetPassword: {
      takes: ['resetLink'],
      accepts: async (token) =>
        'sessionsEnded' in
        ((await service.anonymous.run('ResetPassword', { input: { token, password: 'another long password' } }))
          .resetPassword ?? {}),
    },
    finishPasskeySignIn: {
      takes: [],
      accepts: async (credential) =>
        (
          await service.anonymous.data<{ finishPasskeySignIn: { __typename: string } }>(
            'mutation ($input: FinishPasskeySignInInput!) { finishPasskeySignIn(input: $input) { __typename } }',
            { input: { credential } },
          )
        ).finishPasskeySignIn.__typename === 'SignedIn',
    },
  };
  for (const [slot, { takes, accepts }] of Object.entries(slots)) {
    // The wrong ones: what is right ends or is used up.
    for (const [name, token] of Object.entries(tokens)) {
      expect([name, token.length > 5]).toEqual([name, true]);
      if (takes.includes(name)) continue;
      expect([slot, name, await accepts(token)]).toEqual([slot, name, false]);
    }
  }
  for (const name of Object.keys(slots)) {
    const [right] = slots[name]?.takes ?? [];
    if (right && name !== 'signOut')
      expect([name, await slots[name]?.accepts(tokens[right] ?? '')]).toEqual([name, true]);
  }
});
