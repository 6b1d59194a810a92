import { Strategy } from 'passport-strategy';

import type { SignedIn } from '../base/access/index.js';

const BEARER = /^Bearer ([\w.~+/-]+=*)$/i;

/** Access tokens (RFC 6750), checked by jose. */
export class BearerStrategy extends Strategy {
  readonly name = 'bearer';

  constructor(private readonly verify: (token: string) => Promise<SignedIn | undefined>) {
    super();
  }

  override authenticate(request: { headers: { authorization?: string } }): void {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (!token) {
      this.fail(401);
      return;
    }
    this.verify(token).then(
      (viewer) => {
        if (viewer) this.success(viewer);
        else this.fail(401);
      },
      (error: unknown) => this.error(error as Error),
    );
  }
}
