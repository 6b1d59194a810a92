import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { anOffering, openDaily } from '../factories/booking.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import type { SlotCase } from '../reference/slots/case.js';
import { SlotEngine } from '../reference/slots/engine.js';

/* What `slots(explain: true)` says of a start is what the slow engine says of it, and what booking it comes to. */
const NOW = '2027-03-10T06:00:00Z'; // a Wednesday
const RANGE = { from: '2027-03-10T00:00:00Z', to: '2027-03-21T00:00:00Z' };
const ZONE = 'Asia/Kathmandu'; // 09:00 there is 03:15 in UTC
const REFUSALS: Readonly<Record<string, string>> = {
  ...{ OUTSIDE_HOURS: 'OUTSIDE_AVAILABILITY', OTHER_HOURS: 'OUTSIDE_AVAILABILITY', PAUSED: 'OUTSIDE_AVAILABILITY' },
  ...{
    NOTICE: 'NOTICE_TOO_SHORT',
    HORIZON: 'OUTSIDE_AVAILABILITY',
    MENTOR_BUSY: 'SLOT_TAKEN',
    DAY_FULL: 'LIMIT_REACHED',
  },
  ...{ WEEK_FULL: 'LIMIT_REACHED', MENTOR_WEEK_FULL: 'LIMIT_REACHED', MENTOR_MONTH_FULL: 'LIMIT_REACHED' },
  ...{ LEARNER_BUSY: 'SLOT_TAKEN', LEARNER_LIMIT: 'LIMIT_REACHED' },
};
const HOUR = 3_600_000;
const dayOf = (date: string): number => Date.parse(date) / (24 * HOUR);
const LIBERAL = { durationMinutes: 90, stepMinutes: 60, gapMinutes: 15, noticeMinutes: 0, horizonDays: 28 };
const NONE = { maxPerDay: null, maxPerWeek: null, maxPerLearner: null };
const BOOKED = ['12', '13', '14', '16'].map((day) => `2027-03-${day}T03:15:00Z`);
const OWN = '2027-03-18T03:15:00Z';
const ELSEWHERE = '2027-03-17T04:15:00Z';

let service: Service;
let mentor: Person;
let learner: Person;
let offeringId: string;
beforeAll(async () => {
  service = await startService();
  service.clock.stopAt(NOW);
  learner = await aPerson(service);
  mentor = await aMentor(service);
  const [other, mentorElsewhere] = [await aPerson(service), await aMentor(service)];
  const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
  const hours = days.flatMap((day) => [
    { day, start: '09:00', end: '13:00' },
    { day, start: '22:00', end: '02:00' },
  ]);
  await mentor.client.run('SetWeeklyHours', { input: { timeZone: ZONE, hours } });
  offeringId = await anOffering(mentor, LIBERAL);
  await openDaily(mentorElsewhere);
  const elsewhere = await anOffering(mentorElsewhere, { stepMinutes: 15 });
  for (const startsAt of BOOKED) expect(await book(other, offeringId, startsAt)).toEqual({ booked: true });
  expect(await book(learner, offeringId, OWN)).toEqual({ booked: true });
  expect(await book(learner, elsewhere, ELSEWHERE)).toEqual({ booked: true });
  await changed('setDateOverride(input: { date: "2027-03-15" })');
  await changed('setDateOverride(input: { date: "2027-03-19", hours: [{ start: "10:00", end: "12:00" }] })');
  await changed('setTravel(input: { from: "2027-03-20", until: "2027-03-20", timeZone: "Pacific/Kiritimati" })');
}, 60_000);
afterAll(() => service.stop());

async function changed(mutation: string): Promise<void> {
  const { answer } = await mentor.client.data<{ answer: { __typename: string } }>(
    `mutation { answer: ${mutation} { __typename } }`,
  );
  expect(answer.__typename).toMatch(/^(AvailabilityChanged|OfferingUpdated)$/);
}

async function book(
  who: Person,
  id: string,
  startsAt: string,
): Promise<{ booked: true } | { code: string; message: string }> {
  const { answer } = await who.client.data<{ answer: { code?: string; message?: string } }>(
    `mutation ($input: BookInterviewInput!) { answer: bookInterview(input: $input) { ... on Refusal { code message } } }`,
    { input: keyed({ offeringId: id, startsAt, timeZone: 'UTC' }) },
  );
  return answer.code === undefined ? { booked: true } : { code: answer.code, message: answer.message as string };
}

/** As if it had never been. */
async function undo(startsAt: string): Promise<void> {
  const where = `WHERE mentor_id = $1 AND starts_at = $2`;
  await service.sql.query(`UPDATE interview SET status = 'CANCELLED', cancelled_late = false ${where}`, [
    mentor.accountId,
    startsAt,
  ]);
  await service.sql.query(`UPDATE session SET live = false ${where}`, [mentor.accountId, startsAt]);
}

interface Explained {
  readonly startsAt: string;
  readonly obstacle: { readonly code: string; readonly message: string } | null;
}

async function explained(): Promise<Explained[]> {
  const { offering } = await learner.client.data<{ offering: { slots: Explained[] } }>(
    `query ($id: ID!) { offering(id: $id) { slots(from: "${RANGE.from}", to: "${RANGE.to}", timeZone: "UTC", explain: true) {
      startsAt obstacle { code message } } } }`,
    { id: offeringId },
  );
  return offering.slots;
}

/** The same world for the engine. */
function engine(terms: Partial<SlotCase['terms']>, capacity: Partial<SlotCase['capacity']>): SlotEngine {
  const session = (startsAt: string) => {
    const start = Date.parse(startsAt);
    return { start, end: start + (LIBERAL.durationMinutes + LIBERAL.gapMinutes) * 60_000, same: true, open: false };
  };
  const own = [[OWN, 90] as const, [ELSEWHERE, 60] as const];
  return new SlotEngine({
    range: { start: Date.parse(RANGE.from), end: Date.parse(RANGE.to) },
    now: Date.parse(NOW),
    timeZone: ZONE,
    windows: [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
      { day, startMinute: 9 * 60, endMinute: 13 * 60 },
      { day, startMinute: 22 * 60, endMinute: 26 * 60 },
    ]),
    overrides: [
      { date: dayOf('2027-03-15'), windows: [] },
      { date: dayOf('2027-03-19'), windows: [{ startMinute: 600, endMinute: 720 }] },
    ],
    journeys: [{ from: dayOf('2027-03-20'), until: dayOf('2027-03-20'), timeZone: 'Pacific/Kiritimati' }],
    terms: { ...LIBERAL, ...NONE, ...terms },
    capacity: { maxPerWeek: null, maxPerMonth: null, pausedUntil: null, ...capacity },
    sessions: [...BOOKED, OWN].map(session),
    busy: [],
    learner: {
      busy: own.map(([at, minutes]) => ({ start: Date.parse(at), end: Date.parse(at) + minutes * 60_000 })),
      upcoming: 1,
    },
  });
}

const VARIANTS = [
  { terms: { noticeMinutes: 1_500, horizonDays: 9, maxPerDay: 1, maxPerWeek: 3 }, capacity: {}, each: 1 },
  { terms: { maxPerLearner: 1 }, capacity: {}, each: 7 },
  { terms: {}, capacity: { maxPerWeek: 3 }, each: 7 },
  { terms: {}, capacity: { maxPerMonth: 5 }, each: 7 },
  { terms: {}, capacity: { pausedUntil: Date.parse(NOW) + 1 }, each: 7 },
];
const seen = new Set<string>();
let tried = 0;

test.each(VARIANTS)(
  '$terms $capacity',
  async ({ terms, capacity, each }) => {
    const { rows } = await service.sql.query<{ version: number }>('SELECT version FROM offering WHERE mentor_id = $1', [
      mentor.accountId,
    ]);
    const written = (given: object) =>
      Object.entries(given)
        .map(
          ([name, value]) =>
            `${name}: ${name === 'pausedUntil' && value ? JSON.stringify(new Date(value as number)) : String(value)}`,
        )
        .join(', ');
    await changed(
      `updateOffering(input: { offeringId: "${offeringId}", version: ${rows[0]?.version}, ${written({ ...LIBERAL, ...NONE, ...terms })} })`,
    );
    await changed(
      `setCapacity(input: { ${written({ maxPerWeek: null, maxPerMonth: null, pausedUntil: null, ...capacity })} })`,
    );

    const slots = await explained();
    const slow = engine(terms, capacity);
    const right: { startsAt: string; code: string | null }[] = [];
    for (let at = Date.parse(RANGE.from); at < Date.parse(RANGE.to); at += 60_000)
      if (slow.isCandidate(at)) right.push({ startsAt: new Date(at).toISOString(), code: slow.obstacle(at) });
    expect(slots.map(({ startsAt, obstacle }) => ({ startsAt, code: obstacle?.code ?? null }))).toEqual(right);

    for (const { startsAt, obstacle } of slots.filter((_slot, index) => index % each === 0)) {
      const answer = await book(learner, offeringId, startsAt);
      if ('booked' in answer) await undo(startsAt);
      const expected = obstacle ? { code: REFUSALS[obstacle.code], message: obstacle.message } : { booked: true };
      expect({ startsAt, ...answer }).toEqual({ startsAt, ...expected });
      seen.add(obstacle?.code ?? 'free');
      tried++;
    }
  },
  60_000,
);

test('every obstacle has come up', () => {
  expect([...seen].sort()).toEqual([...Object.keys(REFUSALS), 'free'].sort());
  expect(tried).toBeGreaterThanOrEqual(60);
});
