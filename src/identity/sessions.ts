import { createHash, randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';

import type { Role, SignedIn } from '../base/access/index.js';
import { Database, newId } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import { READ_AS, type Result } from '../base/graphql/index.js';
import { Clock, type Instant } from '../base/time/index.js';
import { Ref } from '../base/views/index.js';
import { AccessTokens } from './access-tokens.js';
import { Account, RefreshToken, RoleGrant, SignInSession } from './account.entity.js';

const IDLE_DAYS = 14;
const LONGEST_DAYS = 30;

/** Sessions and the refresh tokens that carry them on. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly accessTokens: AccessTokens,
  ) {}

  /** Begins a session on one device; call it in the transaction of the sign-in. */
  async begin(accountId: string, userAgent: string | undefined): Promise<Result> {
    const now = this.clock.now();
    const session = {
      id: newId(),
      accountId,
      userAgent: userAgent?.slice(0, 300) ?? null,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: now.add({ hours: 24 * LONGEST_DAYS }),
      endedAt: null,
    };
    await this.database.repository(SignInSession).insert(session);
    return this.#signedIn(session.id, accountId, session.expiresAt);
  }

  /**
   * Spends a refresh token and gives its successor. One that was spent before has been copied by somebody: the session
   * ends, for the thief and for the owner, who signs in again.
   * @throws Refusal SESSION_ENDED
   */
  async refresh(refreshToken: string): Promise<Result> {
    const hash = hashOf(refreshToken);
    const result = await this.database.transaction(() => this.#rotate(hash));
    if (result) return result;
    await this.#endSessionOf(hash);
    throw new Refusal('SESSION_ENDED', 'This session is over. Sign in again.');
  }

  async #rotate(hash: Buffer): Promise<Result | undefined> {
    const now = this.clock.now();
    const tokens = this.database.repository(RefreshToken);
    const spent = await tokens.update({ hash, spentAt: IsNull(), expiresAt: MoreThan(now) }, { spentAt: now });
    if (spent.affected !== 1) return undefined;
    const { sessionId } = await tokens.findOneByOrFail({ hash });
    const sessions = this.database.repository(SignInSession);
    const session = await sessions.findOneBy({ id: sessionId, endedAt: IsNull(), expiresAt: MoreThan(now) });
    const account =
      session && (await this.database.repository(Account).findOneBy({ id: session.accountId, status: 'ACTIVE' }));
    if (!account) return undefined;
    await sessions.update({ id: sessionId }, { lastUsedAt: now });
    return this.#signedIn(sessionId, account.id, session.expiresAt);
  }

  async #endSessionOf(hash: Buffer): Promise<void> {
    await this.database.query(
      `UPDATE sign_in_session SET ended_at = $2 WHERE ended_at IS NULL
         AND id = (SELECT session_id FROM refresh_token WHERE hash = $1 AND spent_at IS NOT NULL)`,
      [hash, this.clock.now()],
    );
  }

  async #signedIn(sessionId: string, accountId: string, sessionEndsAt: Instant): Promise<Result> {
    const now = this.clock.now();
    const account = await this.database.repository(Account).findOneByOrFail({ id: accountId });
    const grants = await this.database.repository(RoleGrant).findBy({ accountId });
    const roles = new Set<Role>(['LEARNER', ...grants.map(({ role }) => role)]);
    const viewer: SignedIn = { accountId, sessionId, roles, emailVerified: account.emailVerifiedAt !== null };
    const refreshToken = randomBytes(32).toString('base64url');
    const idleEnd = now.add({ hours: 24 * IDLE_DAYS });
    const expiresAt = idleEnd.epochMilliseconds < sessionEndsAt.epochMilliseconds ? idleEnd : sessionEndsAt;
    await this.database
      .repository(RefreshToken)
      .insert({ hash: hashOf(refreshToken), sessionId, issuedAt: now, expiresAt, spentAt: null });
    const { token, endsAt } = await this.accessTokens.issue(viewer);
    return {
      __typename: 'SignedIn',
      accessToken: token,
      accessTokenExpiresAt: endsAt,
      refreshToken,
      viewer: Ref.to('Viewer', accountId),
      [READ_AS]: viewer,
    };
  }
}

/** 256 random bits need no salt and no slow hash. */
function hashOf(refreshToken: string): Buffer {
  return createHash('sha256').update(refreshToken).digest();
}
