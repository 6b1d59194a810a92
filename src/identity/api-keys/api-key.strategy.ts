import { Injectable } from '@nestjs/common';
import { Strategy } from 'passport-strategy';

import { Passports } from '../access/index.js';
import { HeldKeys } from './held-keys.js';

/** So that a key is known for one where it turns up: in a search for leaked secrets, in a log. */
export const KEY_PREFIX = 'sfk_';
const BEARER_KEY = /^Bearer (sfk_[\w-]{43})$/i;

/** API keys, where access tokens go. */
@Injectable()
export class ApiKeyStrategy extends Strategy {
  readonly name = 'api-key';

  constructor(
    private readonly keys: HeldKeys,
    passports: Passports,
  ) {
    super();
    passports.use(this);
  }

  override authenticate(request: { headers: { authorization?: string } }): void {
    const key = BEARER_KEY.exec(request.headers.authorization ?? '')?.[1];
    if (!key) {
      this.fail(401);
      return;
    }
    this.keys.read(key).then(
      (holder) => {
        if (holder) this.success(holder);
        else this.fail(401);
      },
      (error: unknown) => this.error(error as Error),
    );
  }
}
