import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchProtectedResource,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client';

import type { Provider, ProviderSettings } from '../../base/config/index.js';
import { gitHubAddresses, gitHubUser, type Identity, KINDS, nameOf, openIdUser } from './provider.js';

const TIMEOUT_SECONDS = 10;

/** What a question to a provider and its answer must have in common, beside `state`. */
export interface Handshake {
  readonly codeVerifier: string | null;
  readonly nonce: string | null;
}

/** A provider's answer, as its redirect brought it. */
export interface Answer {
  readonly url: URL;
  readonly state: string;
  readonly handshake: Handshake;
}

/** Speaks with one provider. What protocols demand to be checked, openid-client checks. */
export class ProviderClient {
  #configuration: Promise<Configuration> | undefined;

  constructor(
    readonly provider: Provider,
    private readonly settings: ProviderSettings,
  ) {}

  get #kind() {
    return KINDS[this.provider];
  }

  get #address(): string {
    return this.settings.address ?? this.#kind.address;
  }

  /** Where to send the browser. */
  async question(state: string, redirectUri: string): Promise<{ url: URL; handshake: Handshake }> {
    const { pkce, nonce: hasNonce, scope } = this.#kind;
    const codeVerifier = pkce ? randomPKCECodeVerifier() : null;
    const nonce = hasNonce ? randomNonce() : null;
    const url = buildAuthorizationUrl(await this.#known(), {
      redirect_uri: redirectUri,
      scope,
      state,
      ...(codeVerifier && {
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      }),
      ...(nonce && { nonce }),
    });
    return { url, handshake: { codeVerifier, nonce } };
  }

  /** Who came back. @throws when the answer isn't the provider's own to this question, or it can't be asked */
  async identityOf({ url, state, handshake: { codeVerifier, nonce } }: Answer): Promise<Identity> {
    const configuration = await this.#known();
    const tokens = await authorizationCodeGrant(configuration, url, {
      expectedState: state,
      idTokenExpected: !this.#kind.oauth,
      ...(codeVerifier && { pkceCodeVerifier: codeVerifier }),
      ...(nonce && { expectedNonce: nonce }),
    });
    const subject = tokens.claims()?.sub;
    return this.#kind.oauth
      ? this.#gitHubIdentity(configuration, tokens.access_token, this.#kind.oauth(this.#address).api)
      : this.#openIdIdentity(configuration, tokens.access_token, subject ?? '');
  }

  async #openIdIdentity(configuration: Configuration, token: string, subject: string): Promise<Identity> {
    const user = openIdUser.parse(await fetchUserInfo(configuration, token, subject));
    return {
      provider: this.provider,
      subject: user.sub,
      email: user.email ?? null,
      emailVerified: user.email_verified === true,
      name: nameOf(user.name, user.given_name),
    };
  }

  /** The address is the primary one; others say nothing of where somebody reads mail. */
  async #gitHubIdentity(configuration: Configuration, token: string, api: string): Promise<Identity> {
    const read = async (path: string): Promise<unknown> => {
      const headers = new Headers({ accept: 'application/vnd.github+json', 'user-agent': 'sevenfold' });
      const answer = await fetchProtectedResource(configuration, token, new URL(api + path), 'GET', null, headers);
      if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
      return answer.json();
    };
    const [user, addresses] = await Promise.all([
      read('/user').then((answer) => gitHubUser.parse(answer)),
      read('/user/emails').then((answer) => gitHubAddresses.parse(answer)),
    ]);
    const primary = addresses.find((address) => address.primary);
    return {
      provider: this.provider,
      subject: String(user.id),
      email: primary?.email ?? null,
      emailVerified: primary?.verified ?? false,
      name: nameOf(user.name, user.login),
    };
  }

  /** Asked for once it is needed, and again when that failed: a provider that is down is no reason not to start. */
  #known(): Promise<Configuration> {
    this.#configuration ??= this.#configure().catch((error: unknown) => {
      this.#configuration = undefined;
      throw error;
    });
    return this.#configuration;
  }

  async #configure(): Promise<Configuration> {
    const { clientId, clientSecret } = this.settings;
    const authentication = ClientSecretPost(clientSecret);
    const insecure: ((configuration: Configuration) => void)[] = this.#address.startsWith('http:')
      ? // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out: http:// is for providers of tests
        [allowInsecureRequests]
      : [];
    const { oauth } = this.#kind;
    if (oauth) {
      const configuration = new Configuration(oauth(this.#address).server, clientId, undefined, authentication);
      configuration.timeout = TIMEOUT_SECONDS;
      insecure.forEach((allow) => allow(configuration));
      return configuration;
    }
    return discovery(new URL(this.#address), clientId, undefined, authentication, {
      timeout: TIMEOUT_SECONDS,
      execute: [enableNonRepudiationChecks, ...insecure],
    });
  }
}
