import { randomSecret } from './secrets.js';

const NAME = 'sevenfold_sign_in';
const SECRET = /^[\w-]{43}$/;

/**
 * A cookie that ties a sign-in to the browser in which it began, so that nobody can finish theirs in somebody else's. Over https it
 * is one that no other host of the domain can set. It is of no use to anybody but the callback.
 */
export class BrowserCookie {
  readonly #name: string;
  readonly #attributes: string;

  constructor(secure: boolean, maxAgeSeconds: number) {
    this.#name = secure ? `__Host-${NAME}` : NAME;
    // Lax, since the browser comes back to us from the provider's site.
    this.#attributes = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }

  read(header: string | undefined): string | undefined {
    const found = (header ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .find((pair) => pair.startsWith(`${this.#name}=`))
      ?.slice(this.#name.length + 1);
    return found !== undefined && SECRET.test(found) ? found : undefined;
  }

  /** One for all of a browser's sign-ins that are under way. */
  renewed(header: string | undefined): { readonly value: string; readonly setCookie: string } {
    const value = this.read(header) ?? randomSecret();
    return { value, setCookie: `${this.#name}=${value}; ${this.#attributes}` };
  }
}
