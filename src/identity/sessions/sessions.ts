import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';

import type { Role, SignedIn } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import { Refusal } from '../../base/errors/index.js';
import { READ_AS, type Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';
import { AccessTokens } from '../access/index.js';
import { Account, RoleGrant, SignInSession } from '../account.entity.js';
import { RefreshTokens } from './refresh-tokens.js';

const LONGEST_DAYS = 30;
/** Of an account: a script that signs in for each request ends its own, not the list. */
const MOST = 100;

/** Sessions: one sign-in on one device, carried on by refresh tokens. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
  ) {}

  /**
   * Begins a session on one device; call it in the transaction of the sign-in.
   * @throws Refusal BAD_CREDENTIALS for an account that may not be here, whichever way it came
   */
  async begin(accountId: string, userAgent: string | undefined): Promise<Result> {
    await this.#assertActive(accountId);
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
    if (!(await this.database.repository(Account).existsBy({ id: accountId, status: 'ACTIVE' })))
      throw new Refusal('BAD_CREDENTIALS', 'Nobody can sign in to this account.');
    await this.database.repository(SignInSession).insert(session);
    await this.#endOldest(accountId);
    return this.#signedIn(session, await this.refreshTokens.issue(session.id, session.expiresAt));
  }

  /**
   * Spends a refresh token and gives its successor. One that was spent before, and not just now, has been copied by
   * somebody: the session ends, for the thief and for the owner, who signs in again.
   * @throws Refusal SESSION_ENDED
   */
  async refresh(refreshToken: string): Promise<Result> {
    const result = await this.database.transaction(() => this.#rotate(refreshToken));
    if (!result) throw new Refusal('SESSION_ENDED', 'This session is over. Sign in again.');
    return result;
  }

  /**
   * Ends an account's sessions, effective everywhere within moments. Call it in the transaction of what makes them end.
   * @param only this one of them
   * @param except all but this one
   */
  async end(accountId: string, { only, except }: { only?: string; except?: string | null } = {}): Promise<number> {
    const ended = await this.database.query(
      `UPDATE sign_in_session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2
         AND ($3::uuid IS NULL OR id = $3) AND ($4::uuid IS NULL OR id <> $4) RETURNING id`,
      [accountId, this.clock.now(), only ?? null, except ?? null],
    );
    return ended.length;
  }

  /** It may have been deleted since it was found; from here on that waits. */
  async #assertActive(accountId: string): Promise<void> {
    const active = await this.database.queryOne(
      `SELECT FROM account WHERE id = $1 AND status = 'ACTIVE' FOR KEY SHARE`,
      [accountId],
    );
    if (!active) throw new Refusal('BAD_CREDENTIALS', 'E-mail address or password is wrong.');
  }

  async #endOldest(accountId: string): Promise<void> {
    await this.database.query(
      `UPDATE sign_in_session SET ended_at = $2 WHERE id IN (
         SELECT id FROM sign_in_session WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2
         ORDER BY last_used_at DESC, id DESC OFFSET ${MOST})`,
      [accountId, this.clock.now()],
    );
  }

  async #rotate(refreshToken: string): Promise<Result | undefined> {
    const spent = await this.refreshTokens.spend(refreshToken);
    if (!spent) return undefined;
    const now = this.clock.now();
    const sessions = this.database.repository(SignInSession);
    if ('reused' in spent) {
      await sessions.update({ id: spent.reused, endedAt: IsNull() }, { endedAt: now });
      return undefined;
    }
    const { sessionId } = spent;
    const session = await sessions.findOneBy({ id: sessionId, endedAt: IsNull(), expiresAt: MoreThan(now) });
    const account =
      session && (await this.database.repository(Account).findOneBy({ id: session.accountId, status: 'ACTIVE' }));
    if (!account) return undefined;
    await sessions.update({ id: sessionId }, { lastUsedAt: now });
    return this.#signedIn(session, await this.refreshTokens.successor(refreshToken, sessionId, session.expiresAt));
  }

  async #signedIn(
    { id: sessionId, accountId, createdAt }: Pick<SignInSession, 'id' | 'accountId' | 'createdAt'>,
    refreshToken: string,
  ): Promise<Result> {
    const account = await this.database.repository(Account).findOneByOrFail({ id: accountId });
    const grants = await this.database.repository(RoleGrant).findBy({ accountId });
    const area = grants.find(({ role }) => role === 'MODERATOR')?.areaNumber ?? null;
    const viewer: SignedIn = {
      accountId,
      sessionId,
      roles: new Set<Role>(['LEARNER', ...grants.map(({ role }) => role)]),
      ...(area !== null && { moderatedArea: area }),
      emailVerified: account.emailVerifiedAt !== null,
      authenticatedAt: createdAt,
    };
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
