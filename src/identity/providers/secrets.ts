import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, which need no salt and no slow hash where they are stored. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** RFC 7636, S256. */
export function challengeOf(codeVerifier: string): string {
  return hashOf(codeVerifier).toString('base64url');
}
