import { Injectable } from '@nestjs/common';

import type { SignOutInput } from '#schema';

import { isSignedIn, type Viewer } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { ApiError, notFound, Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { keyOf } from '../../base/views/index.js';
import { RefreshTokens } from './refresh-tokens.js';
import { Sessions } from './sessions.js';

/** Ends this session, another one of the account's, or all of them. */
@Injectable()
export class SignOut {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly refreshTokens: RefreshTokens,
  ) {}

  /**
   * @throws Refusal SESSION_ENDED for a refresh token of no session that goes on
   * @throws ApiError UNAUTHENTICATED with neither token, NOT_FOUND for a session that isn't the viewer's
   */
  async execute({ everywhere, sessionId, refreshToken }: SignOutInput, viewer: Viewer): Promise<Result> {
    const own = await this.#own(refreshToken, viewer);
    if (everywhere) return ended(await this.sessions.end(own.accountId));
    const only = sessionId == null ? own.sessionId : keyOf('sign_in_session', sessionId);
    if (only === null || only === undefined) throw notFound('session');
    const count = await this.sessions.end(own.accountId, { only });
    if (count === 0 && sessionId != null) throw notFound('session');
    return ended(count);
  }

  async #own(
    refreshToken: string | null | undefined,
    viewer: Viewer,
  ): Promise<{ readonly accountId: string; readonly sessionId: string | null }> {
    if (refreshToken == null) {
      if (!isSignedIn(viewer))
        throw new ApiError('UNAUTHENTICATED', 'Sign in, or name the session by its refreshToken.');
      return viewer;
    }
    const id = await this.refreshTokens.sessionOf(refreshToken);
    const session =
      id &&
      (await this.database.queryOne<{ account_id: string }>(
        'SELECT account_id FROM sign_in_session WHERE id = $1 AND ended_at IS NULL',
        [id],
      ));
    if (!session) throw new Refusal('SESSION_ENDED', 'This session is over already.');
    return { accountId: session.account_id, sessionId: id };
  }
}

function ended(sessionsEnded: number): Result {
  return { __typename: 'SignedOut', sessionsEnded };
}
