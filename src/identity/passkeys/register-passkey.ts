import { Injectable } from '@nestjs/common';
import type { VerifiedRegistrationResponse } from '@simplewebauthn/server';
import { z } from 'zod';

import type { FinishPasskeyRegistrationInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import { invalid, line, Refusal, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { Clock } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';
import { Account } from '../account.entity.js';
import { challengeOver, Challenges } from '../challenges/index.js';
import { SecurityMail } from '../security-mail.js';
import { readRegistration } from './credential-json.js';
import { Passkey } from './passkey.entity.js';
import { RelyingParty } from './relying-party.js';
import { webauthn } from './webauthn.js';

const MOST = 20;
const rules = z.object({ name: line('The name', 1, 80) });

type Verified = NonNullable<VerifiedRegistrationResponse['registrationInfo']>;

/** Adds a passkey to the account: options for the browser, then what it made of them. */
@Injectable()
export class RegisterPasskey {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly challenges: Challenges,
    private readonly party: RelyingParty,
    private readonly mail: SecurityMail,
  ) {}

  async start({ accountId }: SignedIn): Promise<Result> {
    const { email } = await this.database.repository(Account).findOneByOrFail({ id: accountId });
    const { challenge, expiresAt } = await this.challenges.give('PASSKEY_REGISTRATION', accountId);
    const known = await this.database.repository(Passkey).findBy({ accountId });
    const { generateRegistrationOptions } = await webauthn();
    const options = await generateRegistrationOptions({
      rpName: this.party.name,
      rpID: this.party.id,
      userID: handleOf(accountId),
      userName: email ?? '',
      userDisplayName: email ?? '',
      challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
      timeout: expiresAt.since(this.clock.now()).total('milliseconds'),
      attestationType: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
    });
    return {
      __typename: 'PasskeyRegistrationStarted',
      options: JSON.stringify(options),
      expiresAt,
    };
  }

  /** @throws Refusal INVALID_INPUT, CHALLENGE_INVALID, LIMIT_REACHED, NOT_ALLOWED_NOW for a passkey that is registered already */
  async finish(input: FinishPasskeyRegistrationInput, { accountId }: SignedIn): Promise<Result> {
    const { name } = validate(rules, input);
    const verified = await this.#verify(input.credential, accountId);
    return this.database.transaction(async () => {
      await this.database.lock(`passkeys of ${accountId}`);
      const passkeys = this.database.repository(Passkey);
      if ((await passkeys.countBy({ accountId })) >= MOST)
        throw new Refusal('LIMIT_REACHED', `An account has ${MOST} passkeys at most. Remove one first.`);
      const id = newId();
      await passkeys.insert({
        id,
        accountId,
        credentialId: Buffer.from(verified.credential.id, 'base64url'),
        publicKey: Buffer.from(verified.credential.publicKey),
        counter: String(verified.credential.counter),
        transports: verified.credential.transports ?? [],
        name,
        createdAt: this.clock.now(),
        lastUsedAt: null,
      });
      await this.mail.tell(
        accountId,
        prose`A passkey was added to your account`,
        prose`The passkey "${name}" can sign in to your account from now on.`,
      );
      return { __typename: 'PasskeyRegistered', passkey: Ref.to('Passkey', id), viewer: Ref.to('Viewer', accountId) };
    });
  }

  async #verify(json: string, accountId: string): Promise<Verified> {
    const response = await readRegistration(json);
    if (!response) throw invalid(['credential'], 'MALFORMED', 'This is no passkey that a browser has made for us.');
    const challenge = { known: true };
    try {
      const { verifyRegistrationResponse } = await webauthn();
      const { registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: async (given) =>
          (challenge.known = await this.challenges.spend('PASSKEY_REGISTRATION', given, accountId)),
        expectedOrigin: this.party.origins,
        expectedRPID: this.party.id,
        requireUserVerification: true,
      });
      if (registrationInfo) return registrationInfo;
    } catch {
      // Which of the checks it was is nobody's business.
    }
    if (!challenge.known) throw challengeOver();
    throw invalid(['credential'], 'MALFORMED', 'This passkey was not made for this site, or not by its owner.');
  }
}

/** Not personal, as the specification asks: a device tells it without asking its owner. */
export function handleOf(accountId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(accountId.replaceAll('-', ''), 'hex'));
}
