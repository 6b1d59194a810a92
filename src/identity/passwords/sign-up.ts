import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { SignUpInput } from '#schema';

import { Database, newId } from '../../base/database/index.js';
import { invalid, line, timeZone, validate } from '../../base/errors/index.js';
import { Events } from '../../base/events/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { Account, PasswordCredential } from '../account.entity.js';
import { AccountCreated } from '../identity.events.js';
import { Passwords } from './passwords.js';
import { Sessions } from '../sessions/index.js';

const EMAIL =
  /^[^\s@<>()[\]\\,;:"]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;
const PASSWORD_LENGTH = { min: 8, max: 128 };

export const emailAddress = z
  .string()
  .trim()
  .refine((text) => text.length <= 254 && EMAIL.test(text) && !text.includes('..'), {
    message: 'This is not an e-mail address.',
    params: { code: 'MALFORMED' },
  });

const rules = z.object({ email: emailAddress, name: line('The name', 1, 80), timeZone });

@Injectable()
export class SignUp {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly events: Events,
  ) {}

  /** @throws Refusal INVALID_INPUT, EMAIL_TAKEN (by the unique index, which two at once can't both pass) */
  async execute(input: SignUpInput, userAgent: string | undefined): Promise<Result> {
    const { email, name, timeZone: zone } = validate(rules, input);
    checkPassword(input.password);
    const hash = await this.passwords.hash(input.password);
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const id = newId();
      // Until mails are sent, every account counts as verified.
      await this.database
        .repository(Account)
        .insert({ id, email, emailVerifiedAt: now, status: 'ACTIVE', timeZone: zone, createdAt: now });
      await this.database.repository(PasswordCredential).insert({ accountId: id, hash, updatedAt: now });
      await this.events.record(AccountCreated, id, { name });
      return this.sessions.begin(id, userAgent);
    });
  }
}

/** Any characters; the length is counted as people count it. */
function checkPassword(password: string): void {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.min)
    throw invalid(['password'], 'TOO_SHORT', `The password must have ${PASSWORD_LENGTH.min} characters or more.`);
  if (length > PASSWORD_LENGTH.max)
    throw invalid(['password'], 'TOO_LONG', `The password must have ${PASSWORD_LENGTH.max} characters or fewer.`);
}
