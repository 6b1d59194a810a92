import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { SignUpInput } from '#schema';

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

/** Makes an account, which is to show that its address is its own. */
@Injectable()
export class SignUp {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly events: Events,
    private readonly mails: LinkMails,
  ) {}

  /** @throws Refusal INVALID_INPUT, EMAIL_TAKEN (by the unique index, which two at once can't both pass) */
  async execute(input: SignUpInput, userAgent: string | undefined): Promise<Result> {
    return this.#make(input, userAgent, false);
  }

  /** For whoever runs the service: nobody is asked whether the address is theirs. */
  async withoutMail(input: SignUpInput): Promise<Result> {
    return this.#make(input, undefined, true);
  }

  async #make(input: SignUpInput, userAgent: string | undefined, verified: boolean): Promise<Result> {
    const { email, name, timeZone: zone } = validate(rules, input);
    checkPassword(input.password);
    const hash = await this.passwords.hash(input.password);
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
