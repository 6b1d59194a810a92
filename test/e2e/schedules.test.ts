import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

let service: Service;
let mentor: Person;
let learner: Person;
let offeringId: string;
beforeAll(async () => {
  service = await startService();
  learner = await aPerson(service);
});
beforeEach(async () => {
  mentor = await aMentor(service);
  await openDaily(mentor, { start: '10:00', end: '14:00' });
  offeringId = await anOffering(mentor, { title: 'As it was', stepMinutes: 60, maxPerDay: 3, description: 'Once' });
});
afterAll(() => service.stop());

const dateIn = (days: number): string =>
  service.clock
    .now()
    .add({ hours: 24 * days })
    .toString()
    .slice(0, 10);
const startsOn = (date: string): Promise<string[]> =>
  slotsOf(learner, offeringId, `${date}T00:00:00Z`, `${date}T23:59:59Z`);
const CHANGED = `__typename
  ... on AvailabilityChanged { overrides { date hours { start end } } interviewsNowOutside { startsAt }
    mentor { nextSlotAt availability { overrides { date hours { start end } } travel { from until timeZone }
      maxPerWeek maxPerMonth paused pausedUntil } } }
  ... on InvalidInput { fields { path code } } ... on Refusal { code message }`;

interface Changed {
  readonly __typename: string;
  readonly mentor: { readonly nextSlotAt: string | null; readonly availability: Record<string, unknown> };
}

async function change(who: Person, verb: string, input: object): Promise<Changed> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { answer: ${verb}(input: $input) { ${CHANGED} } }`;
  return (await who.client.data<{ answer: Changed }>(document, { input })).answer;
}

const nextSlot = async (): Promise<string | null> =>
  (
    await learner.client.data<{ offering: { mentor: { nextSlotAt: string | null } } }>(
      `query ($id: ID!) { offering(id: $id) { mentor { nextSlotAt } } }`,
      { id: offeringId },
    )
  ).offering.mentor.nextSlotAt;

async function book(startsAt: string): Promise<void> {
  const input = keyed({ offeringId, startsAt, timeZone: 'UTC' });
  const { bookInterview } = await learner.client.run('BookInterview', { input });
  if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
}

describe('setDateOverride', () => {
  test('closes dates, gives them other hours, and takes that back', async () => {
    const [first, second] = [dateIn(3), dateIn(4)];
    const closed = await change(mentor, 'setDateOverride', { date: first, until: second });
    const dates = [first, second].map((date) => ({ date, hours: [] }));
    expect(closed).toMatchObject({ overrides: dates, mentor: { availability: { overrides: dates } } });
    expect(await startsOn(first)).toEqual([]);
    const hours = [{ start: '18:00', end: '20:00' }];
    await change(mentor, 'setDateOverride', { date: first, hours });
    expect(await startsOn(first)).toEqual([`${first}T18:00:00.000Z`, `${first}T19:00:00.000Z`]);
    expect(await startsOn(second)).toEqual([]);
    const removed = await change(mentor, 'setDateOverride', { date: first, until: second, remove: true });
    expect(removed).toMatchObject({ overrides: [], mentor: { availability: { overrides: [] } } });
    expect(await startsOn(second)).toHaveLength(4);
  });

  test('only tells what would be when it is a preview', async () => {
    const date = dateIn(5);
    await book(`${date}T10:00:00Z`);
    const [starts, next] = [await startsOn(date), await nextSlot()];
    const told = await change(mentor, 'setDateOverride', { date, preview: true });
    expect(told).toMatchObject({
      interviewsNowOutside: [{ startsAt: `${date}T10:00:00.000Z` }],
      mentor: { availability: { overrides: [{ date, hours: [] }] } },
    });
    expect([await startsOn(date), await nextSlot()]).toEqual([starts, next]);
    const { rows } = await service.sql.query('SELECT FROM date_override WHERE mentor_id = $1', [mentor.accountId]);
    expect(rows).toEqual([]);
    const { rows: events } = await service.sql.query(
      `SELECT status FROM interview WHERE mentor_id = $1 AND status = 'CONFIRMED'`,
      [mentor.accountId],
    );
    expect(events).toHaveLength(1);
  });

  test('is refused where it makes no sense', async () => {
    const date = dateIn(3);
    const set = (input: object) => change(mentor, 'setDateOverride', { date, ...input });
    expect(await set({ until: dateIn(2) })).toEqual(invalidField(['until'], 'CONFLICT'));
    expect(await set({ until: dateIn(400) })).toEqual(invalidField(['until'], 'OUT_OF_RANGE'));
    const hours = [{ start: '10:00', end: '11:00' }];
    expect(await set({ remove: true, hours })).toEqual(invalidField(['hours'], 'CONFLICT'));
    expect(await change(await aMentor(service), 'setDateOverride', { date })).toEqual(refusal('NOT_ALLOWED_NOW'));
  });
});

describe('setTravel', () => {
  test('moves the hours of its dates to another clock, and cuts what was planned before', async () => {
    const [first, middle, last] = [dateIn(3), dateIn(4), dateIn(5)];
    await change(mentor, 'setTravel', { from: first, until: last, timeZone: 'Asia/Kathmandu' });
    expect((await startsOn(middle))[0]).toBe(`${middle}T04:15:00.000Z`);
    const cut = await change(mentor, 'setTravel', { from: middle, until: middle });
    expect(cut.mentor.availability.travel).toEqual([
      { from: first, until: first, timeZone: 'Asia/Kathmandu' },
      { from: last, until: last, timeZone: 'Asia/Kathmandu' },
    ]);
    expect((await startsOn(middle))[0]).toBe(`${middle}T10:00:00.000Z`);
  });

  test('only tells what would be when it is a preview; refuses what is none', async () => {
    const date = dateIn(6);
    await book(`${date}T13:00:00Z`);
    const starts = await startsOn(date);
    const input = { from: date, until: date, timeZone: 'Asia/Kathmandu' };
    const told = await change(mentor, 'setTravel', { ...input, preview: true });
    expect(told).toMatchObject({
      interviewsNowOutside: [{ startsAt: `${date}T13:00:00.000Z` }],
      mentor: { availability: { travel: [input] } },
    });
    expect(await startsOn(date)).toEqual(starts);
    expect(await change(mentor, 'setTravel', { ...input, until: dateIn(5) })).toEqual(
      invalidField(['until'], 'CONFLICT'),
    );
    const nowhere = { ...input, timeZone: 'Nowhere' };
    expect(await change(mentor, 'setTravel', nowhere)).toEqual(invalidField(['timeZone'], 'UNKNOWN'));
  });
});

describe('setCapacity', () => {
  test('leaves what is absent, lifts what is null', async () => {
    const set = async (input: object) => (await change(mentor, 'setCapacity', input)).mentor.availability;
    expect(await set({ maxPerWeek: 5, maxPerMonth: 9 })).toMatchObject({
      maxPerWeek: 5,
      maxPerMonth: 9,
      paused: false,
    });
    expect(await set({ maxPerWeek: 4 })).toMatchObject({ maxPerWeek: 4, maxPerMonth: 9 });
    expect(await set({ maxPerMonth: null })).toMatchObject({ maxPerWeek: 4, maxPerMonth: null });
    expect(await set({})).toMatchObject({ maxPerWeek: 4, maxPerMonth: null, paused: false });
    expect(await change(mentor, 'setCapacity', { maxPerWeek: 0 })).toEqual(
      invalidField(['maxPerWeek'], 'OUT_OF_RANGE'),
    );
  });

  test('limits what can be booked', async () => {
    const date = dateIn(8);
    await book(`${date}T12:00:00Z`);
    expect(await startsOn(date)).toHaveLength(3);
    await change(mentor, 'setCapacity', { maxPerMonth: 1 });
    expect(await startsOn(date)).toEqual([]);
  });

  test('pauses: there is no next slot until the pause ends', async () => {
    const next = await nextSlot();
    expect(next).not.toBeNull();
    const paused = await change(mentor, 'setCapacity', { paused: true });
    expect(paused.mentor).toMatchObject({ nextSlotAt: null, availability: { paused: true, pausedUntil: null } });
    expect([await nextSlot(), await startsOn(dateIn(3))]).toEqual([null, []]);
    // What is absent leaves the pause, too.
    await change(mentor, 'setCapacity', { maxPerWeek: 50 });
    expect(await nextSlot()).toBeNull();
    await change(mentor, 'setCapacity', { paused: false });
    expect(await nextSlot()).toBe(next);
    const until = service.clock.now().add({ minutes: 4 }).toString();
    expect((await change(mentor, 'setCapacity', { pausedUntil: until })).mentor.nextSlotAt).toBeNull();
    service.clock.advance({ minutes: 5 });
    try {
      expect(await nextSlot()).not.toBeNull();
    } finally {
      service.clock.advance({ minutes: -5 });
    }
    const past = service.clock.now().subtract({ hours: 1 }).toString();
    expect(await change(mentor, 'setCapacity', { pausedUntil: past })).toEqual(
      invalidField(['pausedUntil'], 'OUT_OF_RANGE'),
    );
    expect(await change(await aMentor(service), 'setCapacity', { paused: true })).toEqual(refusal('NOT_ALLOWED_NOW'));
  });
});

describe('updateOffering', () => {
  const update = async (input: object, who = mentor) =>
    (await who.client.run('UpdateOffering', { input: { offeringId, ...input } as never })).updateOffering;
  const kept = () =>
    service.sql
      .query(`SELECT version, title, description, max_per_day, step_minutes FROM offering WHERE mentor_id = $1`, [
        mentor.accountId,
      ])
      .then(({ rows }) => rows[0] as unknown);

  test('leaves what is absent, clears what is null', async () => {
    expect(await update({ version: 1, title: 'As it is' })).toMatchObject({
      offering: { version: 2, title: 'As it is' },
    });
    const titled = { title: 'As it is', description: 'Once', max_per_day: 3, step_minutes: 60 };
    expect(await kept()).toEqual({ version: 2, ...titled });
    await update({ version: 2, maxPerDay: null });
    expect(await kept()).toEqual({ version: 3, ...titled, max_per_day: null });
    await update({ version: 3, description: null, stepMinutes: 120 });
    const cleared = { version: 4, ...titled, max_per_day: null, description: null, step_minutes: 120 };
    expect(await kept()).toEqual(cleared);
    expect(await startsOn(dateIn(3))).toHaveLength(2);
    expect(await update({ version: 4, title: null })).toEqual(invalidField(['title'], 'REQUIRED'));
    expect(await kept()).toEqual(cleared);
  });

  test('of an older version is STALE with what is there now; of others’ offerings there are none', async () => {
    await update({ version: 1, title: 'As it is' });
    expect(await update({ version: 1, title: 'Too late' })).toMatchObject({
      current: { id: offeringId, title: 'As it is' },
    });
    const input = { offeringId, version: 2, title: 'Not mine' };
    expect(await (await aMentor(service)).client.fails('UpdateOffering', { input })).toEqual(['NOT_FOUND']);
    expect(await kept()).toMatchObject({ version: 2, title: 'As it is' });
  });
});
