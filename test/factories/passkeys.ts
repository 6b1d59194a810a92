import type { SoftwareAuthenticator, Odd } from '../harness/authenticator.js';
import type { Client } from '../harness/client.js';
import type { Service } from '../harness/service.js';

export interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly accessToken?: string;
  readonly refreshToken?: string;
  readonly passkey?: { readonly id: string; readonly name: string };
}

async function options(client: Client, field: string, type: string): Promise<string> {
  const answer = await client.data<Record<string, { options: string }>>(
    `mutation { ${field} { ... on ${type} { options } ... on Refusal { code } } }`,
  );
  return answer[field]?.options ?? '';
}

export const registrationOptions = (client: Client) =>
  options(client, 'startPasskeyRegistration', 'PasskeyRegistrationStarted');
export const signInOptions = (service: Service) =>
  options(service.anonymous, 'startPasskeySignIn', 'PasskeySignInStarted');

export async function finishRegistration(client: Client, credential: string, name = 'Phone'): Promise<Answer> {
  const query = `mutation ($input: FinishPasskeyRegistrationInput!) {
    finishPasskeyRegistration(input: $input) {
      __typename ... on PasskeyRegistered { passkey { id name createdAt lastUsedAt } viewer { id passkeys { id } } }
      ... on InvalidInput { fields { path code message } } ... on Refusal { code message }
    }
  }`;
  return (await client.data<{ finishPasskeyRegistration: Answer }>(query, { input: { credential, name } }))
    .finishPasskeyRegistration;
}

export async function finishSignIn(service: Service, credential: string): Promise<Answer> {
  const query = `mutation ($input: FinishPasskeySignInInput!) {
    finishPasskeySignIn(input: $input) {
      __typename ... on SignedIn { accessToken refreshToken viewer { id email passkeys { id name lastUsedAt } } } ... on Refusal { code message }
    }
  }`;
  return (await service.anonymous.data<{ finishPasskeySignIn: Answer }>(query, { input: { credential } }))
    .finishPasskeySignIn;
}

export async function register(client: Client, device: SoftwareAuthenticator, odd: Odd = {}): Promise<Answer> {
  return finishRegistration(client, device.create(await registrationOptions(client), odd));
}

export async function signInWith(service: Service, device: SoftwareAuthenticator, odd: Odd = {}): Promise<Answer> {
  return finishSignIn(service, device.get(await signInOptions(service), odd));
}
