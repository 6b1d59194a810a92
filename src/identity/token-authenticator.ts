import { Injectable } from '@nestjs/common';

import { Authenticator, type Holder, type SignedIn, type Viewer } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { Clock, instantFromMs } from '../base/time/index.js';
import { AccessTokens } from './access-tokens.js';
import { Passports } from './passports.js';

@Injectable()
export class TokenAuthenticator extends Authenticator {
  constructor(
    private readonly passports: Passports,
    private readonly accessTokens: AccessTokens,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override viewerOf(accessToken: string): Promise<Viewer | undefined> {
    return this.passports.authenticate<SignedIn>('bearer', { headers: { authorization: `Bearer ${accessToken}` } });
  }

  override async holderOf(accessToken: string): Promise<Holder | undefined> {
    const verified = await this.accessTokens.read(accessToken);
    return verified && { viewer: verified.viewer, endsAt: instantFromMs(verified.endsAtMs) };
  }

  override async endedAmong(sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (sessionIds.length === 0) return new Set();
    const live = await this.database.query<{ id: string }>(
      `SELECT s.id FROM sign_in_session s JOIN account a ON a.id = s.account_id
       WHERE s.id = ANY ($1::uuid[]) AND s.ended_at IS NULL AND s.expires_at > $2 AND a.status = 'ACTIVE'`,
      [sessionIds, this.clock.now()],
    );
    const alive = new Set(live.map(({ id }) => id));
    return new Set(sessionIds.filter((id) => !alive.has(id)));
  }
}
