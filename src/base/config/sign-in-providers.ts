/** What an application at a provider is known by. */
export interface ProviderSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** In place of the provider's own address, so that tests can stand one of their own there. */
  readonly address: string | undefined;
}

export const PROVIDERS = ['GOOGLE', 'GITHUB', 'LINKEDIN'] as const;
export type Provider = (typeof PROVIDERS)[number];

type Named<Suffix extends string> = Readonly<Partial<Record<`${Provider}_${Suffix}`, string | undefined>>>;
type Given = Named<'CLIENT_ID'> &
  Named<'CLIENT_SECRET'> &
  Named<'URL'> & { readonly APP_REDIRECT_URIS: readonly string[] };

/**
 * The providers that are set up.
 * @throws Error whose message says what is missing or may not be
 */
export function signInProviders(given: Given, production: boolean): ReadonlyMap<Provider, ProviderSettings> {
  const found = new Map<Provider, ProviderSettings>();
  for (const provider of PROVIDERS) {
    const clientId = given[`${provider}_CLIENT_ID`];
    const clientSecret = given[`${provider}_CLIENT_SECRET`];
    const address = given[`${provider}_URL`];
    if ((clientId === undefined) !== (clientSecret === undefined))
      throw new Error(`${provider}_CLIENT_ID and ${provider}_CLIENT_SECRET are needed together.`);
    if (production && address !== undefined)
      throw new Error(
        `${provider}_URL can't be used with NODE_ENV=production: whoever answers there says who people are.`,
      );
    if (clientId !== undefined && clientSecret !== undefined)
      found.set(provider, { clientId, clientSecret, address: address?.replace(/\/+$/, '') });
  }
  if (found.size > 0 && given.APP_REDIRECT_URIS.length === 0)
    throw new Error('APP_REDIRECT_URIS is needed where a provider is set up: sign-in comes back to one of them.');
  return found;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** A scheme of an app's own is a domain name of its maker's, reversed (RFC 8252, 7.1): nobody else's, and none that runs code. */
const OWN_SCHEME = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/;

/** Where a sign-in may come back to. Compared letter by letter, never by its beginning or its host. */
export function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text) || text.includes('#') || /[^\x21-\x7e]|\\/.test(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname)) || OWN_SCHEME.test(protocol);
}
