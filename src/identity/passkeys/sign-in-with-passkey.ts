import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';

import type { FinishPasskeySignInInput } from '#schema';

import { Database } from '../../base/database/index.js';
import { Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { Challenges } from '../challenges/index.js';
import { Sessions } from '../sessions/index.js';
import { readAuthentication } from './credential-json.js';
import { Passkey } from './passkey.entity.js';
import { handleOf } from './register-passkey.js';
import { RelyingParty } from './relying-party.js';
import { webauthn } from './webauthn.js';

/**
 * Signs in with a passkey alone: the device says whose it is. It is two factors in one (the device, and what unlocks it: user
 * verification is required), so no code is asked for.
 */
@Injectable()
export class SignInWithPasskey {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly challenges: Challenges,
    private readonly party: RelyingParty,
    private readonly sessions: Sessions,
  ) {}

  async start(): Promise<Result> {
    const { challenge, expiresAt } = await this.challenges.give('PASSKEY_SIGN_IN', null);
    const { generateAuthenticationOptions } = await webauthn();
    const options = await generateAuthenticationOptions({
      rpID: this.party.id,
      challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
      timeout: expiresAt.since(this.clock.now()).total('milliseconds'),
      userVerification: 'required',
    });
    return {
      __typename: 'PasskeySignInStarted',
      options: JSON.stringify(options),
      expiresAt,
    };
  }

  /** @throws Refusal BAD_CREDENTIALS, the same whatever is wrong */
  async finish({ credential }: FinishPasskeySignInInput, userAgent: string | undefined): Promise<Result> {
    const response = readAuthentication(credential);
    const passkey = response && (await this.#find(response));
    const counter = passkey && (await this.#newCounter(response, passkey));
    if (counter === undefined) throw refused();
    return this.database.transaction(async () => {
      // Under the row's lock: of two signatures with one counter, one is a copy.
      const used = await this.database.query(
        `UPDATE passkey SET counter = $2, last_used_at = $3 WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))
         AND EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.status = 'ACTIVE') RETURNING 1`,
        [passkey?.id, counter, this.clock.now()],
      );
      if (used.length === 0 || !passkey) throw refused();
      return this.sessions.begin(passkey.accountId, userAgent);
    });
  }

  async #find({ id, response: { userHandle } }: AuthenticationResponseJSON): Promise<Passkey | undefined> {
    const passkey = await this.database.repository(Passkey).findOneBy({ credentialId: Buffer.from(id, 'base64url') });
    // WebAuthn 7.2, step 6: where the device says whose it is, it must say so of the passkey's owner.
    const owner = passkey && Buffer.from(handleOf(passkey.accountId)).toString('base64url');
    return passkey && owner === userHandle ? passkey : undefined;
  }

  async #newCounter(response: AuthenticationResponseJSON, passkey: Passkey): Promise<number | undefined> {
    try {
      const { verifyAuthenticationResponse } = await webauthn();
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: (challenge) => this.challenges.spend('PASSKEY_SIGN_IN', challenge, null),
        expectedOrigin: this.party.origins,
        expectedRPID: this.party.id,
        credential: {
          id: passkey.credentialId.toString('base64url'),
          publicKey: new Uint8Array(passkey.publicKey),
          counter: Number(passkey.counter),
        },
        requireUserVerification: true,
      });
      return verified ? authenticationInfo.newCounter : undefined;
    } catch {
      return undefined;
    }
  }
}

function refused(): Refusal {
  return new Refusal('BAD_CREDENTIALS', 'This passkey can’t sign in here, or it took too long. Try again.');
}
