import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

import { isoCBOR } from '@simplewebauthn/server/helpers';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

interface Kept {
  readonly id: Buffer;
  readonly privateKey: KeyObject;
  readonly userHandle: string;
}

/** What a browser or a device could get wrong, or be made to. */
export interface Odd {
  readonly origin?: string;
  readonly rpId?: string;
  readonly verified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly fmt?: string;
}

/** A browser with an authenticator in software (WebAuthn level 3): ES256, discoverable, no attestation. */
export class SoftwareAuthenticator {
  readonly kept: Kept[] = [];
  counter = 0;

  constructor(readonly origin: string) {}

  /** As `navigator.credentials.create`: options and answer as JSON. */
  create(options: string, odd: Odd = {}): string {
    const { challenge, rp, user } = JSON.parse(options) as {
      challenge: string;
      rp: { id: string };
      user: { id: string };
    };
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const id = randomBytes(24);
    this.kept.push({ id, privateKey, userHandle: user.id });
    const cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const authData = Buffer.concat([this.#authData(rp.id, odd, ATTESTED), Buffer.alloc(16), length, id, cose]);
    const attestation = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', odd.fmt ?? 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]) as Parameters<typeof isoCBOR.encode>[0],
    );
    return credential(id, {
      clientDataJSON: this.#clientData('webauthn.create', challenge, odd).toString('base64url'),
      attestationObject: Buffer.from(attestation).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** As `navigator.credentials.get`, with the credential that was made last. */
  get(options: string, odd: Odd = {}, kept = this.kept.at(-1)): string {
    if (!kept) throw new Error('There is no passkey here');
    const { challenge, rpId } = JSON.parse(options) as { challenge: string; rpId: string };
    this.counter++;
    const authData = this.#authData(rpId, odd, 0);
    const clientData = this.#clientData('webauthn.get', challenge, odd);
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), kept.privateKey);
    return credential(kept.id, {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: odd.userHandle ?? kept.userHandle,
    });
  }

  #authData(rpId: string, odd: Odd, flags: number): Buffer {
    const rest = Buffer.alloc(5);
    rest[0] = flags | USER_PRESENT | (odd.verified === false ? 0 : USER_VERIFIED);
    rest.writeUInt32BE(odd.counter ?? this.counter, 1);
    return Buffer.concat([sha256(Buffer.from(odd.rpId ?? rpId)), rest]);
  }

  #clientData(type: string, challenge: string, odd: Odd): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: odd.type ?? type,
        challenge: odd.challenge ?? challenge,
        origin: odd.origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }
}

function credential(id: Buffer, response: object): string {
  const name = id.toString('base64url');
  return JSON.stringify({
    id: name,
    rawId: name,
    type: 'public-key',
    authenticatorAttachment: 'platform',
    response,
    clientExtensionResults: {},
  });
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
