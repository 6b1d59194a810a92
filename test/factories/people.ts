import { randomUUID } from 'node:crypto';

import type { Client } from '../harness/client.js';
import type { Service as WholeService } from '../harness/service.js';

export const PASSWORD = 'a long enough password';

/** What has to be there of a service: a process of its own will do. */
export type Service = Pick<WholeService, 'anonymous' | 'sql' | 'client'>;

/** Somebody with an account, and a client that speaks for them. */
export interface Person {
  readonly accountId: string;
  readonly email: string;
  readonly handle: string;
  readonly profileId: string;
  readonly client: Client;
}

export interface PersonOptions {
  readonly name?: string;
  readonly timeZone?: string;
  readonly roles?: readonly ('MODERATOR' | 'ADMIN')[];
  /** Whether they have followed the link that was mailed to them; true unless said. */
  readonly verified?: boolean;
}

/** Through sign-up and the link in its mail, which is gone afterwards (not yet where `verified` is false); roles are granted in the database, which has no verb yet, and taken up by signing in again. */
export async function aPerson(
  service: Service,
  { name = 'Test Person', timeZone = 'UTC', roles = [], verified = true }: PersonOptions = {},
): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const signedUp = (await service.anonymous.run('SignUp', { input: { email, password: PASSWORD, name, timeZone } }))
    .signUp;
  if (!signedUp || !('viewer' in signedUp) || !signedUp.viewer.profile) throw new Error(JSON.stringify(signedUp));
  const { profile } = signedUp.viewer;
  const accountId = keyOf(profile.id);
  if (verified) {
    const input = { token: await takeLink(service, email) };
    await service.client(signedUp.accessToken).run('VerifyEmail', { input });
  }
  for (const role of roles)
    await service.sql.query('INSERT INTO role_grant (account_id, role, granted_at) VALUES ($1, $2, now())', [
      accountId,
      role,
    ]);
  const token = roles.length > 0 ? await signIn(service, email) : signedUp.accessToken;
  return { accountId, email, handle: profile.handle, profileId: profile.id, client: service.client(token) };
}

/** The token of the newest link that was mailed to an address. That mail, and the job that would send it, are gone then. */
export async function takeLink(service: Service, email: string): Promise<string> {
  const { rows } = await service.sql.query<{ text: string }>(
    `WITH newest AS (SELECT id FROM mail WHERE to_address = $1 AND text LIKE '%?token=%' ORDER BY queued_at DESC, id DESC LIMIT 1),
       job AS (DELETE FROM graphile_worker._private_jobs WHERE payload ->> 'mailId' = (SELECT id::text FROM newest))
     DELETE FROM mail WHERE id = (SELECT id FROM newest) RETURNING text`,
    [email],
  );
  const [, token] = /\?token=([\w-]{43})$/m.exec(rows[0]?.text ?? '') ?? [];
  if (!token) throw new Error(`No link has come to ${email}`);
  return token;
}

export async function signIn(service: Service, email: string, password = PASSWORD): Promise<string> {
  const { signIn: signedIn } = await service.anonymous.run('SignIn', { input: { email, password } });
  if (!signedIn || !('accessToken' in signedIn)) throw new Error(JSON.stringify(signedIn));
  return signedIn.accessToken;
}

export interface MentorOptions extends PersonOptions {
  readonly expertise?: Readonly<Record<string, number>>;
}

/** A mentor by decree: applications come later. */
export async function aMentor(
  service: Service,
  { expertise = { 'self-attention': 4 }, ...options }: MentorOptions = {},
): Promise<Person> {
  const person = await aPerson(service, { name: 'Test Mentor', ...options });
  await service.sql.query('INSERT INTO mentor (account_id, since) VALUES ($1, now())', [person.accountId]);
  await service.sql.query(`INSERT INTO role_grant (account_id, role, granted_at) VALUES ($1, 'MENTOR', now())`, [
    person.accountId,
  ]);
  for (const [slug, level] of Object.entries(expertise)) {
    await service.sql.query(
      'INSERT INTO mentor_expertise (mentor_id, topic_id, level) SELECT $1, id, $3 FROM topic WHERE slug = $2',
      [person.accountId, slug, level],
    );
  }
  return { ...person, client: service.client(await signIn(service, person.email)) };
}

/** The UUID within a global id, for looking at tables. */
export function keyOf(id: string): string {
  return id.slice(id.lastIndexOf('_') + 1);
}

export async function block(service: Service, blocker: Person, blocked: Person): Promise<void> {
  await service.sql.query('INSERT INTO block (blocker_id, blocked_id, created_at) VALUES ($1, $2, now())', [
    blocker.accountId,
    blocked.accountId,
  ]);
}
