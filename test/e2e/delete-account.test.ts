import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { Relay } from '../../src/base/events/index.js';
import { Mailbox } from '../../src/base/mail/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, block, keyOf, PASSWORD, type Person, signIn } from '../factories/people.js';
import { aComment, aDraft, aPost } from '../factories/posts.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

const DAY = { from: '2031-03-03T00:00:00Z', to: '2031-03-04T00:00:00Z' };

let service: Service;
let relay: Relay;
let worker: Worker;
beforeAll(async () => {
  service = await startService();
  service.clock.stopAt('2031-03-01T08:00:00Z');
  relay = service.app.get(Relay, { strict: false });
  worker = service.app.get(Worker, { strict: false });
});
afterAll(() => service.stop());

async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await relay.run();
    await worker.runDue();
  }
}

const remove = async (person: Person, handle = person.handle) =>
  (await person.client.run('DeleteAccount', { input: { handle } })).deleteAccount;
const mailsTo = ({ email }: Person) => service.app.get(Mailbox, { strict: false }).newest(email);
const row = async <Row extends object>(text: string, ...values: unknown[]) =>
  (await service.sql.query<Row>(text, values)).rows[0];

async function aBooking(
  { by, mentor }: { by: Person; mentor: Person },
  terms: Parameters<typeof anOffering>[1] = {},
): Promise<{ id: string; startsAt: string; offeringId: string }> {
  const offeringId = await anOffering(mentor, terms);
  const startsAt = (await slotsOf(by, offeringId, DAY.from, DAY.to))[0] as string;
  const { bookInterview } = await by.client.run('BookInterview', {
    input: keyed({ offeringId, startsAt, timeZone: 'UTC', note: 'Please ask hard questions.' }),
  });
  if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
  return { id: bookInterview.interview.id, startsAt, offeringId };
}

async function aMentorWithHours(name = 'Test Mentor'): Promise<Person> {
  const mentor = await aMentor(service, { name });
  await openDaily(mentor);
  return mentor;
}

describe('an account is deleted', () => {
  test('only under its own handle, whatever the case, and by a fresh sign-in', async () => {
    const person = await aPerson(service);
    expect(await remove(person, 'somebody-else')).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: ['handle'], code: 'CONFLICT' }],
    });
    service.clock.advance({ minutes: 9, seconds: 58 });
    expect(await person.client.fails('DeleteAccount', { input: {} })).toEqual(['BAD_USER_INPUT']);
    service.clock.advance({ minutes: 1 });
    // The access token has ended, too; with a new one of the same session the sign-in is still as old.
    const { signIn: again } = await service.anonymous.run('SignIn', {
      input: { email: person.email, password: PASSWORD },
    });
    if (!again || !('refreshToken' in again)) throw new Error(JSON.stringify(again));
    service.clock.advance({ minutes: 11 });
    const { refreshSession } = await service.anonymous.run('RefreshSession', {
      input: { refreshToken: again.refreshToken },
    });
    if (!refreshSession || !('accessToken' in refreshSession)) throw new Error(JSON.stringify(refreshSession));
    const old = { ...person, client: service.client(refreshSession.accessToken) };
    expect(await remove(old)).toMatchObject({ code: 'REAUTH_REQUIRED' });
    const fresh = { ...person, client: service.client(await signIn(service, person.email)) };
    expect(await remove(fresh, ` @${person.handle.toUpperCase()} `)).toEqual({
      deletedId: `viewer_${person.accountId}`,
      interviewsCancelled: 0,
    });
  });

  test('with every session, at once, and its address is free again', async () => {
    const person = await aPerson(service);
    const phone = service.client(await signIn(service, person.email));
    const before = await row<{ id: string }>('SELECT id FROM sign_in_session WHERE account_id = $1', person.accountId);
    expect(before).toBeDefined();
    await remove(person);
    for (const client of [person.client, phone])
      expect(await client.fails('DeleteAccount', { input: { handle: person.handle } })).toEqual(['UNAUTHENTICATED']);
    const { signIn: refused } = await service.anonymous.run('SignIn', {
      input: { email: person.email, password: PASSWORD },
    });
    expect(refused).toMatchObject({ code: 'BAD_CREDENTIALS' });
    const { signUp } = await service.anonymous.run('SignUp', {
      input: { email: person.email, password: PASSWORD, name: 'Test Person', timeZone: 'UTC' },
    });
    expect(signUp).toMatchObject({ viewer: { email: person.email } });
  });

  test('while another request of it is under way: that one is over before, or doesn’t happen', async () => {
    const author = await aMentor(service);
    const person = await aPerson(service);
    const post = await aPost(author);
    const comments = Array.from({ length: 6 }, () =>
      person.client.ask(
        'mutation ($input: AddCommentInput!) { addComment(input: $input) { ... on CommentAdded { comment { id } } } }',
        { input: keyed({ subjectId: post.id, markdown: 'At the last moment.' }) },
      ),
    );
    const answers = await Promise.all([...comments.slice(0, 3), remove(person), ...comments.slice(3)]);
    const written = answers.filter((answer) => answer && 'data' in answer && answer.data?.addComment).length;
    const deletedAt = await row<{ n: number }>(
      'SELECT count(*)::int AS n FROM comment WHERE author_id = $1',
      person.accountId,
    );
    expect(deletedAt?.n).toBe(written);
    expect(await row('SELECT status FROM account WHERE id = $1', person.accountId)).toEqual({ status: 'DELETED' });
  });

  test('wholly or not at all', async () => {
    const mentor = await aMentorWithHours();
    const learner = await aPerson(service);
    const { id } = await aBooking({ by: learner, mentor });
    await service.sql.query(
      `CREATE FUNCTION test_fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$;
       CREATE TRIGGER test_fail BEFORE UPDATE ON account FOR EACH ROW WHEN (NEW.status = 'DELETED') EXECUTE FUNCTION test_fail()`,
    );
    try {
      expect(await learner.client.fails('DeleteAccount', { input: { handle: learner.handle } })).toEqual(['INTERNAL']);
    } finally {
      await service.sql.query('DROP TRIGGER test_fail ON account');
    }
    await settle();
    expect(await row('SELECT status FROM interview WHERE id = $1', keyOf(id))).toEqual({ status: 'CONFIRMED' });
    expect((await mailsTo(mentor)).map(({ subject }) => subject)).toEqual(['Booked: Mock interview']);
    expect((await learner.client.data<{ viewer: { email: string } }>('{ viewer { id email } }')).viewer.email).toBe(
      learner.email,
    );
  });
});

describe('interviews to come', () => {
  test('of a learner are cancelled, the time is free, and the mentor is told: live, in the app, by mail, in the calendar', async () => {
    const mentor = await aMentorWithHours();
    const learner = await aPerson(service, { name: 'Leaving Learner' });
    const other = await aPerson(service);
    const { id, startsAt, offeringId } = await aBooking({ by: learner, mentor });
    await settle();
    const invitation = (await mailsTo(mentor))[0]?.attachments[0]?.content ?? '';
    const { viewer } = await mentor.client.data<{ viewer: { eventCursor: string } }>('{ viewer { id eventCursor } }');
    expect(await slotsOf(other, offeringId, DAY.from, DAY.to)).not.toContain(startsAt);
    expect(await remove(learner)).toMatchObject({ interviewsCancelled: 1 });
    expect(await slotsOf(other, offeringId, DAY.from, DAY.to)).toContain(startsAt);
    const asked = await mentor.client.data<{ interview: Record<string, unknown> }>(
      'query ($id: ID!) { interview(id: $id) { id status version note cancelledLate learner { id } lastChange { kind at by { id } } } }',
      { id },
    );
    expect(asked.interview).toEqual({
      id,
      status: 'CANCELLED',
      version: 2,
      note: null,
      cancelledLate: false,
      learner: null,
      lastChange: { kind: 'CANCELLED', at: expect.any(String), by: null },
    });
    expect(await row('SELECT by_id FROM interview_revision WHERE interview_id = $1 AND number = 2', keyOf(id))).toEqual(
      { by_id: learner.accountId },
    );
    await settle();
    const mails = await mailsTo(mentor);
    expect(mails.map(({ subject }) => subject)).toEqual(['Cancelled: Mock interview', 'Booked: Mock interview']);
    const [cancellation] = mails;
    expect(cancellation?.text).toContain('with the learner is cancelled: Monday, 3 March 2031');
    expect(cancellation?.text).not.toContain('Leaving');
    const [file] = cancellation?.attachments ?? [];
    expect(file).toMatchObject({ calendarMethod: 'CANCEL' });
    const field = (text: string, name: string) =>
      new RegExp(`^${name}:(.*)$`, 'm').exec(text.replaceAll('\r', ''))?.[1];
    expect([field(file?.content ?? '', 'METHOD'), field(file?.content ?? '', 'STATUS')]).toEqual([
      'CANCEL',
      'CANCELLED',
    ]);
    expect(field(file?.content ?? '', 'UID')).toBe(field(invitation, 'UID'));
    expect(Number(field(file?.content ?? '', 'SEQUENCE'))).toBe(Number(field(invitation, 'SEQUENCE')) + 1);
    const told = await mentor.client.run('Notifications', { first: 5 });
    expect(told.viewer?.notifications.nodes[0]).toMatchObject({
      kind: 'INTERVIEW_CANCELLED',
      text: 'Somebody cancelled “Mock interview”.',
    });
    const events = await mentor.client.data<{ viewer: { events: { nodes: { change: string }[] } } }>(
      'query ($after: String) { viewer { id events(first: 10, after: $after) { nodes { ... on InterviewEvent { change interview { id } } } } } }',
      { after: viewer.eventCursor },
    );
    expect(events.viewer.events.nodes).toContainEqual({ change: 'CANCELLED', interview: { id } });
    // Nobody else, and not whoever is gone.
    expect(
      await row('SELECT FROM mail WHERE to_address IN ($1, $2) LIMIT 1', other.email, learner.email),
    ).toBeUndefined();
  });

  test('of a mentor are cancelled for every learner; what nobody confirmed makes no calendar file', async () => {
    const mentor = await aMentorWithHours();
    const [first, second] = [await aPerson(service), await aPerson(service)];
    const one = await aBooking({ by: first, mentor });
    const two = await aBooking({ by: second, mentor }, { title: 'On request', confirmation: 'BY_MENTOR' });
    service.clock.advance({ minutes: 5 });
    expect(await remove(mentor)).toMatchObject({ interviewsCancelled: 2 });
    await settle();
    const [mail] = await mailsTo(first);
    expect(mail?.attachments.map(({ calendarMethod }) => calendarMethod)).toEqual(['CANCEL']);
    const [other] = await mailsTo(second);
    expect(other).toMatchObject({ subject: 'Cancelled: On request', attachments: [] });
    expect(other?.text).toContain('with the mentor is cancelled');
    for (const { offeringId } of [one, two])
      expect((await first.client.run('Slots', { offeringId, ...DAY, timeZone: 'UTC' })).offering).toBeNull();
    expect(await row('SELECT FROM session WHERE mentor_id = $1 AND live', mentor.accountId)).toBeUndefined();
  });

  test('that begin within the notice are cancelled late; those that have begun or are over stay', async () => {
    const mentor = await aMentorWithHours();
    const learner = await aPerson(service);
    const { id } = await aBooking({ by: learner, mentor }, { cancelNoticeMinutes: 43_200 });
    const over = await aBooking({ by: learner, mentor });
    await service.sql.query(
      `WITH moved AS (UPDATE session SET starts_at = $2, ends_at = $3, hold = tstzrange($2, $3) WHERE id = (SELECT session_id FROM interview WHERE id = $1))
       SELECT 1`,
      [keyOf(over.id), '2031-02-20T10:00:00Z', '2031-02-20T11:00:00Z'],
    );
    expect(await remove(learner)).toMatchObject({ interviewsCancelled: 1 });
    expect(await row('SELECT status, cancelled_late FROM interview WHERE id = $1', keyOf(id))).toEqual({
      status: 'CANCELLED',
      cancelled_late: true,
    });
    expect(await row('SELECT status FROM interview WHERE id = $1', keyOf(over.id))).toEqual({ status: 'CONFIRMED' });
  });

  test('are not booked any more once the account is gone, however close it was', async () => {
    const mentor = await aMentorWithHours();
    const learner = await aPerson(service);
    const offeringId = await anOffering(mentor);
    const [startsAt = ''] = await slotsOf(learner, offeringId, DAY.from, DAY.to);
    const booking = learner.client.ask<{ bookInterview: { __typename: string } | null }>(
      'mutation ($input: BookInterviewInput!) { bookInterview(input: $input) { __typename } }',
      { input: keyed({ offeringId, startsAt, timeZone: 'UTC' }) },
    );
    const [{ data }] = await Promise.all([booking, remove(learner)]);
    const live = await row(
      'SELECT FROM interview WHERE learner_id = $1 AND status = $2',
      learner.accountId,
      'CONFIRMED',
    );
    expect(live).toBeUndefined();
    if (data?.bookInterview?.__typename === 'InterviewBooked')
      expect(await row('SELECT status FROM interview WHERE learner_id = $1', learner.accountId)).toEqual({
        status: 'CANCELLED',
      });
  });
});

describe('what others read', () => {
  test('stays without a name, and every counter is right', async () => {
    const [author, reader, follower] = [
      await aMentor(service, { name: 'Ada Author' }),
      await aPerson(service),
      await aPerson(service),
    ];
    const post = await aPost(author, { title: 'What stays' });
    await aDraft(author, { title: 'What nobody has read' });
    const thread = await aComment(author, post.id, 'First.');
    await aComment(reader, thread, 'An answer to it.');
    const elsewhere = await aPost(await aMentor(service));
    await aComment(author, elsewhere.id, 'Well said.');
    const at = service.clock.now().toString();
    await service.sql.query(`INSERT INTO reaction VALUES ($1, $2, 'HELPFUL', $3)`, [
      keyOf(elsewhere.id),
      author.accountId,
      at,
    ]);
    await service.sql.query('INSERT INTO follow VALUES ($1, $2, $4), ($3, $1, $4)', [
      author.accountId,
      reader.accountId,
      follower.accountId,
      at,
    ]);
    await block(service, author, await aPerson(service));
    const totals = () =>
      reader.client.data<{ posts: { totalCount: number }; mentors: { totalCount: number } }>(
        '{ posts { totalCount } mentors { totalCount } }',
      );
    const before = await totals();
    await remove(author);
    expect(await totals()).toEqual({ posts: before.posts, mentors: { totalCount: before.mentors.totalCount - 1 } });
    const { node } = await service.anonymous.data<{ node: object }>(
      'query ($id: ID!) { node(id: $id) { id ... on Post { title author { id } commentCount comments { nodes { html author { id } replies { nodes { author { id } } } } } } } }',
      { id: post.id },
    );
    expect(node).toEqual({
      id: post.id,
      title: 'What stays',
      author: null,
      commentCount: 2,
      comments: {
        nodes: [
          {
            html: expect.stringContaining('First.'),
            author: null,
            replies: { nodes: [{ author: { id: reader.profileId } }] },
          },
        ],
      },
    });
    expect(
      await row('SELECT FROM post WHERE author_id = $1 AND state = $2', author.accountId, 'DRAFT'),
    ).toBeUndefined();
    expect(
      await row(
        'SELECT count(*)::int AS n FROM subject s LEFT JOIN post p USING (id) WHERE s.kind = $1 AND p.id IS NULL',
        'post',
      ),
    ).toEqual({ n: 0 });
    expect(await row('SELECT comment_count, reaction_count FROM subject WHERE id = $1', keyOf(elsewhere.id))).toEqual({
      comment_count: 1,
      reaction_count: 0,
    });
    expect(await row('SELECT follower_count FROM profile WHERE account_id = $1', reader.accountId)).toEqual({
      follower_count: 0,
    });
    for (const id of [
      author.profileId,
      `mentor_${author.accountId}`,
      `learner_${author.accountId}`,
      `viewer_${author.accountId}`,
    ])
      expect(
        (await reader.client.data<{ node: unknown }>('query ($id: ID!) { node(id: $id) { id } }', { id })).node,
      ).toBeNull();
    expect((await reader.client.run('PersonPage', { handle: author.handle })).profile).toBeNull();
  });

  test('is written on without anybody being told who is gone', async () => {
    const [author, reader] = [await aMentor(service), await aPerson(service)];
    const post = await aPost(author);
    await remove(author);
    await aComment(reader, post.id, 'Still a good post.');
    await settle();
    for (const table of ['notification', 'notice_mail', 'viewer_log', 'digest'])
      expect([table, await row(`SELECT FROM ${table} WHERE account_id = $1`, author.accountId)]).toEqual([
        table,
        undefined,
      ]);
  });

  test('keeps its ratings', async () => {
    const mentor = await aMentorWithHours();
    const learner = await aPerson(service);
    const { id } = await aBooking({ by: learner, mentor });
    await service.sql.query(
      `INSERT INTO review (id, interview_id, mentor_id, rating, testimonial, published, revealed_at, created_at)
       VALUES ($1, $2, $3, 4, 'Kind and clear.', false, $4, $4)`,
      [randomUUID(), keyOf(id), mentor.accountId, service.clock.now().toString()],
    );
    await remove(learner);
    expect(await row('SELECT review_count, rating_sum FROM mentor WHERE account_id = $1', mentor.accountId)).toEqual({
      review_count: 1,
      rating_sum: 4,
    });
    expect(await row('SELECT rating, testimonial FROM review WHERE mentor_id = $1', mentor.accountId)).toEqual({
      rating: 4,
      testimonial: null,
    });
  });
});

test('mail under way to whoever is gone is not sent', async () => {
  const mentor = await aMentorWithHours();
  const learner = await aPerson(service);
  await aBooking({ by: learner, mentor });
  await relay.run();
  await worker.runDue();
  expect(await mailsTo(learner)).toHaveLength(1);
  await service.sql.query('UPDATE mail SET sent_at = NULL WHERE to_address = $1', [learner.email]);
  await remove(learner);
  expect(await mailsTo(learner)).toEqual([]);
  await settle();
  expect(await mailsTo(learner)).toEqual([]);
  expect(await row('SELECT FROM dead_letter')).toBeUndefined();
});
