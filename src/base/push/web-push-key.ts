import { createECDH } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Config } from '../config/index.js';

const CURVE = 'prime256v1';
/** One less than the order of the curve's group: private keys are 1 to this number. */
const HIGHEST = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550');
/** So many more bits than the order has that the remainder is as good as evenly spread (FIPS 186-5, A.2.1). */
const BYTES = 48;

/** The key pair by which push services of browsers know us (VAPID, RFC 8292). */
@Injectable()
export class WebPushKey {
  readonly privateKey: string;
  /** What a browser subscribes with. */
  readonly publicKey: string;

  constructor(config: Config) {
    this.privateKey = config.push.webKey ?? derived(config.deriveKey('web-push', BYTES));
    const pair = createECDH(CURVE);
    pair.setPrivateKey(this.privateKey, 'base64url');
    this.publicKey = pair.getPublicKey('base64url');
  }
}

function derived(bits: Buffer): string {
  const number = (BigInt(`0x${bits.toString('hex')}`) % HIGHEST) + 1n;
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex').toString('base64url');
}

/** Whether a browser made it: a point of the curve, uncompressed. */
export function isPublicKey(text: string): boolean {
  const key = Buffer.from(text, 'base64url');
  if (key.length !== 65 || key[0] !== 4) return false;
  try {
    const pair = createECDH(CURVE);
    pair.generateKeys();
    pair.computeSecret(key);
    return true;
  } catch {
    return false;
  }
}
