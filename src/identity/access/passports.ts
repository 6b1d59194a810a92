import { Injectable } from '@nestjs/common';
import passport from 'passport';
import type { Strategy } from 'passport-strategy';

/** What a strategy may look at of a request. */
interface StrategyRequest {
  readonly headers?: { readonly authorization?: string };
  readonly body?: object;
}

/**
 * Passport, one instance an application; each strategy adds itself. A strategy tells who somebody is; what follows from
 * that (a session, a refusal) is not its business.
 */
@Injectable()
export class Passports {
  readonly #passport = new passport.Passport();

  use(strategy: Strategy & { readonly name: string }): void {
    this.#passport.use(strategy.name, strategy);
  }

  /** Undefined when the strategy finds nobody; of several the first that finds somebody counts. */
  authenticate<Found = { readonly accountId: string }>(
    strategy: string | string[],
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
}
