import { Injectable } from '@nestjs/common';

import { Authenticator, type Holder, type SignedIn } from '../../base/access/index.js';
import { AccessState } from './access-state.js';
import { Passports } from './passports.js';

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
    const holder = await this.passports.authenticate<Holder>('bearer', request);
    const viewer = holder && this.state.current(holder.viewer);
    return viewer && { ...holder, viewer };
  }

  override current(viewer: SignedIn): SignedIn | undefined {
    return this.state.current(viewer);
  }

  override onChange(changed: () => void): void {
    this.state.onChange(changed);
  }
}
