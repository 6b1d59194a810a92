import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Sessions } from './sessions.js';

/** What follows when somebody has shown who they are, in whichever way. */
@Injectable()
export class FinishSignIn {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  execute(accountId: string, userAgent: string | undefined): Promise<Result> {
    return this.database.transaction(() => this.sessions.begin(accountId, userAgent));
  }
}
