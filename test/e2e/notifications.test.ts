import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { Relay } from '../../src/base/events/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { aDraft, aPost } from '../factories/posts.js';
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
  expect(preferences).toHaveLength(15);
  expect(preferences.filter(({ kind, channel }) => kind === 'COMMENT_ADDED' && channel === 'IN_APP')).toEqual([
    { kind: 'COMMENT_ADDED', channel: 'IN_APP', enabled: false },
  ]);
  await comment(other, post.id);
  expect(await kindsOf(author)).toEqual([]);
  const { setNotificationPreferences: refused } = await set([{ kind: 'NOISE', channel: 'PUSH', enabled: true }]);
  expect(refused).toMatchObject({ fields: [{ path: ['preferences', '0', 'kind'], code: 'UNKNOWN' }] });
});
