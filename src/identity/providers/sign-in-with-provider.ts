import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { SignInWithProviderInput } from '#schema';

import { isSignedIn, Policies, type SignedIn, type Viewer } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import { ApiError, Refusal, timeZone, validate } from '../../base/errors/index.js';
import { Events } from '../../base/events/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { Account, ProviderIdentity } from '../account.entity.js';
import { emailAddress, Planted } from '../email/index.js';
import { AccountCreated } from '../identity.events.js';
import { FinishSignIn, Sessions } from '../sessions/index.js';
import type { Identity } from './provider.js';
import { ProviderCodes } from './provider-codes.js';

const rules = z.object({ timeZone: timeZone.nullish().transform((zone) => zone ?? 'UTC') });

/**
 * Signs in whom a provider vouches for. A new identity only ever comes to an account whose address is verified: otherwise somebody
 * could make an account in another's name and wait in it for them.
 */
@Injectable()
export class SignInWithProvider {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly codes: ProviderCodes,
    private readonly events: Events,
    private readonly sessions: Sessions,
    private readonly finish: FinishSignIn,
    planted: Planted,
  ) {
    planted.register(async (accountId) => {
      await database.repository(ProviderIdentity).delete({ accountId });
    });
  }

  /**
   * @throws ApiError UNAUTHENTICATED, to link without a session
   * @throws Refusal INVALID_INPUT; to link, REAUTH_REQUIRED, EMAIL_NOT_VERIFIED, NOT_ALLOWED_NOW; BAD_CREDENTIALS for a code that is
   *   none; EMAIL_TAKEN or EMAIL_NOT_VERIFIED where the address can't be trusted
   */
  async execute(input: SignInWithProviderInput, viewer: Viewer, userAgent: string | undefined): Promise<Result> {
    const { timeZone: zone } = validate(rules, { timeZone: input.timeZone });
    const linking = input.link ? this.#linking(viewer) : undefined;
    // What is refused is committed, too: its code is spent.
    const outcome = await this.database.transaction(async () => {
      const identity = await this.codes.spend(input.provider, input.code, input.codeVerifier);
      if (!identity) return new Refusal('BAD_CREDENTIALS', 'This sign-in is over. Begin again.');
      if (linking) return this.#link(linking, identity, userAgent);
      const account = await this.#accountOf(identity, zone);
      return account instanceof Refusal ? account : this.finish.execute(account, userAgent);
    });
    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  }

  #linking(viewer: Viewer): SignedIn {
    if (!isSignedIn(viewer)) throw new ApiError('UNAUTHENTICATED', 'Sign in to the account that it is to be added to.');
    this.policies.assertRecent(viewer);
    return viewer;
  }

  /** The session that asked goes over into the one that begins. */
  async #link(
    { accountId, sessionId }: SignedIn,
    identity: Identity,
    userAgent: string | undefined,
  ): Promise<Result | Refusal> {
    const known = await this.#known(identity);
    if (known && known.id !== accountId)
      return new Refusal('NOT_ALLOWED_NOW', 'Another account signs in with this one. Unlink it there first.');
    const [account] = await this.#holder('id', accountId);
    if (!account?.verified) return new Refusal('EMAIL_NOT_VERIFIED', 'Verify your e-mail address first.');
    if (!known) await this.#add(accountId, identity);
    if (sessionId !== null) await this.sessions.end(accountId, { only: sessionId });
    return this.sessions.begin(accountId, userAgent);
  }

  async #accountOf(identity: Identity, zone: string): Promise<string | Refusal> {
    const known = await this.#known(identity);
    if (known) return known.active ? known.id : closed();
    const email = emailAddress.safeParse(identity.email ?? '');
    const trusted = email.success && identity.emailVerified;
    const [holder] = email.success ? await this.#holder('email', email.data) : [];
    if (holder && !(trusted && holder.verified))
      return new Refusal(
        'EMAIL_TAKEN',
        'There is an account with this address already. Sign in to it, then add this way to sign in.',
      );
    if (!trusted)
      return new Refusal(
        'EMAIL_NOT_VERIFIED',
        'The provider has not verified your e-mail address. Verify it there, or sign up with address and password.',
      );
    if (holder && !holder.active) return closed();
    const id = holder?.id ?? (await this.#create(email.data, zone, identity.name));
    await this.#add(id, identity);
    return id;
  }

  /** Two of one identity at once take turns, so that the second finds what the first has made. */
  async #known({ provider, subject }: Identity): Promise<{ id: string; active: boolean } | undefined> {
    await this.database.lock(`provider ${provider} ${subject}`);
    return this.database.queryOne(
      `SELECT a.id, a.status = 'ACTIVE' AS active FROM provider_identity i JOIN account a ON a.id = i.account_id
       WHERE i.provider = $1 AND i.subject = $2`,
      [provider, subject],
    );
  }

  #holder(column: 'id' | 'email', value: string): Promise<{ id: string; active: boolean; verified: boolean }[]> {
    return this.database.query(
      `SELECT id, status = 'ACTIVE' AS active, email_verified_at IS NOT NULL AS verified FROM account WHERE ${column} = $1 FOR UPDATE`,
      [value],
    );
  }

  async #create(email: string, zone: string, name: string): Promise<string> {
    const now = this.clock.now();
    const id = newId();
    await this.database
      .repository(Account)
      .insert({ id, email, emailVerifiedAt: now, status: 'ACTIVE', timeZone: zone, createdAt: now });
    await this.events.record(AccountCreated, id, { name });
    return id;
  }

  async #add(accountId: string, { provider, subject }: Identity): Promise<void> {
    const linkedAt = this.clock.now();
    await this.database.repository(ProviderIdentity).insert({ provider, subject, accountId, linkedAt });
  }
}

function closed(): Refusal {
  return new Refusal('BAD_CREDENTIALS', 'This account is closed.');
}
