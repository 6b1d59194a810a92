import { Injectable } from '@nestjs/common';

import type { RemovePasskeyInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database } from '../../base/database/index.js';
import { notFound, Refusal } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { prose } from '../../base/mail/index.js';
import { keyOf, Ref } from '../../base/views/index.js';
import { SecurityMail } from '../security-mail.js';
import { hasAnother } from '../sign-in-methods.js';
import { Passkey } from './passkey.entity.js';

@Injectable()
export class RemovePasskey {
  constructor(
    private readonly database: Database,
    private readonly mail: SecurityMail,
  ) {}

  /** @throws Refusal NOT_ALLOWED_NOW for the last way to sign in; ApiError NOT_FOUND for one that isn't the viewer's */
  async execute({ passkeyId }: RemovePasskeyInput, { accountId }: SignedIn): Promise<Result> {
    const another = await hasAnother(this.database, accountId, 'PASSKEY');
    const passkeys = this.database.repository(Passkey);
    const id = keyOf('passkey', passkeyId);
    const passkey = id && (await passkeys.findOneBy({ id, accountId }));
    if (!passkey) throw notFound('passkey');
    await passkeys.delete({ id });
    if (!another && (await passkeys.countBy({ accountId })) === 0)
      throw new Refusal('NOT_ALLOWED_NOW', 'It is your last way to sign in. Add another one first.');
    await this.mail.tell(
      accountId,
      prose`A passkey was removed from your account`,
      prose`The passkey "${passkey.name}" can no longer sign in to your account.`,
    );
    return { __typename: 'PasskeyRemoved', removedId: passkeyId, viewer: Ref.to('Viewer', accountId) };
  }
}
