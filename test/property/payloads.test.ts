import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { print } from 'graphql';

import { keyed } from '../harness/client.js';
import { Generator } from '../reference/operations/generate.js';
import { Random } from '../reference/random.js';
import type { Reference } from '../reference/reference.js';
import type { RowOf } from '../reference/tables.js';
import { type Looker, makeWorld, type World } from '../reference/world.js';

/*
 * What a mutation answers with is what the reference says of it afterwards, whatever is selected: payloads are read
 * through the same views as queries.
 */
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const TIMES = 3;
const random = new Random(SEED + 2);

let world: World;
let reference: Reference;
let mentor: Looker;
let moderator: Looker;
beforeAll(async () => {
  process.stderr.write(`payloads, SEED=${SEED}\n`);
  world = await makeWorld(SEED);
  [mentor, moderator] = world.lookers.slice(2) as [Looker, Looker];
  // Hours round the clock hold every interview, and only those: a date with hours of its own or a journey wouldn't.
  for (const table of ['date_override', 'travel'])
    await world.service.sql.query(`DELETE FROM ${table} WHERE mentor_id = $1`, [mentor.eyes.id]);
  reference = await world.readAgain();
}, 60_000);
afterAll(() => world.service.stop());

/** The row that a table has now and didn't have before. */
function added(before: Reference, table: string): RowOf {
  const found = reference.rules.all(table).find(({ id }) => !before.rules.one(table, 'id', id));
  if (!found) throw new Error(`Nothing was added to ${table}`);
  return found;
}

/** @param done what the mutation did, told from the tables before and now */
async function change(
  looker: Looker,
  field: string,
  success: string,
  input: object,
  done: (before: Reference) => object,
): Promise<void> {
  const inputType = `${field[0]?.toUpperCase()}${field.slice(1)}Input!`;
  const { document, variables } = new Generator(random, reference).mutation(field, inputType, success, input);
  const { data, errors } = await looker.client.ask(print(document), variables);
  // Nothing has happened then: another selection.
  if (errors?.[0]?.extensions.code === 'TOO_COSTLY') return change(looker, field, success, input, done);
  const before = reference;
  reference = await world.readAgain();
  const right = reference.ask(document, variables, looker.eyes, {
    [field]: { __typename: success, ...done(before) },
  });
  expect(`${print(document)}\n${JSON.stringify(data)}`).toBe(`${print(document)}\n${JSON.stringify(right.data)}`);
}

const topics = () => [...new Set([1, 2, 3].map(() => String(random.pick(reference.rules.all('topic')).slug)))];
const times = Array.from({ length: TIMES }, (_, index) => index + 1);

test.each(times)('posts that are drafted and published, %i', async (time) => {
  const draft = keyed({ title: `Payload ${time}`, markdown: 'Some *text*', topics: topics() });
  let post: RowOf = {};
  await change(mentor, 'createPost', 'PostCreated', draft, (before) => ({ post: (post = added(before, 'post')) }));
  const later = { publishAt: '2026-11-25T00:00:00Z' };
  const input = keyed({ postId: `post_${String(post.id)}`, ...(random.chance(0.5) && later) });
  await change(mentor, 'publishPost', 'PostPublished', input, () => ({
    post: reference.rules.one('post', 'id', post.id),
  }));
});

test.each(times)('comments and replies, with their place in the list, %i', async (time) => {
  const { rules } = reference;
  const open = rules.all('post').filter((post) => rules.postIsOut(post) && rules.post(mentor.eyes, post));
  const post = random.pick(open);
  const parents = rules
    .rows('comment', 'subject_id', post.id)
    .filter((row) => row.hidden_at === null && row.deleted_at === null && rules.comment(mentor.eyes, row));
  const parent = random.chance(0.5) ? parents[0] : undefined;
  const subjectId = parent ? `comment_${String(parent.id)}` : `post_${String(post.id)}`;
  await change(mentor, 'addComment', 'CommentAdded', keyed({ subjectId, markdown: `Said ${time}` }), (before) => {
    const comment = added(before, 'comment');
    const place = parent ? 'Comment.replies' : 'CommentSubject.comments';
    const cursor = reference.cursor(place, [String(comment.created_at), String(comment.id)]);
    const subject = { __typename: 'Post', ...reference.rules.one('post', 'id', post.id) };
    return { comment, edge: { cursor, node: comment }, subject };
  });
});

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

test.each(times)('hours, offerings and bookings, %i', async (time) => {
  const hours = DAYS.map((day) => ({ day, start: '00:00', end: '24:00' }));
  const timeZone = random.pick(['UTC', 'Asia/Kathmandu']);
  await change(mentor, 'setWeeklyHours', 'AvailabilityChanged', { timeZone, hours }, () => ({
    mentor: reference.rules.one('mentor', 'account_id', mentor.eyes.id),
    interviewsNowOutside: [],
    overrides: [],
  }));
  const confirmation = random.pick(['INSTANT', 'BY_MENTOR']);
  const terms = { title: `Offer ${time}`, durationMinutes: 45, topics: topics(), noticeMinutes: 0, confirmation };
  let offering: RowOf = {};
  await change(mentor, 'createOffering', 'OfferingCreated', keyed(terms), (before) => ({
    offering: (offering = added(before, 'offering')),
  }));
  const offeringId = `offering_${String(offering.id)}`;
  const { offering: found } = await moderator.client.data<{ offering: { slots: { startsAt: string }[] } }>(
    `query ($id: ID!) { offering(id: $id) { slots(from: "2026-11-24T00:00:00Z", to: "2026-12-20T00:00:00Z", timeZone: "UTC") { startsAt } } }`,
    { id: offeringId },
  );
  const startsAt = random.pick(found.slots).startsAt;
  const booking = keyed({ offeringId, startsAt, timeZone: 'UTC', note: 'A "note"', topics: topics() });
  await change(moderator, 'bookInterview', 'InterviewBooked', booking, (before) => ({
    interview: added(before, 'interview'),
  }));
});
