import type pg from 'pg';

import type { Random } from '../random.js';
import { makeFactors } from './factors.js';
import { insert, instant, NOW } from './insert.js';

export interface People {
  readonly all: readonly string[];
  /** learner, mentor, moderator, admin: those who look. */
  readonly named: readonly [learner: string, mentor: string, moderator: string, admin: string];
  /** Write much, and are blocked by the named or block them. */
  readonly others: readonly string[];
  readonly mentors: readonly string[];
}

/** Of the first of the others, who looks, too. */
export const AREA = 3;

const STATUSES = ['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'SUSPENDED', 'SUSPENDED', 'DELETED'];

export async function makePeople(sql: pg.Pool, random: Random, topics: readonly string[]): Promise<People> {
  const all = Array.from({ length: 36 }, () => random.uuid());
  const named = all.slice(0, 4) as [string, string, string, string];
  const others = all.slice(4, 10);
  const status = new Map(all.map((id, index) => [id, index < 10 ? 'ACTIVE' : random.pick(STATUSES)]));
  await insert(
    sql,
    'account',
    all.map((id, index) => ({
      id,
      email: status.get(id) === 'DELETED' ? null : `p${index}@example.org`,
      email_verified_at: instant(random, -90, -60),
      status: status.get(id),
      time_zone: random.pick(['UTC', 'Europe/Berlin', 'Asia/Kathmandu']),
      created_at: instant(random, -120, -90),
    })),
  );
  const links = [
    { label: 'A', url: 'https://a.example' },
    { label: 'B "q"', url: 'https://b.example/?x=1&y=2' },
  ];
  await insert(
    sql,
    'profile',
    all.map((account_id, index) => ({
      account_id,
      handle: `Person-${index}`,
      name: `Person "${index}" \\ ünï\tcode 🦜`,
      headline: random.chance(0.5) ? `Head <${index}>\u2028` : null,
      bio: random.chance(0.3) ? 'Some **bio**' : null,
      bio_html: random.chance(0.3) ? '<p>Some <strong>bio</strong></p>' : null,
      languages: random.some(['de', 'en', 'fr', 'hi'], 0.4),
      links: random.some(links, 0.5),
    })),
  );
  const [learner, mentor, moderator, admin] = named;
  const roles = { [mentor]: 'MENTOR', [moderator]: 'MODERATOR', [admin]: 'ADMIN' };
  await insert(sql, 'role_grant', [
    ...Object.entries(roles).map(([account_id, role]) => ({ account_id, role, area_number: null, granted_at: NOW })),
    { account_id: others[0], role: 'MODERATOR', area_number: AREA, granted_at: NOW },
  ]);
  await makeSessions(sql, random, all);
  await makeFactors(sql, all);
  await makeSignInMethods(sql, random, all);
  const mentors = [mentor, ...others.slice(0, 3), ...random.some(all.slice(10), 0.4)];
  await insert(
    sql,
    'mentor',
    mentors.map((account_id) => ({ account_id, since: instant(random, -40, -30) })),
  );
  await insert(
    sql,
    'mentor_expertise',
    mentors.flatMap((mentor_id) =>
      random.some(topics, 0.04).map((topic_id) => ({ mentor_id, topic_id, level: random.int(1, 5) })),
    ),
  );
  await connect(sql, random, all, [learner, mentor, moderator, admin], others);
  return { all, named, others, mentors };
}

/** Those who look have a session with the id of their account; others come and went. */
async function makeSessions(sql: pg.Pool, random: Random, all: readonly string[]): Promise<void> {
  const sessions = all.flatMap((account_id, index) => {
    const own = index < 4 ? [account_id] : [];
    return [...own, ...Array.from({ length: random.int(0, 3) }, () => random.uuid())].map((id) => ({
      id,
      account_id,
      user_agent: random.chance(0.5) ? 'A "browser"' : null,
      created_at: instant(random, -29, -10),
      last_used_at: instant(random, -9, 0),
      expires_at: id === account_id || random.chance(0.8) ? instant(random, 1, 20) : instant(random, -3, 0),
      ended_at: id === account_id || random.chance(0.8) ? null : instant(random, -3, 0),
    }));
  });
  await insert(sql, 'sign_in_session', sessions);
}

async function makeSignInMethods(sql: pg.Pool, random: Random, all: readonly string[]): Promise<void> {
  await insert(
    sql,
    'password_credential',
    random.some(all, 0.5).map((account_id) => ({ account_id, hash: 'x', updated_at: NOW })),
  );
  await insert(
    sql,
    'provider_identity',
    all.flatMap((account_id) =>
      random
        .some(['LINKEDIN', 'GOOGLE', 'GITHUB'], 0.4)
        .map((provider) => ({ provider, subject: account_id, account_id, linked_at: NOW })),
    ),
  );
}

/** Follows, and blocks in both directions. */
async function connect(
  sql: pg.Pool,
  random: Random,
  all: readonly string[],
  named: readonly [string, string, string, string],
  others: readonly string[],
): Promise<void> {
  const [learner, mentor, moderator, admin] = named;
  const pairs = (probability: number) =>
    all.flatMap((from) => random.some(all, probability).flatMap((to) => (from === to ? [] : [[from, to] as const])));
  await insert(
    sql,
    'follow',
    pairs(0.12).map(([follower_id, followed_id]) => ({
      follower_id,
      followed_id,
      created_at: instant(random, -30, 0),
    })),
  );
  const meant = [
    [learner, others[0]],
    [others[1], learner],
    [mentor, others[2]],
    [others[0], mentor],
    [others[3], moderator],
    [moderator, others[4]],
    [others[0], admin],
    [learner, admin],
  ] as const;
  const blocks = new Map([...meant, ...pairs(0.02)].map(([from, to]) => [`${from} ${to}`, [from, to]]));
  await insert(
    sql,
    'block',
    [...blocks.values()].map(([blocker_id, blocked_id]) => ({ blocker_id, blocked_id, created_at: NOW })),
  );
}
