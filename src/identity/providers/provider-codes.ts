import { Injectable } from '@nestjs/common';

import type { Provider } from '../../base/config/index.js';
import { Database } from '../../base/database/index.js';
import { addMinutes, Clock } from '../../base/time/index.js';
import type { Identity } from './provider.js';
import { challengeOf, hashOf, randomSecret } from './secrets.js';

const CODE_MINUTES = 2;

interface Row {
  readonly code_challenge: string;
  readonly provider: Provider;
  readonly subject: string;
  readonly email: string | null;
  readonly email_verified: boolean;
  readonly name: string;
}

/** Codes that stand for whom a provider has vouched for, until the client that began the sign-in brings them. */
@Injectable()
export class ProviderCodes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async issue({ provider, subject, email, emailVerified, name }: Identity, codeChallenge: string): Promise<string> {
    const code = randomSecret();
    await this.database.query(
      `INSERT INTO provider_code (code_hash, code_challenge, provider, subject, email, email_verified, name, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        hashOf(code),
        codeChallenge,
        provider,
        subject,
        email,
        emailVerified,
        name,
        addMinutes(this.clock.now(), CODE_MINUTES),
      ],
    );
    return code;
  }

  /** Spends a code, right or wrong what is said with it. Call it in a transaction that commits what is refused, too. */
  async spend(provider: Provider, code: string, codeVerifier: string): Promise<Identity | undefined> {
    const row = await this.database.queryOne<Row>(
      `DELETE FROM provider_code WHERE code_hash = $1 AND expires_at > $2
       RETURNING code_challenge, provider, subject, email, email_verified, name`,
      [hashOf(code), this.clock.now()],
    );
    if (!row || row.provider !== provider || row.code_challenge !== challengeOf(codeVerifier)) return undefined;
    return {
      provider,
      subject: row.subject,
      email: row.email,
      emailVerified: row.email_verified,
      name: row.name,
    };
  }
}
