import type pg from 'pg';

import type { Random } from '../random.js';
import { HOUR, insert, instant, NOW } from './insert.js';
import type { People } from './people.js';

interface Told {
  readonly kind: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly account_id: string;
  readonly actor_id: string | null;
}

/** Notifications of all kinds, of things that are still there to be seen and of others, and a few preferences. */
export async function makeTelling(sql: pg.Pool, random: Random, { all, named }: People): Promise<void> {
  const rows = async <Row extends object>(text: string) => (await sql.query<Row>(`${text} ORDER BY id`)).rows;
  const told: Told[] = [];
  const tell = (account_id: string, kind: string, subject_kind: string, subject_id: string, actor_id: string | null) =>
    told.push({ kind, subject_kind, subject_id, account_id, actor_id });
  for (const { id, author_id } of await rows<{ id: string; author_id: string }>('SELECT id, author_id FROM comment'))
    for (const reader of random.some(named, 0.15))
      tell(reader, random.pick(['COMMENT_ADDED', 'REPLY_ADDED']), 'comment', id, author_id);
  for (const { id, author_id } of await rows<{ id: string; author_id: string }>('SELECT id, author_id FROM post'))
    for (const reader of random.some(all, 0.05)) tell(reader, 'POST_PUBLISHED', 'post', id, author_id);
  for (const { id, author_id } of await rows<{ id: string; author_id: string }>(
    'SELECT id, author_id FROM question WHERE author_id IS NOT NULL',
  ))
    tell(random.chance(0.8) ? author_id : random.pick(named), 'QUESTION_DECIDED', 'question', id, null);
  for (const { id, author_id } of await rows<{ id: string; author_id: string }>('SELECT id, author_id FROM answer'))
    for (const reader of random.some(named, 0.2))
      tell(reader, random.pick(['ANSWER_ADDED', 'ANSWER_ACCEPTED']), 'answer', id, author_id);
  const interviews = await rows<{ id: string; mentor_id: string; learner_id: string }>(
    'SELECT id, mentor_id, learner_id FROM interview',
  );
  for (const { id, mentor_id, learner_id } of interviews)
    if (random.chance(0.5))
      tell(
        mentor_id,
        random.pick(['INTERVIEW_BOOKED', 'INTERVIEW_REQUESTED', 'INTERVIEW_CANCELLED']),
        'interview',
        id,
        random.chance(0.9) ? learner_id : null,
      );
  for (const { id, mentor_id, learner_id } of random.some(interviews, 0.1))
    for (const party of [mentor_id, learner_id]) tell(party, 'INTERVIEW_EXPIRED', 'interview', id, null);
  const ids = told.map(() => random.uuid());
  for (const account_id of named) {
    const own = interviews.filter(({ mentor_id, learner_id }) => [mentor_id, learner_id].includes(account_id));
    const hers = told.flatMap((each, index) => (each.account_id === account_id && index % 5 === 0 ? [ids[index]] : []));
    const events = [...own.map(({ id }) => ['InterviewEvent', id]), ...hers.map((id) => ['NotificationReceived', id])];
    await insert(sql, 'viewer_log', [{ account_id, position: events.length }]);
    await insert(
      sql,
      'viewer_event',
      events.map(([type, subject_id], index) => ({
        account_id,
        position: index + 1,
        type,
        change: 'BOOKED',
        subject_id,
        recorded_at: NOW,
      })),
    );
  }
  await insert(
    sql,
    'notification',
    told.map((row, index) => ({
      id: ids[index],
      ...row,
      key: String(index),
      created_at: instant(random, -3, 0),
      read_at: random.chance(0.4) ? NOW : null,
    })),
  );
  await insert(
    sql,
    'dead_letter',
    Array.from({ length: 25 }, (_, index) => ({
      id: random.uuid(),
      job: 'send-mail',
      payload: {},
      error: `No. ${index}`,
      attempts: random.int(1, 9),
      died_at: instant(random, -3, 0),
      retried_at: random.chance(0.3) ? NOW : null,
    })),
  );
  await insert(
    sql,
    'audit_entry',
    Array.from({ length: 25 }, (_, index) => ({
      id: random.uuid(),
      recorded_at: instant(random, -3, 0),
      actor_id: random.chance(0.2) ? null : random.pick(all),
      action: random.pick(['grantRole', 'suspendAccount']),
      subject_kind: 'profile',
      subject_id: random.pick(all),
      reason: random.chance(0.3) ? null : `No. ${index}`,
      before: random.chance(0.3) ? null : { status: 'ACTIVE', roles: 'LEARNER "q"' },
      after: { status: 'SUSPENDED', area: random.int(1, 7) },
    })),
  );
  // Whoever has an account has a row; some of them have chosen.
  for (const account_id of random.some(all, 0.7)) {
    const frequency = random.pick(['NEVER', 'DAILY', 'WEEKLY']);
    const nextAt = frequency === 'NEVER' || random.chance(0.2) ? null : instant(random, 0, 7);
    await sql.query('UPDATE digest SET frequency = $2, next_at = $3 WHERE account_id = $1', [
      account_id,
      frequency,
      nextAt,
    ]);
  }
  await makeDevices(sql, random, named);
  await insert(
    sql,
    'notification_preference',
    named.flatMap((account_id) =>
      random.some(['INTERVIEW_BOOKED', 'COMMENT_ADDED', 'POST_PUBLISHED'], 0.6).map((kind) => ({
        account_id,
        kind,
        channel: random.pick(['IN_APP', 'EMAIL', 'PUSH']),
        enabled: random.chance(0.5),
      })),
    ),
  );
  // Exports: one in the making, one that took too long, one ready, one that is over.
  const before = (hours: number) => new Date(Date.parse(NOW) - hours * HOUR).toISOString();
  const exports = [
    { hours: 2, status: 'PENDING' },
    { hours: 24, status: 'PENDING' },
    { hours: 50, status: 'READY' },
    { hours: 24 * 7, status: 'READY' },
  ];
  await insert(
    sql,
    'data_export',
    named.flatMap((account_id, index) =>
      exports.slice(index % exports.length).map(({ hours, status }, age) => ({
        id: random.uuid(),
        account_id,
        // One at a time is in the making.
        status: age > 0 && status === 'PENDING' ? 'FAILED' : status,
        requested_at: before(hours),
        ready_at: status === 'READY' ? before(hours) : null,
        expires_at: status === 'READY' ? before(hours - 24 * 7) : null,
        bytes: status === 'READY' ? 1 : null,
      })),
    ),
  );
}

/** Of sessions that go on, have ended, or can't be carried on any more. */
async function makeDevices(sql: pg.Pool, random: Random, accounts: readonly string[]): Promise<void> {
  const sessions = accounts.flatMap((account_id) =>
    [null, null, NOW].map((ended_at) => ({
      id: random.uuid(),
      account_id,
      created_at: instant(random, -20, -10),
      last_used_at: NOW,
      expires_at: instant(random, -2, 12),
      ended_at,
    })),
  );
  await insert(sql, 'sign_in_session', sessions);
  const devices = sessions.flatMap(({ id, account_id }) =>
    Array.from({ length: 3 }, () => {
      const platform = random.pick(['APNS', 'FCM', 'WEB']);
      const [p256dh, auth] = ['a', 'b'];
      return {
        id: random.uuid(),
        account_id,
        session_id: id,
        platform,
        token: random.uuid(),
        web_keys: platform === 'WEB' ? { p256dh, auth } : null,
        last_seen_at: instant(random, -3, 0),
      };
    }),
  );
  await insert(sql, 'push_device', devices);
}
