import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Sessions } from './sessions.js';

/** Undefined when it has nothing to ask of this account; else the answer that the client gets instead of a session. */
export type AskFirst = (accountId: string) => Promise<Result | undefined>;

/** What follows when somebody has shown who they are, in whichever way. */
@Injectable()
export class FinishSignIn {
  readonly #asking: AskFirst[] = [];

  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  /** Adds what is asked before there is a session. */
  askFirst(ask: AskFirst): void {
    this.#asking.push(ask);
  }

  /** @returns SignedIn, or what has to be answered first */
  execute(accountId: string, userAgent: string | undefined): Promise<Result> {
    return this.database.transaction(async () => {
      for (const ask of this.#asking) {
        const asked = await ask(accountId);
        if (asked) return asked;
      }
      return this.sessions.begin(accountId, userAgent);
    });
  }
}
