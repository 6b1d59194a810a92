import { Injectable } from '@nestjs/common';

import { Authenticator, type Holder, type Role, type SignedIn } from '../../base/access/index.js';
import { AccessState } from './access-state.js';
import { Passports } from './passports.js';

/** An access token, or a script's key in its place; each strategy knows its own by their form. */
const STRATEGIES = ['bearer', 'api-key'];
/** Whatever its owner may do, a key has none of it: it lies about in scripts. */
const NEVER_OF_KEYS: readonly Role[] = ['MODERATOR', 'ADMIN'];

@Injectable()
export class TokenAuthenticator extends Authenticator {
  constructor(
    private readonly passports: Passports,
    private readonly state: AccessState,
  ) {
    super();
  }

  override async viewerOf(accessToken: string): Promise<SignedIn | undefined> {
    return (await this.holderOf(accessToken))?.viewer;
  }

  override async holderOf(accessToken: string): Promise<Holder | undefined> {
    const request = { headers: { authorization: `Bearer ${accessToken}` } };
    const holder = await this.passports.authenticate<Holder>(STRATEGIES, request);
    const viewer = holder && this.current(holder.viewer);
    return viewer && { ...holder, viewer };
  }

  override current(viewer: SignedIn): SignedIn | undefined {
    const now = this.state.current(viewer);
    return now?.scopes
      ? { ...now, roles: new Set([...now.roles].filter((role) => !NEVER_OF_KEYS.includes(role))) }
      : now;
  }

  override onChange(changed: () => void): void {
    this.state.onChange(changed);
  }
}
