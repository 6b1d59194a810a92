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
}

/** Through sign-up; roles are granted in the database, which has no verb yet, and taken up by signing in again. */
export async function aPerson(
  service: Service,
  { name = 'Test Person', timeZone = 'UTC', roles = [] }: PersonOptions = {},
): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const signedUp = (await service.anonymous.run('SignUp', { input: { email, password: PASSWORD, name, timeZone } }))
    .signUp;
  if (!signedUp || !('viewer' in signedUp) || !signedUp.viewer.profile) throw new Error(JSON.stringify(signedUp));
  const { profile } = signedUp.viewer;
  const accountId = keyOf(profile.id);
  for (const role of roles)
    await service.sql.query('INSERT INTO role_grant (account_id, role, granted_at) VALUES ($1, $2, now())', [
      accountId,
      role,
    ]);
  const token = roles.length > 0 ? await signIn(service, email) : signedUp.accessToken;
  return { accountId, email, handle: profile.handle, profileId: profile.id, client: service.client(token) };
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
