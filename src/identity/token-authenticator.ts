import { Injectable } from '@nestjs/common';

import { Authenticator, type SignedIn, type Viewer } from '../base/access/index.js';
import { Passports } from './passports.js';

@Injectable()
export class TokenAuthenticator extends Authenticator {
  constructor(private readonly passports: Passports) {
    super();
  }

  override viewerOf(accessToken: string): Promise<Viewer | undefined> {
    return this.passports.authenticate<SignedIn>('bearer', { headers: { authorization: `Bearer ${accessToken}` } });
  }
}
