import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { GrantRole } from './grant-role.js';

export interface CommandedGrant {
  readonly email: string;
  readonly role: 'MENTOR' | 'MODERATOR' | 'ADMIN';
  readonly area: number | null;
  readonly reason: string;
}

/** Roles given by whoever runs the service: the first admin has nobody else to get theirs from. */
@Injectable()
export class GrantFirst {
  constructor(
    private readonly database: Database,
    private readonly grantRole: GrantRole,
  ) {}

  /**
   * @returns the handle of who has the role now
   * @throws Error for an address that no active account has verified; Refusal as `grantRole`
   */
  execute({ email, ...grant }: CommandedGrant): Promise<string> {
    return this.database.transaction(async () => {
      const found = await this.database.queryOne<{ id: string; handle: string; verified: boolean }>(
        `SELECT a.id, p.handle, a.email_verified_at IS NOT NULL AS verified FROM account a JOIN profile p ON p.account_id = a.id
         WHERE a.email = $1 AND a.status = 'ACTIVE'`,
        [email],
      );
      if (!found) throw new Error(`No active account has the address ${email}. Sign up with it first.`);
      // Whoever owns the mailbox could else take the account over with a link to reset its password.
      if (!found.verified)
        throw new Error(`The address ${email} isn't verified yet. Follow the link in its mail first.`);
      await this.grantRole.grant(found.id, grant, null);
      return found.handle;
    });
  }
}
