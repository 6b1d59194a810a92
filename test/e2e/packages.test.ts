import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { anOffering, openDaily } from '../factories/booking.js';
import { aMentor, aPerson, block, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

let service: Service;
let mentor: Person;
let learner: Person;
let other: Person;
let offeringId: string;
beforeAll(async () => {
  service = await startService();
  service.clock.stopAt('2031-03-01T08:00:00Z'); // tokens stay good; clocks in New York change on 9 March
});
beforeEach(async () => {
  [mentor, learner, other] = [await aMentor(service), await aPerson(service), await aPerson(service)];
  await openDaily(mentor);
  offeringId = await anOffering(mentor, { durationMinutes: 30, horizonDays: 40 });
});
afterAll(() => service.stop());

const BOOK = `mutation ($input: BookPackageInput!) { bookPackage(input: $input) { __typename
  ... on PackageBooked { occurrences { number startsAt interview { id startsAt status note } refusal { code message } } }
  ... on PackageRefused { occurrences { number startsAt interview { id } refusal { code } } }
  ... on Refusal { code message } ... on InvalidInput { fields { path code } } } }`;
interface Occurrence {
  readonly number: number;
  readonly startsAt: string | null;
  readonly interview: { readonly id: string; readonly startsAt: string } | null;
  readonly refusal: { readonly code: string } | null;
}
interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly occurrences?: readonly Occurrence[];
}
async function book(input: object, who = learner): Promise<Answer> {
  const wish = keyed({ offeringId, timeZone: 'America/New_York', occurrences: 3, ...input });
  return (await who.client.data<{ bookPackage: Answer }>(BOOK, { input: wish })).bookPackage;
}
const startsOf = ({ occurrences }: Answer) => occurrences?.map(({ startsAt }) => startsAt);
const codesOf = ({ occurrences }: Answer) => occurrences?.map(({ refusal: refused }) => refused?.code ?? null);

async function take(startsAt: string): Promise<void> {
  const input = keyed({ offeringId, startsAt, timeZone: 'UTC' });
  const { bookInterview } = await other.client.run('BookInterview', { input });
  expect(bookInterview).toMatchObject({ interview: { startsAt } });
}
async function stored(): Promise<number> {
  const { rows } = await service.sql.query('SELECT FROM interview WHERE learner_id = $1', [learner.accountId]);
  return rows.length;
}

test('at the same time of the learner’s clock, before and after it changes', async () => {
  const answer = await book({ startsAt: '2031-03-05T15:00:00Z', note: 'Once a week' });
  const starts = ['2031-03-05T15:00:00.000Z', '2031-03-12T14:00:00.000Z', '2031-03-19T14:00:00.000Z'];
  expect(answer).toEqual({
    __typename: 'PackageBooked',
    occurrences: starts.map((startsAt, index) => ({
      number: index + 1,
      startsAt,
      interview: { id: expect.any(String), startsAt, status: 'CONFIRMED', note: 'Once a week' },
      refusal: null,
    })),
  });
  expect(startsOf(await book({ startsAt: '2031-03-05T18:00:00Z', timeZone: 'Asia/Kolkata', everyWeeks: 2 }))).toEqual([
    '2031-03-05T18:00:00.000Z',
    '2031-03-19T18:00:00.000Z',
    '2031-04-02T18:00:00.000Z',
  ]);
});

test('a time that the clocks leave out, one that is taken and one too far ahead are refused, the others booked', async () => {
  await take('2031-03-16T06:30:00.000Z');
  const answer = await book({ startsAt: '2031-03-02T07:30:00Z', occurrences: 7 });
  expect(startsOf(answer)).toEqual([
    '2031-03-02T07:30:00.000Z',
    null, // 2:30 on the 9th
    '2031-03-16T06:30:00.000Z',
    '2031-03-23T06:30:00.000Z',
    '2031-03-30T06:30:00.000Z',
    '2031-04-06T06:30:00.000Z',
    '2031-04-13T06:30:00.000Z',
  ]);
  expect(codesOf(answer)).toEqual([
    null,
    'OUTSIDE_AVAILABILITY',
    'SLOT_TAKEN',
    null,
    null,
    null,
    'OUTSIDE_AVAILABILITY',
  ]);
  for (const { interview, refusal: refused } of answer.occurrences ?? [])
    expect(interview === null).toBe(refused !== null);
  expect(await stored()).toBe(4);
});

test('all or nothing is nothing when one is taken, and tells which', async () => {
  await take('2031-03-12T14:00:00.000Z');
  const wish = { startsAt: '2031-03-05T15:00:00Z', allOrNothing: true };
  const answer = await book(wish);
  expect(answer).toMatchObject({ __typename: 'PackageRefused', code: 'SLOT_TAKEN' });
  expect(codesOf(answer)).toEqual([null, 'SLOT_TAKEN', null]);
  expect(await stored()).toBe(0);
  // What was tried has left nothing in the way.
  expect(codesOf(await book({ ...wish, startsAt: '2031-03-05T16:00:00Z' }))).toEqual([null, null, null]);
  expect(codesOf(await book({ startsAt: '2031-03-05T15:00:00Z' }, other))).toEqual([null, 'SLOT_TAKEN', null]);
});

test('of which none can be booked is refused', async () => {
  const answer = await book({ startsAt: '2031-03-05T15:07:00Z', occurrences: 2 });
  expect(answer).toMatchObject({ __typename: 'PackageRefused', code: 'OUTSIDE_AVAILABILITY' });
  expect(await book({ startsAt: '2031-03-05T15:00:00Z', occurrences: 2 }, mentor)).toEqual(refusal('NOT_ALLOWED_NOW'));
});

test('limits count those of the package, too', async () => {
  offeringId = await anOffering(mentor, { durationMinutes: 30, horizonDays: 40, maxPerLearner: 2 });
  expect(codesOf(await book({ startsAt: '2031-03-05T15:00:00Z' }))).toEqual([null, null, 'LIMIT_REACHED']);
});

test('sent again with its key it is the same, also when what was refused could be had by now', async () => {
  await take('2031-03-12T14:00:00.000Z');
  const wish = { idempotencyKey: randomUUID(), startsAt: '2031-03-05T15:00:00Z' };
  const [first, second] = await Promise.all([book(wish), book(wish)]);
  expect(second).toEqual(first);
  await service.sql.query(
    `UPDATE session SET live = false WHERE mentor_id = $1 AND starts_at = '2031-03-12T14:00:00Z'`,
    [mentor.accountId],
  );
  expect(await book(wish)).toEqual(first);
  expect(await stored()).toBe(2);
  expect(await book({ ...wish, occurrences: 4 })).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
});

test('what makes no sense is refused by name; of a mentor with a block there is nothing', async () => {
  const startsAt = '2031-03-05T15:00:00Z';
  expect(await book({ startsAt, occurrences: 1 })).toEqual(invalidField(['occurrences'], 'OUT_OF_RANGE'));
  expect(await book({ startsAt, occurrences: 13 })).toEqual(invalidField(['occurrences'], 'OUT_OF_RANGE'));
  expect(await book({ startsAt, everyWeeks: 5 })).toEqual(invalidField(['everyWeeks'], 'OUT_OF_RANGE'));
  expect(await book({ startsAt, timeZone: 'Nowhere' })).toEqual(invalidField(['timeZone'], 'UNKNOWN'));
  const asking = await anOffering(mentor, { intakeQuestions: [{ text: 'Why?', required: true }] });
  expect(await book({ startsAt, offeringId: asking })).toEqual(invalidField(['answers'], 'REQUIRED'));
  await block(service, mentor, learner);
  const input = keyed({ offeringId, startsAt, timeZone: 'UTC', occurrences: 2 });
  const { errors } = await learner.client.ask(BOOK, { input });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
});
