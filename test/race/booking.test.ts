import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { anOffering, openDaily } from '../factories/booking.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let learners: Person[];
beforeAll(async () => {
  service = await startService();
  learners = [];
  for (let n = 0; n < 100; n += 10)
    learners.push(...(await Promise.all(Array.from({ length: 10 }, () => aPerson(service)))));
}, 60_000);
afterAll(() => service.stop());

/** BOOKED, or the code of the refusal or error. */
type Outcome = string;

async function race(
  bookings: readonly { who: Person; offeringId: string; startsAt: string; idempotencyKey?: string }[],
): Promise<Outcome[]> {
  return Promise.all(
    bookings.map(async ({ who, ...input }) => {
      const { data, errors } = await who.client.ask<{ bookInterview: { __typename: string; code?: string } }>(
        'mutation ($input: BookInterviewInput!) { bookInterview(input: $input) { __typename ... on Refusal { code } } }',
        { input: keyed({ timeZone: 'UTC', ...input }) },
      );
      if (errors) return errors[0]?.extensions.code ?? 'ERROR';
      return data?.bookInterview.__typename === 'InterviewBooked' ? 'BOOKED' : (data?.bookInterview.code ?? 'NOTHING');
    }),
  );
}

const count = (outcomes: Outcome[], wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
const at = (hours: number) =>
  service.clock
    .now()
    .add({ hours: 24 * 3 })
    .toString()
    .slice(0, 11) + `${String(hours).padStart(2, '0')}:00:00Z`;

async function overlaps(): Promise<unknown[]> {
  const { rows } = await service.sql.query<object>(
    `SELECT a.id FROM session a JOIN session b ON a.mentor_id = b.mentor_id AND a.id < b.id AND a.hold && b.hold AND a.live AND b.live
     UNION ALL SELECT a.id FROM interview a JOIN interview b ON a.learner_id = b.learner_id AND a.id < b.id AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
       AND a.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS') AND b.status IN ('PENDING', 'CONFIRMED', 'IN_PROGRESS')`,
  );
  return rows;
}

test('a hundred learners, one slot: one wins, ninety-nine are told that it is taken', async () => {
  const mentor = await aMentor(service);
  await openDaily(mentor);
  const offeringId = await anOffering(mentor);
  const outcomes = await race(learners.map((who) => ({ who, offeringId, startsAt: at(10) })));
  expect({ booked: count(outcomes, 'BOOKED'), taken: count(outcomes, 'SLOT_TAKEN') }).toEqual({ booked: 1, taken: 99 });
  expect(await overlaps()).toEqual([]);
});

test('overlapping slots of several mentors and crossing learners leave no overlap and no deadlock', async () => {
  const offerings = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const mentor = await aMentor(service);
      await openDaily(mentor);
      return anOffering(mentor, { gapMinutes: 15 });
    }),
  );
  const bookings = learners.slice(0, 30).flatMap((who, index) =>
    offerings.map((offeringId, turn) => ({
      who,
      offeringId,
      startsAt: at(8 + ((index + turn) % 6)).replace('00:00Z', index % 2 ? '30:00Z' : '00:00Z'),
    })),
  );
  const outcomes = await race(bookings);
  expect(new Set(outcomes)).toEqual(new Set(['BOOKED', 'SLOT_TAKEN']));
  expect(await overlaps()).toEqual([]);
});

test('fifty with one key are one interview and fifty equal answers', async () => {
  const mentor = await aMentor(service);
  await openDaily(mentor);
  const [who] = learners as [Person];
  const booking = { who, offeringId: await anOffering(mentor), startsAt: at(20), idempotencyKey: crypto.randomUUID() };
  const outcomes = await race(Array.from({ length: 50 }, () => booking));
  // Those that waited longer for the first than a lock may be waited for are told to try again, and then get its answer.
  expect(count(outcomes, 'BOOKED') + count(outcomes, 'TRY_AGAIN')).toBe(50);
  expect(await race([booking])).toEqual(['BOOKED']);
  const { rows } = await service.sql.query('SELECT FROM interview WHERE mentor_id = $1', [mentor.accountId]);
  expect(rows).toHaveLength(1);
});

test('a limit per day holds against twenty at once', async () => {
  const mentor = await aMentor(service);
  await openDaily(mentor);
  const offeringId = await anOffering(mentor, { maxPerDay: 3, durationMinutes: 30 });
  const outcomes = await race(learners.slice(0, 20).map((who, index) => ({ who, offeringId, startsAt: at(index) })));
  expect(count(outcomes, 'BOOKED')).toBe(3);
  expect(count(outcomes, 'LIMIT_REACHED')).toBe(17);
});

test('hours that close while others book leave nothing booked outside them', async () => {
  const mentor = await aMentor(service);
  await openDaily(mentor);
  const offeringId = await anOffering(mentor, { durationMinutes: 30 });
  const close = mentor.client.run('SetWeeklyHours', { input: { timeZone: 'UTC', hours: [] } });
  const [closed, outcomes] = await Promise.all([
    close,
    race(learners.slice(0, 20).map((who, index) => ({ who, offeringId, startsAt: at(index) }))),
  ]);
  expect(new Set(outcomes).size).toBeGreaterThanOrEqual(1);
  for (const outcome of outcomes) expect(['BOOKED', 'OUTSIDE_AVAILABILITY']).toContain(outcome);
  const named =
    closed.setWeeklyHours && 'interviewsNowOutside' in closed.setWeeklyHours
      ? closed.setWeeklyHours.interviewsNowOutside.length
      : -1;
  expect(named).toBe(count(outcomes, 'BOOKED'));
});
