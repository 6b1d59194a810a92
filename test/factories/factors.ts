import { generateSync } from 'otplib';

import { Worker } from '../../src/base/jobs/index.js';
import type { Service } from '../harness/service.js';
import { PASSWORD, type Person, takeLink } from './people.js';

export interface Asked {
  readonly challenge: string;
  readonly methods: readonly string[];
  readonly expiresAt: string;
}

/** The app's code for a secret, some steps of 30 seconds away from now. */
export function codeOf(service: Service, secret: string, steps = 0): string {
  const epoch = Math.floor(service.clock.now().epochMilliseconds / 1_000) + 30 * steps;
  return generateSync({ secret, epoch });
}

/** Adds an authenticator app; the code that confirmed it is of the step before, so that the one of now is still good. */
export async function addTotp(
  service: Service,
  { client }: Person,
): Promise<{ secret: string; backupCodes: string[] }> {
  const { startTotp } = await client.data<{ startTotp: { secret: string } }>(
    'mutation { startTotp { ... on TotpStarted { secret uri } ... on Refusal { code } } }',
  );
  const { confirmTotp } = await client.data<{ confirmTotp: { backupCodes: string[] } }>(
    'mutation ($input: ConfirmTotpInput!) { confirmTotp(input: $input) { ... on TotpConfirmed { backupCodes } ... on Refusal { code } } }',
    { input: { code: codeOf(service, startTotp.secret, -1) } },
  );
  return { secret: startTotp.secret, backupCodes: confirmTotp.backupCodes };
}

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { __typename ... on SecondFactorRequired { challenge methods expiresAt } ... on Refusal { code message } }
}`;

/** The first half of a sign-in: what is asked next. */
export async function beginSignIn(service: Service, email: string, password = PASSWORD): Promise<Asked> {
  const { signIn } = await service.anonymous.data<{ signIn: Asked & { __typename: string } }>(SIGN_IN, {
    input: { email, password },
  });
  if (signIn.__typename !== 'SecondFactorRequired') throw new Error(JSON.stringify(signIn));
  return signIn;
}

const COMPLETE = `mutation ($input: CompleteSignInInput!) {
  completeSignIn(input: $input) {
    __typename
    ... on SignedIn { accessToken refreshToken viewer { id email secondFactor { totpEnabledAt backupCodesLeft } } }
    ... on TooManyAttempts { retryAt }
    ... on InvalidInput { fields { path code message } }
    ... on Refusal { code message }
  }
}`;

export interface Completed {
  readonly __typename: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly code?: string;
}

export async function completeSignIn(
  service: Service,
  input: { challenge: string; code?: string; backupCode?: string },
): Promise<Completed> {
  return (await service.anonymous.data<{ completeSignIn: Completed }>(COMPLETE, { input })).completeSignIn;
}

/** The token of a link that sets a new password. */
export async function resetLinkFor(service: Service, email: string): Promise<string> {
  await service.anonymous.run('RequestEmailLink', { input: { email, purpose: 'RESET_PASSWORD' } });
  await service.app.get(Worker, { strict: false }).runDue();
  return takeLink(service, email);
}
