import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { Relay } from '../../src/base/events/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, block, keyOf, type Person, signIn } from '../factories/people.js';
import { aComment, aDraft, aPost } from '../factories/posts.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

async function settle(): Promise<void> {
  await service.app.get(Relay, { strict: false }).run();
  await service.app.get(Worker, { strict: false }).runDue();
}

async function listOf({ client }: Person) {
  const { viewer } = await client.run('Notifications', { first: 50 });
  if (!viewer) throw new Error('Nobody is signed in');
  return { unread: viewer.unreadNotificationCount, all: viewer.notifications.nodes };
}

const kindsOf = async (person: Person) => (await listOf(person)).all.map(({ kind }) => kind);

async function comment(by: Person, subjectId: string): Promise<string> {
  const { addComment } = await by.client.run('AddComment', { input: keyed({ subjectId, markdown: 'Hm.' }) });
  await settle();
  if (!addComment || !('comment' in addComment)) throw new Error(JSON.stringify(addComment));
  return addComment.comment.id;
}

const idOf = (person: Person) =>
  service.sql
    .query<{ id: string }>('SELECT account_id AS id FROM profile WHERE handle = $1', [person.handle])
    .then(({ rows }) => rows[0]?.id);

test('a mentor hears of a booking once, however often the event is done', async () => {
  const [mentor, learner] = [await aMentor(service), await aPerson(service)];
  await openDaily(mentor);
  const offeringId = await anOffering(mentor);
  const from = service.clock.now().add({ hours: 48 });
  const [startsAt] = await slotsOf(learner, offeringId, from.toString(), from.add({ hours: 48 }).toString());
  const { bookInterview } = await learner.client.run('BookInterview', {
    input: keyed({ offeringId, startsAt: startsAt as string, timeZone: 'UTC' }),
  });
  await settle();
  await service.sql.query("UPDATE event SET relayed_at = NULL WHERE kind = 'InterviewBooked'");
  await settle();
  expect((await service.sql.query('SELECT FROM event_delivery')).rowCount).toBe(0); // done, and not failing
  const { all, unread } = await listOf(mentor);
  expect(all).toMatchObject([{ kind: 'INTERVIEW_BOOKED', readAt: null, subject: { __typename: 'Interview' } }]);
  expect(all[0]?.text).toMatch(/ booked “.+” with you\.$/);
  expect(bookInterview).toMatchObject({ interview: { id: all[0]?.subject?.id } });
  expect(unread).toBe(1);
  expect(await kindsOf(learner)).toEqual([]);

  const { rows: mails } = await service.sql.query<{ to_address: string; attachments: object[]; text: string }>(
    "SELECT to_address, attachments, text FROM mail WHERE purpose = 'interview' ORDER BY id",
  );
  expect(mails.map((mail) => mail.to_address).sort()).toEqual(
    [mentor.email, learner.email, mentor.email, learner.email].sort(),
  );
  for (const { attachments } of mails) expect(attachments).toMatchObject([{ calendarMethod: 'REQUEST' }]);
  const { viewer: start } = await learner.client.data<{ viewer: { eventCursor: string } }>(
    '{ viewer { id eventCursor } }',
  );
  expect(start.eventCursor).not.toBe('');
  const { viewer } = await mentor.client.data<{ viewer: { events: { nodes: { __typename: string }[] } } }>(
    '{ viewer { id events(first: 10) { nodes { __typename cursor } } } }',
  );
  const types = viewer.events.nodes.map(({ __typename }) => __typename);
  expect(types.filter((type) => type === 'NotificationReceived')).toHaveLength(1);
  expect(types).toContain('InterviewEvent');
});

test('comments are told to whom they answer, and never to oneself', async () => {
  const [author, first, second] = [await aMentor(service), await aPerson(service), await aPerson(service)];
  const post = await aPost(author);
  await comment(author, post.id);
  expect(await kindsOf(author)).toEqual([]);
  const id = await comment(first, post.id);
  await comment(second, id);
  await comment(author, id);
  expect(await kindsOf(author)).toEqual(['COMMENT_ADDED', 'COMMENT_ADDED']);
  expect(await kindsOf(first)).toEqual(['REPLY_ADDED', 'REPLY_ADDED']);
  expect(await kindsOf(second)).toEqual([]);
});

test('followers hear of a post when it comes out, not when that is decided', async () => {
  const [author, follower] = [await aMentor(service), await aPerson(service)];
  await service.sql.query('INSERT INTO follow (follower_id, followed_id, created_at) VALUES ($1, $2, now())', [
    await idOf(follower),
    await idOf(author),
  ]);
  const post = await aDraft(author);
  const publishAt = service.clock.now().add({ minutes: 5 }).toString();
  await author.client.run('PublishPost', { input: keyed({ postId: post.id, publishAt }) });
  await settle();
  expect(await kindsOf(follower)).toEqual([]);
  service.clock.advance({ minutes: 6 });
  await settle();
  await settle();
  expect((await listOf(follower)).all).toMatchObject([{ kind: 'POST_PUBLISHED', subject: { id: post.id } }]);
});

test('what the reader may no longer see disappears, from the count as well', async () => {
  const [author, reader] = [await aMentor(service), await aPerson(service)];
  const post = await aPost(author);
  const id = await comment(reader, post.id);
  await comment(author, id);
  expect(await listOf(reader)).toMatchObject({ unread: 1, all: [{ kind: 'REPLY_ADDED' }] });
  const block = [await idOf(author), await idOf(reader)];
  await service.sql.query('INSERT INTO block (blocker_id, blocked_id, created_at) VALUES ($1, $2, now())', block);
  expect(await listOf(reader)).toEqual({ unread: 0, all: [] });
  await service.sql.query('DELETE FROM block WHERE blocker_id = $1 AND blocked_id = $2', block);
  expect((await listOf(reader)).unread).toBe(1);
  await service.sql.query('UPDATE comment SET hidden_at = now() WHERE author_id = $1 AND parent_id IS NOT NULL', [
    block[0],
  ]);
  expect(await listOf(reader)).toEqual({ unread: 0, all: [] });
});

test('some, all up to one, or all are marked as read; a stranger’s are not found', async () => {
  const [author, other] = [await aMentor(service), await aPerson(service)];
  const post = await aPost(author);
  for (let n = 0; n < 4; n++) await comment(other, post.id);
  const [newest, second, third, oldest] = (await listOf(author)).all.map(({ id }) => id) as [
    string,
    string,
    string,
    string,
  ];
  const mark = async (input: object) => {
    const { markNotificationsRead: answer } = await author.client.run('MarkNotificationsRead', { input });
    if (!answer || !('notifications' in answer)) throw new Error(JSON.stringify(answer));
    return [answer.notifications.map(({ id }) => id), answer.viewer?.unreadNotificationCount];
  };
  expect(await mark({ ids: [second] })).toEqual([[second], 3]);
  expect(await mark({ upTo: third })).toEqual([[third, oldest], 1]);
  expect(await other.client.fails('MarkNotificationsRead', { input: { ids: [newest] } })).toEqual(['NOT_FOUND']);
  expect((await listOf(author)).unread).toBe(1);
  expect(await mark({})).toEqual([[newest], 0]);
  expect(await mark({})).toEqual([[], 0]);
  const { markNotificationsRead: both } = await author.client.run('MarkNotificationsRead', {
    input: { ids: [newest], upTo: newest },
  });
  expect(both).toMatchObject({ __typename: 'InvalidInput' });
});

test('preferences hold for what comes, and unknown kinds are refused', async () => {
  const [author, other] = [await aMentor(service), await aPerson(service)];
  const post = await aPost(author);
  const set = (preferences: { kind: string; channel: 'IN_APP' | 'EMAIL' | 'PUSH'; enabled: boolean }[]) =>
    author.client.run('SetNotificationPreferences', { input: { preferences } });
  const { setNotificationPreferences: changed } = await set([
    { kind: 'COMMENT_ADDED', channel: 'IN_APP', enabled: true },
    { kind: 'COMMENT_ADDED', channel: 'IN_APP', enabled: false },
  ]);
  const preferences = changed && 'viewer' in changed ? (changed.viewer?.notificationPreferences ?? []) : [];
  expect(preferences).toHaveLength(48);
  expect(preferences.filter(({ kind, channel }) => kind === 'COMMENT_ADDED' && channel === 'IN_APP')).toEqual([
    { kind: 'COMMENT_ADDED', channel: 'IN_APP', enabled: false },
  ]);
  await comment(other, post.id);
  expect(await kindsOf(author)).toEqual([]);
  const { setNotificationPreferences: refused } = await set([{ kind: 'NOISE', channel: 'PUSH', enabled: true }]);
  expect(refused).toMatchObject({ fields: [{ path: ['preferences', '0', 'kind'], code: 'UNKNOWN' }] });
});

type Preference = { readonly kind: string; readonly channel: 'IN_APP' | 'EMAIL' | 'PUSH'; readonly enabled: boolean };

async function setPreferences({ client }: Person, ...preferences: Preference[]) {
  return (await client.run('SetNotificationPreferences', { input: { preferences } })).setNotificationPreferences;
}

describe('by mail', () => {
  interface Mail {
    readonly purpose: string;
    readonly subject: string;
    readonly text: string;
    readonly headers: Readonly<Record<string, string>>;
  }
  const mailsTo = async ({ email }: Person): Promise<Mail[]> => {
    const { rows } = await service.sql.query<Mail>(
      'SELECT purpose, subject, text, headers FROM mail WHERE to_address = $1 ORDER BY id',
      [email],
    );
    return rows;
  };
  const email = (kind: string, enabled = true) => ({ kind, channel: 'EMAIL', enabled }) as const;
  /** A comment of which nobody has been told yet. */
  const quietly = async (by: Person, subjectId: string) => keyOf(await aComment(by, subjectId));

  test('comes what somebody wants to have by mail, and nothing else', async () => {
    const [author, other] = [await aMentor(service), await aPerson(service, { name: 'Ben evil.example' })];
    const post = await aPost(author);
    await comment(other, post.id);
    expect(await mailsTo(author)).toEqual([]);
    await setPreferences(author, email('COMMENT_ADDED'));
    const id = await comment(other, post.id);
    await comment(author, id); // a reply, which is told to the other, who wants no mail
    await comment(author, post.id);
    const [mail, ...more] = await mailsTo(author);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ purpose: 'COMMENT_ADDED', subject: 'Ben evil. example commented on what you wrote.' });
    expect(mail?.text).toContain('Ben evil. example commented on what you wrote.');
    expect(mail?.text).toContain(`${service.url}/open/${id}\n`);
    expect(mail?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    expect(await mailsTo(other)).toEqual([]);
    expect(await kindsOf(author)).toEqual(['COMMENT_ADDED', 'COMMENT_ADDED']);
  });

  test('comes a reply once, and as one, also when comments come by mail as well', async () => {
    const [author, other] = [await aMentor(service), await aPerson(service)];
    const post = await aPost(author);
    const id = await comment(author, post.id);
    await setPreferences(author, email('COMMENT_ADDED'), email('REPLY_ADDED'));
    await comment(other, id);
    expect((await mailsTo(author)).map(({ purpose }) => purpose)).toEqual(['REPLY_ADDED']);
  });

  test('comes one of each, however often the event is done, with the list in the app or without', async () => {
    const [author, follower] = [await aMentor(service), await aPerson(service)];
    const post = await aPost(author);
    await setPreferences(author, email('COMMENT_ADDED'), { kind: 'COMMENT_ADDED', channel: 'IN_APP', enabled: false });
    await comment(follower, post.id);
    for (let n = 0; n < 2; n++) {
      await service.sql.query("UPDATE event SET relayed_at = NULL WHERE kind = 'CommentAdded'");
      await settle();
    }
    const { rows } = await service.sql.query<{ id: string }>('SELECT id FROM notice_mail WHERE account_id = $1', [
      author.accountId,
    ]);
    expect(rows).toHaveLength(1);
    await service.sql.query(`SELECT graphile_worker.add_job('mail-notice', json_build_object('noticeId', $1::text))`, [
      rows[0]?.id,
    ]);
    await settle();
    expect((await mailsTo(author)).map(({ purpose }) => purpose)).toEqual(['COMMENT_ADDED']);
    expect(await kindsOf(author)).toEqual([]);
  });

  test('comes a post when it is out', async () => {
    const [author, follower] = [await aMentor(service, { name: 'Ann Author' }), await aPerson(service)];
    await service.sql.query('INSERT INTO follow (follower_id, followed_id, created_at) VALUES ($1, $2, now())', [
      follower.accountId,
      author.accountId,
    ]);
    await setPreferences(follower, email('POST_PUBLISHED'));
    const post = await aPost(author, { title: 'On attention' });
    await settle();
    const [mail] = await mailsTo(follower);
    expect(mail?.subject).toBe('Ann Author published “On attention”.');
    expect(mail?.text).toContain(`/open/${post.id}\n`);
  });

  test('comes nothing that has been hidden, deleted, blocked or read before it is written', async () => {
    const [author, other] = [await aMentor(service), await aPerson(service)];
    const post = await aPost(author);
    await setPreferences(author, email('COMMENT_ADDED'));
    await service.sql.query('UPDATE comment SET hidden_at = now() WHERE id = $1', [await quietly(other, post.id)]);
    await service.sql.query('UPDATE comment SET deleted_at = now() WHERE id = $1', [await quietly(other, post.id)]);
    await settle();
    expect(await mailsTo(author)).toEqual([]);
    const blocked = await aPerson(service);
    await quietly(blocked, post.id);
    await block(service, author, blocked);
    await settle();
    expect(await mailsTo(author)).toEqual([]);
    await service.sql.query(
      `CREATE FUNCTION test_read() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.read_at := NEW.created_at; RETURN NEW; END $$;
       CREATE TRIGGER test_read BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION test_read()`,
    );
    await comment(other, post.id);
    await service.sql.query('DROP TRIGGER test_read ON notification; DROP FUNCTION test_read');
    expect(await mailsTo(author)).toEqual([]);
    await comment(other, post.id);
    expect(await mailsTo(author)).toHaveLength(1);
  });

  test('comes nothing to whom it may not go, nor what is old', async () => {
    const [author, other] = [await aMentor(service), await aPerson(service)];
    const post = await aPost(author);
    await setPreferences(author, email('COMMENT_ADDED'));
    const account = (change: string) =>
      service.sql.query(`UPDATE account SET ${change} WHERE id = $1`, [author.accountId]);
    await account('email_verified_at = NULL');
    await comment(other, post.id);
    await account(`email_verified_at = created_at, status = 'SUSPENDED'`);
    await comment(other, post.id);
    await account(`status = 'ACTIVE'`);
    await quietly(other, post.id);
    await service.sql.query(
      `UPDATE event SET recorded_at = recorded_at - interval '73 hours' WHERE kind = 'CommentAdded' AND relayed_at IS NULL`,
    );
    await settle();
    expect(await mailsTo(author)).toEqual([]);
    expect(await kindsOf(author)).toHaveLength(3);
  });

  test('comes no more of a kind whose link was followed, until it is switched on again', async () => {
    const [author, other] = [await aMentor(service), await aPerson(service)];
    const post = await aPost(author);
    const on = [email('COMMENT_ADDED'), email('REPLY_ADDED')];
    await setPreferences(author, ...on);
    const id = await comment(author, post.id);
    await comment(other, post.id);
    const enabled = async () => {
      const { viewer } = await author.client.data<{ viewer: { notificationPreferences: Preference[] } }>(
        '{ viewer { id notificationPreferences { kind channel enabled } } }',
      );
      return (kind: string) =>
        viewer.notificationPreferences.find((each) => each.kind === kind && each.channel === 'EMAIL')?.enabled;
    };
    expect((await enabled())('COMMENT_ADDED')).toBe(true);
    const [, link] = /^<(\S+)>$/.exec((await mailsTo(author))[0]?.headers['List-Unsubscribe'] ?? '') ?? [];
    const response = await fetch(link as string, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(response.status).toBe(200);
    const after = await enabled();
    expect([after('COMMENT_ADDED'), after('REPLY_ADDED')]).toEqual([false, true]);
    await comment(other, post.id);
    await comment(other, id);
    expect((await mailsTo(author)).map(({ purpose }) => purpose)).toEqual(['COMMENT_ADDED', 'REPLY_ADDED']);
    await setPreferences(author, ...on);
    await comment(other, post.id);
    expect(await mailsTo(author)).toHaveLength(3);
    expect((await service.sql.query('SELECT FROM mail_unsubscription')).rowCount).toBe(0);
  });

  test('come bookings always, and no preference says otherwise', async () => {
    const [mentor, learner] = [await aMentor(service), await aPerson(service)];
    for (const kind of ['INTERVIEW_BOOKED', 'INTERVIEW_REQUESTED'])
      expect(await setPreferences(mentor, email('COMMENT_ADDED'), email(kind, false))).toMatchObject({
        fields: [{ path: ['preferences', '1', 'enabled'], code: 'CONFLICT' }],
      });
    const changed = await setPreferences(mentor, email('INTERVIEW_BOOKED'));
    const preferences = changed && 'viewer' in changed ? (changed.viewer?.notificationPreferences ?? []) : [];
    expect(preferences).toContainEqual(email('INTERVIEW_BOOKED'));
    expect(preferences).toContainEqual(email('COMMENT_ADDED', false)); // a refusal changes nothing
    await openDaily(mentor);
    const offeringId = await anOffering(mentor);
    const from = service.clock.now().add({ hours: 48 });
    const [startsAt] = await slotsOf(learner, offeringId, from.toString(), from.add({ hours: 48 }).toString());
    await learner.client.run('BookInterview', {
      input: keyed({ offeringId, startsAt: startsAt as string, timeZone: 'UTC' }),
    });
    await settle();
    for (const person of [mentor, learner])
      expect((await mailsTo(person)).map(({ purpose }) => purpose)).toEqual(['interview']);
  });
});

describe('what nobody confirmed in time', () => {
  const asked = async () => {
    const [mentor, learner] = [await aMentor(service), await aPerson(service)];
    await openDaily(mentor);
    const offeringId = await anOffering(mentor, { confirmation: 'BY_MENTOR' });
    const from = service.clock.now().add({ hours: 96 });
    const [startsAt] = await slotsOf(learner, offeringId, from.toString(), from.add({ hours: 48 }).toString());
    const { bookInterview } = await learner.client.run('BookInterview', {
      input: keyed({ offeringId, startsAt: startsAt as string, timeZone: 'UTC' }),
    });
    if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
    await settle();
    return { parties: [mentor, learner], id: bookInterview.interview.id };
  };
  const expire = async () => {
    service.clock.advance({ hours: 49 });
    await settle();
    await settle(); // what was recorded by what was due
  };
  const mailTo = async (person: Person) =>
    (
      await service.sql.query<{ subject: string; attachments: { calendarMethod: string; content: string }[] }>(
        `SELECT subject, attachments FROM mail WHERE to_address = $1 AND purpose = 'interview' ORDER BY id`,
        [person.email],
      )
    ).rows;

  test('is told to both, once, in the list, live and by mail', async () => {
    const { parties, id } = await asked();
    await expire();
    await service.sql.query("UPDATE event SET relayed_at = NULL WHERE kind = 'InterviewExpired'");
    await settle();
    for (const party of parties) {
      const client = service.client(await signIn(service, party.email));
      const { all } = await listOf({ ...party, client });
      expect(all.filter(({ kind }) => kind === 'INTERVIEW_EXPIRED')).toMatchObject([
        { text: '“Mock interview” was not confirmed in time.', subject: { id } },
      ]);
      const { viewer } = await client.data<{ viewer: { events: { nodes: object[] } } }>(
        '{ viewer { id events(first: 10) { nodes { __typename ... on InterviewEvent { change interview { id status lastChange { kind by { id } } } } } } } }',
      );
      const expired = { status: 'EXPIRED', lastChange: { kind: 'EXPIRED', by: null } };
      expect(viewer.events.nodes).toContainEqual(
        expect.objectContaining({ change: 'EXPIRED', interview: { id, ...expired } }),
      );
      const mails = await mailTo(party);
      expect(mails[0]).toMatchObject({ subject: 'Asked for: Mock interview', attachments: [] });
      expect(mails[1]).toMatchObject({ subject: 'Not confirmed: Mock interview', attachments: [] });
    }
    const { rows } = await service.sql.query(
      `SELECT (SELECT count(*)::int FROM event WHERE kind = 'InterviewExpired' AND subject_id = $1) AS events,
         (SELECT array_agg(kind ORDER BY number) FROM interview_revision WHERE interview_id = $1) AS revisions,
         (SELECT live FROM session s JOIN interview i ON i.session_id = s.id WHERE i.id = $1) AS live`,
      [keyOf(id)],
    );
    expect(rows).toEqual([{ events: 1, revisions: ['BOOKED', 'EXPIRED'], live: false }]);
  });

  test('is taken out of calendars that an invitation had put it into', async () => {
    const { parties, id } = await asked();
    // Confirmed, then moved by the mentor, which the learner has to confirm: those verbs come later.
    await service.sql.query(
      `INSERT INTO interview_revision (interview_id, number, kind, status, starts_at, ends_at, by_id, at)
       SELECT i.id, r.number, r.kind, r.status, i.starts_at, i.ends_at, i.mentor_id, i.created_at
       FROM interview i, (VALUES (2, 'CONFIRMED', 'CONFIRMED'), (3, 'RESCHEDULED', 'PENDING')) AS r (number, kind, status) WHERE i.id = $1`,
      [keyOf(id)],
    );
    await service.sql.query(`UPDATE interview SET version = 3, awaits = 'LEARNER' WHERE id = $1`, [keyOf(id)]);
    await expire();
    for (const party of parties) {
      const last = (await mailTo(party)).at(-1);
      expect(last).toMatchObject({
        subject: 'Not confirmed: Mock interview',
        attachments: [{ calendarMethod: 'CANCEL' }],
      });
      expect(last?.attachments[0]?.content).toMatch(new RegExp(`UID:${keyOf(id)}@sevenfold\\s+SEQUENCE:3\\s`));
    }
  });
});
