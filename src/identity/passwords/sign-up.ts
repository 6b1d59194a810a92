import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { SignUpInput } from '#schema';

import { Attempts } from '../../base/attempts/index.js';
import { Config } from '../../base/config/index.js';
import { Database, newId } from '../../base/database/index.js';
import { line, timeZone, validate } from '../../base/errors/index.js';
import { Events } from '../../base/events/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { Account, PasswordCredential } from '../account.entity.js';
import { emailAddress, LinkMails } from '../email/index.js';
import { AccountCreated } from '../identity.events.js';
import { Sessions } from '../sessions/index.js';
import { checkPassword } from './password-rules.js';
import { Passwords } from './passwords.js';

const rules = z.object({ email: emailAddress, name: line('The name', 1, 80), timeZone });
type Checked = z.output<typeof rules>;

/** Makes an account, which is to show that its address is its own. */
@Injectable()
export class SignUp {
  constructor(
    private readonly config: Config,
    private readonly attempts: Attempts,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly events: Events,
    private readonly mails: LinkMails,
  ) {}

  /**
   * @param client where it comes from
   * @throws Refusal INVALID_INPUT, TOO_MANY_ATTEMPTS, EMAIL_TAKEN (by the unique index, which two at once can't both pass)
   */
  async execute(input: SignUpInput, userAgent: string | undefined, client: string): Promise<Result> {
    const checked = check(input);
    const limit = { what: 'sign-ups from', of: client, most: this.config.signUpsPerHour, minutes: 60 };
    const hash = await this.passwords.hash(input.password, () => this.attempts.count(limit));
    return this.#make(checked, hash, userAgent, false);
  }

  /** For whoever runs the service: nobody is asked whether the address is theirs. */
  async withoutMail(input: SignUpInput): Promise<Result> {
    const checked = check(input);
    return this.#make(checked, await this.passwords.hash(input.password), undefined, true);
  }

  async #make(
    { email, name, timeZone: zone }: Checked,
    hash: string,
    userAgent: string | undefined,
    verified: boolean,
  ): Promise<Result> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const id = newId();
      const emailVerifiedAt = verified ? now : null;
      await this.database
        .repository(Account)
        .insert({ id, email, emailVerifiedAt, status: 'ACTIVE', timeZone: zone, createdAt: now });
      await this.database.repository(PasswordCredential).insert({ accountId: id, hash, updatedAt: now });
      await this.events.record(AccountCreated, id, { name });
      if (!verified) await this.mails.verifyEmail({ accountId: id, address: email });
      return this.sessions.begin(id, userAgent);
    });
  }
}

function check(input: SignUpInput): Checked {
  const checked = validate(rules, input);
  checkPassword(input.password, checked);
  return checked;
}
