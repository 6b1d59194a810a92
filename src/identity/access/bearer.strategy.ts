import { Injectable } from '@nestjs/common';
import { Strategy } from 'passport-strategy';

import { AccessTokens } from './access-tokens.js';
import { Passports } from './passports.js';

const BEARER = /^Bearer ([\w.~+/-]+=*)$/i;

/** Access tokens (RFC 6750), checked by jose. */
@Injectable()
export class BearerStrategy extends Strategy {
  readonly name = 'bearer';

  constructor(
    private readonly accessTokens: AccessTokens,
    passports: Passports,
  ) {
    super();
    passports.use(this);
  }

  override authenticate(request: { headers: { authorization?: string } }): void {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (!token) {
      this.fail(401);
      return;
    }
    this.accessTokens.read(token).then(
      (holder) => {
        if (holder) this.success(holder);
        else this.fail(401);
      },
      (error: unknown) => this.error(error as Error),
    );
  }
}
