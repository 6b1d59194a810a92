import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { Worker } from '../../src/base/jobs/index.js';
import type { CreateOfferingInput } from '../contract/types.js';
import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, keyOf, type Person, signIn } from '../factories/people.js';
import { type GraphQLAnswer, keyed } from '../harness/client.js';
import { Temporal } from '../../src/base/time/index.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let mentor: Person;
let learner: Person;
let other: Person;
let third: Person;
let offeringId: string;
let day = 1;
beforeAll(async () => {
  service = await startService();
  [learner, other, third] = (await Promise.all([1, 2, 3].map(() => aPerson(service)))) as [Person, Person, Person];
});
beforeEach(async () => {
  day += 1; // so that tests don't meet in their learners' diaries
  await service.sql.query('UPDATE slot_hold SET expires_at = $1', [service.clock.now().toString()]);
  mentor = await aMentor(service);
  await openDaily(mentor);
  offeringId = await anOffering(mentor, { durationMinutes: 60 });
});
afterAll(() => service.stop());

/** Access tokens live as long as a hold. */
async function later(minutes: number): Promise<void> {
  service.clock.advance({ milliseconds: Math.round(minutes * 60_000) });
  const again = async (who: Person) => ({ ...who, client: service.client(await signIn(service, who.email)) });
  [learner, other, third, mentor] = [await again(learner), await again(other), await again(third), await again(mentor)];
}

const HOLD = `mutation ($input: HoldSlotInput!) { holdSlot(input: $input) {
  __typename ... on SlotHeld { hold { id startsAt endsAt expiresAt offering { id } } }
  ... on Refusal { code } ... on SlotTaken { nextSlots { startsAt } } } }`;
interface Held {
  readonly __typename: string;
  readonly code?: string;
  readonly hold?: {
    readonly id: string;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly expiresAt: string;
  };
  readonly nextSlots?: readonly { readonly startsAt: string }[];
}
const hold = async (who: Person, startsAt: string, more: { offeringId?: string; idempotencyKey?: string } = {}) =>
  (await who.client.data<{ holdSlot: Held }>(HOLD, { input: keyed({ offeringId, startsAt, ...more }) })).holdSlot;
const release = (who: Person, holdId: string): Promise<GraphQLAnswer<object>> =>
  who.client.ask(
    'mutation ($input: ReleaseSlotInput!) { releaseSlot(input: $input) { __typename ... on Refusal { code } } }',
    { input: { holdId } },
  );
const book = async (who: Person, startsAt: string, of = offeringId) => {
  const { bookInterview } = await who.client.run('BookInterview', {
    input: keyed({ offeringId: of, startsAt, timeZone: 'UTC' }),
  });
  return bookInterview && 'interview' in bookInterview
    ? 'BOOKED'
    : bookInterview && 'code' in bookInterview && bookInterview.code;
};
const at = (clock: string) =>
  `${service.clock
    .now()
    .add({ hours: 24 * day })
    .toString()
    .slice(0, 10)}T${clock}:00.000Z`;
const listed = async (who: Person, of = offeringId) =>
  (await slotsOf(who, of, at('09:00'), at('13:00'))).map((start) => start.slice(11, 16));
const explained = async (who: Person) => {
  const { offering } = await who.client.data<{
    offering: { slots: { startsAt: string; obstacle: { code: string } | null }[] };
  }>(
    `query ($id: ID!, $from: DateTime!, $to: DateTime!) { offering(id: $id) { id
       slots(from: $from, to: $to, timeZone: "UTC", explain: true) { startsAt obstacle { code } } } }`,
    { id: offeringId, from: at('09:00'), to: at('12:00') },
  );
  return offering.slots.map(({ startsAt, obstacle }) => `${startsAt.slice(11, 16)} ${obstacle?.code ?? ''}`.trim());
};
const nextSlotAt = async () =>
  (
    await other.client.data<{ node: { nextSlotAt: string | null } }>(
      'query ($id: ID!) { node(id: $id) { ... on Mentor { id nextSlotAt } } }',
      { id: `mentor_${mentor.accountId}` },
    )
  ).node.nextSlotAt;

const ALL = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30'];
const without = (...gone: string[]) => ALL.filter((start) => !gone.includes(start));

test('a held slot is seen and booked by its holder alone', async () => {
  const held = await hold(learner, at('10:00'));
  expect(held).toMatchObject({
    __typename: 'SlotHeld',
    hold: { startsAt: at('10:00'), endsAt: at('11:00'), offering: { id: offeringId } },
  });
  const left = service.clock
    .now()
    .until(held.hold?.expiresAt ?? '')
    .total('seconds');
  expect(left).toBeGreaterThan(590);
  expect(left).toBeLessThanOrEqual(600);
  expect(await listed(other)).toEqual(without('09:30', '10:00', '10:30'));
  expect(await listed(learner)).toEqual(without('09:30', '10:30'));
  expect(await explained(other)).toEqual([
    '09:00',
    '09:30 MENTOR_BUSY',
    '10:00 MENTOR_BUSY',
    '10:30 MENTOR_BUSY',
    '11:00',
    '11:30',
  ]);
  expect(await explained(learner)).toEqual([
    '09:00',
    '09:30 MENTOR_BUSY',
    '10:00',
    '10:30 MENTOR_BUSY',
    '11:00',
    '11:30',
  ]);
  expect(await book(other, at('10:00'))).toBe('SLOT_TAKEN');
  expect(await book(other, at('10:30'))).toBe('SLOT_TAKEN');
  expect(await hold(third, at('10:30'))).toMatchObject({ code: 'SLOT_TAKEN', nextSlots: { length: 5 } });
  expect(await book(learner, at('10:00'))).toBe('BOOKED');
  const { rows } = await service.sql.query('SELECT FROM slot_hold WHERE mentor_id = $1', [mentor.accountId]);
  const sessions = await service.sql.query('SELECT live FROM session WHERE mentor_id = $1', [mentor.accountId]);
  expect([rows.length, sessions.rows]).toEqual([0, [{ live: true }]]);
  expect(await listed(learner)).toEqual(without('09:30', '10:00', '10:30'));
});

test('a learner has one hold: a new one gives the old one back, with another mentor, too', async () => {
  const elsewhere = await aMentor(service);
  await openDaily(elsewhere);
  const there = await anOffering(elsewhere);
  await hold(learner, at('10:00'));
  await hold(learner, at('10:30'));
  expect(await listed(other)).toEqual(without('10:00', '10:30', '11:00'));
  const last = await hold(learner, at('10:00'), { offeringId: there });
  expect(await listed(other)).toEqual(ALL);
  expect(await listed(other, there)).toEqual(without('09:30', '10:00', '10:30'));
  const { viewer } = await learner.client.data<{ viewer: object }>('{ viewer { id slotHold { id startsAt } } }');
  expect(viewer).toMatchObject({ slotHold: { id: last.hold?.id, startsAt: at('10:00') } });
});

test('a hold that would be refused leaves the one before', async () => {
  await hold(learner, at('10:00'));
  expect(await book(other, at('12:00'))).toBe('BOOKED');
  expect(await hold(learner, at('12:00'))).toMatchObject({ code: 'SLOT_TAKEN' });
  expect(await hold(learner, at('09:10'))).toMatchObject({ code: 'OUTSIDE_AVAILABILITY' });
  expect(await listed(learner)).toContain('10:00');
  expect(await hold(mentor, at('10:00'))).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
});

test('the same slot held again is held no longer, and a repeat under the key is the same hold', async () => {
  const idempotencyKey = crypto.randomUUID();
  const first = await hold(learner, at('10:00'), { idempotencyKey });
  await later(4);
  expect(await hold(learner, at('10:00'))).toEqual(first);
  expect(await hold(learner, at('10:00'), { idempotencyKey })).toEqual(first);
  await later(7);
  expect(await hold(learner, at('10:00'), { idempotencyKey })).toEqual({ __typename: 'SlotHeld', hold: null });
});

describe('when its time is over', () => {
  test('everybody sees the slot in that instant, without any job', async () => {
    const hour = service.clock.now().add({ hours: 3 }).toString().slice(11, 13);
    await openDaily(mentor, { start: `${hour}:00`, end: `${String((Number(hour) + 1) % 24).padStart(2, '0')}:00` });
    const first = await nextSlotAt();
    const { hold: held } = await hold(learner, first as string);
    const next = await nextSlotAt();
    expect(Date.parse(String(next)) - Date.parse(String(first))).toBe(86_400_000);
    const left = Temporal.Instant.from(held?.expiresAt ?? '').since(service.clock.now());
    await later(left.total('minutes') - 0.5);
    expect(await nextSlotAt()).toBe(next);
    service.clock.advance({ seconds: 31 });
    expect(await nextSlotAt()).toBe(first);
  });

  test('another books it, and the holder no longer has it', async () => {
    const held = await hold(learner, at('10:00'));
    await later(10);
    expect(await listed(other)).toEqual(ALL);
    expect(await explained(other)).toContain('10:00');
    expect((await release(learner, held.hold?.id ?? '')).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await book(other, at('10:30'))).toBe('BOOKED');
    expect(await book(learner, at('10:00'))).toBe('SLOT_TAKEN');
  });

  test('workers take it away, with the time that nobody has a seat in', async () => {
    await hold(learner, at('10:00'));
    await later(10);
    await service.app.get(Worker, { strict: false }).runDue();
    for (const table of ['slot_hold', 'session'])
      expect((await service.sql.query(`SELECT FROM ${table} WHERE mentor_id = $1`, [mentor.accountId])).rowCount).toBe(
        0,
      );
    const { rowCount } = await service.sql.query(
      'SELECT FROM offering_start WHERE offering_id = $1 AND held_until IS NOT NULL',
      [keyOf(offeringId)],
    );
    expect(rowCount).toBe(0);
  });
});

test('given back it is free at once, and only by its holder', async () => {
  const held = await hold(learner, at('10:00'));
  const id = held.hold?.id ?? '';
  expect((await release(other, id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect(await release(learner, id)).toMatchObject({ data: { releaseSlot: { __typename: 'SlotReleased' } } });
  expect(await listed(other)).toEqual(ALL);
  expect((await release(learner, id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test('what was held in time can be booked after the notice, and not while the mentor pauses', async () => {
  const soon = await anOffering(mentor, { noticeMinutes: 60 });
  const [first] = await slotsOf(learner, soon, service.clock.now().toString(), at('00:00'));
  const start = String(first);
  const wait = service.clock.now().until(start).subtract({ minutes: 60 }).total('seconds');
  await later((wait - 10) / 60);
  expect(await hold(learner, start, { offeringId: soon })).toMatchObject({ __typename: 'SlotHeld' });
  await later(5);
  expect(await slotsOf(other, soon, start, at('00:00'))).not.toContain(start);
  expect(await slotsOf(learner, soon, start, at('00:00'))).toContain(start);
  const pause = (paused: boolean) =>
    mentor.client.data('mutation ($input: SetCapacityInput!) { setCapacity(input: $input) { __typename } }', {
      input: { paused },
    });
  await pause(true);
  expect(await slotsOf(learner, soon, start, at('00:00'))).toEqual([]);
  expect(await book(learner, start, soon)).toBe('OUTSIDE_AVAILABILITY');
  await pause(false);
  expect(await book(learner, start, soon)).toBe('BOOKED');
});

test('hours that close meanwhile leave the slot to its holder alone', async () => {
  await hold(learner, at('10:00'));
  await mentor.client.run('SetWeeklyHours', { input: { timeZone: 'UTC', hours: [] } });
  expect([await listed(learner), await listed(other)]).toEqual([['10:00'], []]);
  expect(await explained(learner)).toEqual(['10:00']);
  expect(await book(learner, at('10:00'))).toBe('BOOKED');
});

describe('of a group', () => {
  const aGroup = (terms: Partial<CreateOfferingInput> = {}) => anOffering(mentor, { capacity: 2, ...terms });

  test('a hold is a seat', async () => {
    const group = await aGroup();
    await hold(learner, at('10:00'), { offeringId: group });
    expect(await listed(other, group)).toContain('10:00');
    expect(await hold(other, at('10:00'), { offeringId: group })).toMatchObject({ __typename: 'SlotHeld' });
    expect(await listed(third, group)).not.toContain('10:00');
    expect(await book(third, at('10:00'), group)).toBe('SLOT_TAKEN');
    expect(await book(learner, at('10:00'), group)).toBe('BOOKED');
    expect(await book(third, at('10:00'), group)).toBe('SLOT_TAKEN');
    await later(10);
    expect(await listed(third, group)).toContain('10:00');
    expect(await book(third, at('10:00'), group)).toBe('BOOKED');
    expect((await service.sql.query('SELECT FROM session WHERE mentor_id = $1', [mentor.accountId])).rowCount).toBe(1);
  });

  test('an interview that is cancelled leaves the time to whoever holds a seat in it', async () => {
    const group = await aGroup();
    const { bookInterview } = await other.client.run('BookInterview', {
      input: keyed({ offeringId: group, startsAt: at('10:00'), timeZone: 'UTC' }),
    });
    await hold(learner, at('10:00'), { offeringId: group });
    if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
    const { id, version } = bookInterview.interview;
    await other.client.run('CancelInterview', { input: keyed({ interviewId: id, version }) });
    expect(await book(third, at('10:00'))).toBe('SLOT_TAKEN'); // in the mentor's other offering
    expect(await book(learner, at('10:00'), group)).toBe('BOOKED');
  });
});

test('a hold may run out between two milliseconds', async () => {
  await hold(learner, at('10:00'));
  await service.sql.query(`UPDATE slot_hold SET expires_at = expires_at + interval '226 microseconds'`);
  await mentor.client.run('SetWeeklyHours', { input: { timeZone: 'UTC', hours: [] } });
  expect([await listed(learner), await listed(other)]).toEqual([['10:00'], []]);
});

test('a limit of the day counts what is held', async () => {
  const rare = await anOffering(mentor, { maxPerDay: 1 });
  await hold(learner, at('10:00'), { offeringId: rare });
  expect(await listed(other, rare)).toEqual([]);
  expect(await listed(learner, rare)).toEqual(['10:00']);
  expect(await book(other, at('12:00'), rare)).toBe('LIMIT_REACHED');
  await later(10);
  expect(await listed(other, rare)).toEqual(ALL);
});

test('two holds that end one after the other free their slots one after the other', async () => {
  await hold(learner, at('10:00'));
  await later(5);
  await hold(other, at('12:00'));
  await later(5);
  expect(await listed(third)).toEqual(without('11:30', '12:00', '12:30'));
  await later(5);
  expect(await listed(third)).toEqual(ALL);
});

test('a learner moves an interview to a slot that they hold', async () => {
  const { bookInterview } = await learner.client.run('BookInterview', {
    input: keyed({ offeringId, startsAt: at('10:00'), timeZone: 'UTC' }),
  });
  if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
  const { id, version } = bookInterview.interview;
  await hold(learner, at('12:00'));
  const { rescheduleInterview } = await learner.client.run('RescheduleInterview', {
    input: keyed({ interviewId: id, version, startsAt: at('12:00') }),
  });
  expect(rescheduleInterview).toMatchObject({ interview: { id, startsAt: at('12:00') } });
  expect(await listed(other)).toEqual(without('11:30', '12:00', '12:30'));
});

test('twenty learners, one slot: one holds it, books it, and no two times overlap', async () => {
  const learners = [learner, other, third, ...(await Promise.all(Array.from({ length: 17 }, () => aPerson(service))))];
  const outcomes = await Promise.all(
    learners.map(async (who, index) => ({ who, ...(await hold(who, at(index % 2 ? '10:00' : '10:30'))) })),
  );
  const winners = outcomes.filter(({ hold: won }) => won);
  expect([winners.length, outcomes.filter(({ code }) => code === 'SLOT_TAKEN').length]).toEqual([1, 19]);
  const booked = await Promise.all(outcomes.map(({ who }) => book(who, winners[0]?.hold?.startsAt ?? '')));
  expect([booked.filter((outcome) => outcome === 'BOOKED').length, winners.length]).toEqual([1, 1]);
  expect(booked[outcomes.indexOf(winners[0] as (typeof outcomes)[number])]).toBe('BOOKED');
  const { rows } = await service.sql.query(
    `SELECT FROM session a JOIN session b ON a.mentor_id = b.mentor_id AND a.id < b.id AND a.hold && b.hold AND a.live AND b.live`,
  );
  expect(rows).toEqual([]);
});

test('a race of one learner between two mentors ends with one hold, and the rest of the time free', async () => {
  const elsewhere = await aMentor(service);
  await openDaily(elsewhere);
  const there = await anOffering(elsewhere);
  const starts = ['09:00', '10:00', '11:00', '12:00'].flatMap((clock) =>
    [offeringId, there].map((of) => ({ clock, of })),
  );
  const outcomes = await Promise.all(
    starts.map(({ clock, of }) => learner.client.ask(HOLD, { input: keyed({ offeringId: of, startsAt: at(clock) }) })),
  );
  for (const { errors } of outcomes) expect(errors?.[0]?.extensions.code ?? 'TRY_AGAIN').toBe('TRY_AGAIN');
  expect((await service.sql.query('SELECT FROM slot_hold WHERE learner_id = $1', [learner.accountId])).rowCount).toBe(
    1,
  );
  expect(
    (
      await service.sql.query('SELECT FROM session WHERE live AND mentor_id = ANY ($1)', [
        [mentor.accountId, elsewhere.accountId],
      ])
    ).rowCount,
  ).toBe(1);
  const [here, over] = [await listed(other), await listed(other, there)];
  expect([here.length, over.length].sort()).not.toEqual([8, 8]);
  expect(Math.max(here.length, over.length)).toBe(8);
});
