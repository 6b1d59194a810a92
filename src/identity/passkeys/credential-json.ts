import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import { z } from 'zod';

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
export function readRegistration(json: string): RegistrationResponseJSON | undefined {
  const read = registration.safeParse(parsed(json));
  if (!read.success || !isPlain(read.data.response.attestationObject)) return undefined;
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
function isPlain(attestationObject: string): boolean {
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
