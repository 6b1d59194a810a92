import type { ServerMetadata } from 'openid-client';
import { z } from 'zod';

import type { Provider } from '../../base/config/index.js';

/** Whom a provider says that somebody is. */
export interface Identity {
  readonly provider: Provider;
  /** The provider's own name for them, which never changes. */
  readonly subject: string;
  readonly email: string | null;
  /** That the provider has seen them read mail there; nothing but a plain `true` of its own counts. */
  readonly emailVerified: boolean;
  readonly name: string;
}

const NAME_LENGTH = 80;
const NAMELESS = 'New learner';

/** As a profile may have it, whatever the provider allows. */
export function nameOf(...candidates: readonly unknown[]): string {
  for (const candidate of candidates) {
    if (typeof candidate !== 'string') continue;
    const name = [
      ...candidate
        .normalize('NFC')
        .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim(),
    ];
    if (name.length > 0) return name.slice(0, NAME_LENGTH).join('').trim();
  }
  return NAMELESS;
}

/** What is to be known of a provider besides what it says of itself. */
export interface Kind {
  readonly address: string;
  readonly scope: string;
  /** Whether it takes part in these; where it doesn't, its answers are bound to their question by `state` and the browser alone. */
  readonly pkce: boolean;
  readonly nonce: boolean;
  /** OAuth 2 without OpenID Connect: it publishes nothing to discover. */
  readonly oauth?: (address: string) => { readonly server: ServerMetadata; readonly api: string };
}

const OPENID = { scope: 'openid profile email', pkce: true, nonce: true };

export const KINDS: Readonly<Record<Provider, Kind>> = {
  GOOGLE: { ...OPENID, address: 'https://accounts.google.com' },
  // Answers `invalid_client` to a code_verifier beside a secret, and leaves `nonce` out of its ID tokens.
  LINKEDIN: { ...OPENID, address: 'https://www.linkedin.com/oauth', pkce: false, nonce: false },
  GITHUB: {
    address: 'https://github.com',
    scope: 'read:user user:email',
    pkce: true,
    nonce: false,
    oauth: (address) => ({
      server: {
        issuer: `${address}/login/oauth`,
        authorization_endpoint: `${address}/login/oauth/authorize`,
        token_endpoint: `${address}/login/oauth/access_token`,
      },
      api: address === 'https://github.com' ? 'https://api.github.com' : `${address}/api/v3`,
    }),
  },
};

export const openIdUser = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().optional().catch(undefined),
  email_verified: z.unknown().optional(),
  name: z.unknown().optional(),
  given_name: z.unknown().optional(),
});

export const gitHubUser = z.object({
  id: z.number().int().positive(),
  login: z.string(),
  name: z.unknown().optional(),
});
export const gitHubAddresses = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
