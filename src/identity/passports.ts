import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';

import { Database } from '../base/database/index.js';
import { BearerStrategy } from './bearer.strategy.js';
import { AccessTokens } from './access-tokens.js';
import { Passwords } from './passwords.js';

interface Credential {
  readonly account_id: string;
  readonly hash: string;
}

/** What a strategy may look at of a request. */
interface StrategyRequest {
  readonly headers?: { readonly authorization?: string };
  readonly body?: object;
}

/**
 * Passport with the strategies of this service, one instance an application. Each strategy tells who somebody is; what
 * follows from that (a session, a refusal) is not its business.
 */
@Injectable()
export class Passports {
  readonly #passport = new passport.Passport();

  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    accessTokens: AccessTokens,
  ) {
    const local = new LocalStrategy(
      { usernameField: 'email', passwordField: 'password', session: false },
      (email, password, done) => {
        this.#byPassword(email, password).then((found) => done(null, found ?? false), done);
      },
    );
    this.#passport.use('local', local);
    this.#passport.use('bearer', new BearerStrategy((token) => accessTokens.verify(token)));
  }

  /** Undefined when the strategy finds nobody. */
  authenticate<Found = { readonly accountId: string }>(
    strategy: 'local' | 'bearer',
    request: StrategyRequest,
  ): Promise<Found | undefined> {
    return new Promise((resolve, reject) => {
      const middleware = this.#passport.authenticate(
        strategy,
        { session: false },
        (error: Error | null, found: Found | false | undefined) => {
          if (error) reject(error);
          else resolve(found || undefined);
        },
      ) as (request: unknown, response: unknown, next: (error?: unknown) => void) => void;
      middleware({ headers: {}, ...request }, {}, reject);
    });
  }

  async #byPassword(email: string, password: string): Promise<{ accountId: string } | undefined> {
    const credential = await this.database.queryOne<Credential>(
      `SELECT c.account_id, c.hash FROM account a JOIN password_credential c ON c.account_id = a.id
       WHERE a.email = $1 AND a.status = 'ACTIVE'`,
      [email.trim()],
    );
    return (await this.passwords.matches(password, credential?.hash)) && credential
      ? { accountId: credential.account_id }
      : undefined;
  }
}
