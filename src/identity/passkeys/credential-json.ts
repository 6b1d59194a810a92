import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

import { webauthnHelpers } from './webauthn.js';

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/);
const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') };

const registration = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z
      .array(z.string().regex(/^[\w-]{1,30}$/))
      .max(10)
      .optional(),
  }),
});
const authentication = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url,
  }),
});

/** What `PublicKeyCredential.toJSON()` gives; what isn't needed is dropped. Undefined for anything else. */
export async function readRegistration(json: string): Promise<RegistrationResponseJSON | undefined> {
  const read = registration.safeParse(parsed(json));
  if (!read.success || !(await isPlain(read.data.response.attestationObject))) return undefined;
  return { ...read.data, clientExtensionResults: {} };
}

export function readAuthentication(json: string): AuthenticationResponseJSON | undefined {
  const read = authentication.safeParse(parsed(json));
  return read.success ? { ...read.data, clientExtensionResults: {} } : undefined;
}

/**
 * We ask for no attestation. A statement with certificates is refused unread: checking it would have us fetch revocation lists
 * from wherever it says.
 */
async function isPlain(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject, isoBase64URL } = await webauthnHelpers();
  try {
    const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    return attestation.get('fmt') === 'none';
  } catch {
    return false;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
