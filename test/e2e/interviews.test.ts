import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { Worker } from '../../src/base/jobs/index.js';
import { anOffering, openDaily } from '../factories/booking.js';
import { aMentor, aPerson, keyOf, type Person, signIn } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

let service: Service;
let mentor: Person;
let learner: Person;
let other: Person;
let moderator: Person;
beforeAll(async () => {
  service = await startService();
  service.clock.stopAt('2031-03-01T08:00:00Z'); // tokens stay good, and instants are met exactly
  [learner, other] = [await aPerson(service, { name: 'Leo Learner' }), await aPerson(service, { name: 'Otto Other' })];
  moderator = await aPerson(service, { roles: ['MODERATOR'] });
});
beforeEach(async () => {
  mentor = await aMentor(service, { name: 'Mira Mentor' });
  await openDaily(mentor);
});
afterAll(() => service.stop());

type Terms = Parameters<typeof anOffering>[1];
interface Booked {
  readonly interviewId: string;
  readonly version: number;
}

/** Days apart, so that nobody's interviews meet. */
let day = 2;
function tenOClock(): string {
  day += 1;
  const at = service.clock
    .now()
    .add({ hours: 24 * (day % 25) + 24 })
    .toString()
    .slice(0, 10);
  return `${at}T10:00:00Z`;
}
const later = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString().replace('.000', '');

async function aBooking(
  terms: Terms = {},
  startsAt = tenOClock(),
  who = learner,
): Promise<Booked & { startsAt: string }> {
  const offeringId = await anOffering(mentor, { horizonDays: 60, ...terms });
  return { ...(await booked(offeringId, startsAt, who)), startsAt };
}

async function booked(offeringId: string, startsAt: string, who: Person): Promise<Booked> {
  const { bookInterview } = await who.client.run('BookInterview', {
    input: keyed({ offeringId, startsAt, timeZone: 'Europe/Berlin' }),
  });
  if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
  return { interviewId: bookInterview.interview.id, version: bookInterview.interview.version };
}

const confirm = async (who: Person, { interviewId, version }: Booked) =>
  (await who.client.run('ConfirmInterview', { input: keyed({ interviewId, version }) })).confirmInterview;
const decline = async (who: Person, { interviewId, version }: Booked) =>
  (await who.client.run('DeclineInterview', { input: keyed({ interviewId, version, reason: 'No time' }) }))
    .declineInterview;
const cancel = async (who: Person, { interviewId, version }: Booked) =>
  (await who.client.run('CancelInterview', { input: keyed({ interviewId, version }) })).cancelInterview;
const move = async (who: Person, { interviewId, version }: Booked, startsAt: string, more: object = {}) =>
  (await who.client.run('RescheduleInterview', { input: keyed({ interviewId, version, startsAt, ...more }) }))
    .rescheduleInterview;
const report = async (who: Person, interviewId: string, claim: 'OTHER_ABSENT' | 'SELF_ABSENT' | 'BOTH_PRESENT') =>
  (await who.client.run('ReportAttendance', { input: keyed({ interviewId, claim }) })).reportAttendance;

async function statusOf({ interviewId }: Pick<Booked, 'interviewId'>): Promise<string> {
  const sql = 'SELECT status FROM interview WHERE id = $1';
  return (await service.sql.query<{ status: string }>(sql, [keyOf(interviewId)])).rows[0]?.status ?? '';
}
/** Its history, and whether it is in step with the interview. */
async function historyOf({ interviewId }: Pick<Booked, 'interviewId'>): Promise<string[]> {
  const { rows } = await service.sql.query<{ kind: string; number: number }>(
    'SELECT kind, number FROM interview_revision WHERE interview_id = $1 ORDER BY number',
    [keyOf(interviewId)],
  );
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
  return rows.map(({ kind }) => kind);
}
/** As if it began so many minutes ago. */
async function begunAgo({ interviewId }: Pick<Booked, 'interviewId'>, minutes: number): Promise<void> {
  const startsAt = service.clock.now().subtract({ minutes });
  await service.sql.query(
    `UPDATE session SET starts_at = $2, ends_at = $2::timestamptz + interval '1 hour', hold = tstzrange($2, $2::timestamptz + interval '1 hour')
     WHERE id = (SELECT session_id FROM interview WHERE id = $1)`,
    [keyOf(interviewId), startsAt.toString()],
  );
}
const isLive = async ({ interviewId }: Pick<Booked, 'interviewId'>) =>
  (
    await service.sql.query<{ live: boolean }>(
      'SELECT s.live FROM session s JOIN interview i ON i.session_id = s.id WHERE i.id = $1',
      [keyOf(interviewId)],
    )
  ).rows[0]?.live;

describe('a request', () => {
  test('is confirmed by the mentor alone, once', async () => {
    const request = await aBooking({ confirmation: 'BY_MENTOR' });
    expect(await confirm(learner, request)).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await confirm(mentor, request)).toMatchObject({
      interview: { status: 'CONFIRMED', confirmBy: null, version: 2 },
    });
    expect(await confirm(mentor, request)).toMatchObject({
      code: 'STALE',
      current: { status: 'CONFIRMED', version: 2 },
    });
    expect(await confirm(mentor, { ...request, version: 2 })).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await historyOf(request)).toEqual(['BOOKED', 'CONFIRMED']);
  });

  test('is declined, and the time is free again', async () => {
    const request = await aBooking({ confirmation: 'BY_MENTOR' });
    expect(await decline(mentor, request)).toMatchObject({ interview: { status: 'DECLINED', version: 2 } });
    expect(await isLive(request)).toBe(false);
    await aBooking({}, request.startsAt, other);
  });

  test('is unknown to others', async () => {
    const request = await aBooking({ confirmation: 'BY_MENTOR' });
    for (const name of ['ConfirmInterview', 'DeclineInterview', 'CancelInterview'] as const)
      expect(
        await other.client.fails(name, { input: keyed({ interviewId: request.interviewId, version: 1 }) }),
      ).toEqual(['NOT_FOUND']);
    expect(await historyOf(request)).toEqual(['BOOKED']);
  });

  test('confirmed twice at once, or confirmed and declined, has one outcome', async () => {
    const request = await aBooking({ confirmation: 'BY_MENTOR' });
    const answers = await Promise.all([confirm(mentor, request), confirm(mentor, request), decline(mentor, request)]);
    expect(answers.filter((answer) => answer && 'interview' in answer)).toHaveLength(1);
    expect(await historyOf(request)).toHaveLength(2);
  });
});

describe('cancelling', () => {
  test('in time is not late: to the very instant of the notice', async () => {
    const inTime = await aBooking({ cancelNoticeMinutes: 60 });
    await begunAgo(inTime, -60);
    expect(await cancel(learner, inTime)).toMatchObject({ interview: { status: 'CANCELLED', cancelledLate: false } });
  });

  test('after that is late, and after the start impossible', async () => {
    const late = await aBooking({ cancelNoticeMinutes: 60 });
    await begunAgo(late, -59);
    expect(await cancel(mentor, late)).toMatchObject({ interview: { status: 'CANCELLED', cancelledLate: true } });
    expect(await cancel(learner, { ...late, version: 2 })).toEqual(refusal('NOT_ALLOWED_NOW'));
    const missed = await aBooking();
    await begunAgo(missed, 0);
    expect(await cancel(learner, missed)).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await isLive(missed)).toBe(true);
  });

  test('sent again under its key says the same', async () => {
    const booking = await aBooking();
    const input = keyed({ interviewId: booking.interviewId, version: booking.version });
    const first = await learner.client.run('CancelInterview', { input });
    expect(await learner.client.run('CancelInterview', { input })).toEqual(first);
    expect(await historyOf(booking)).toEqual(['BOOKED', 'CANCELLED']);
  });
});

describe('moving', () => {
  test('a learner within the rules, and within its own time', async () => {
    const booking = await aBooking();
    const startsAt = later(booking.startsAt, 30);
    expect(await move(learner, booking, startsAt)).toMatchObject({
      interview: {
        id: booking.interviewId,
        status: 'CONFIRMED',
        startsAt: startsAt.replace('Z', '.000Z'),
        rescheduleCount: 1,
        version: 2,
      },
    });
    expect(await move(learner, booking, startsAt)).toMatchObject({ code: 'STALE' });
    expect(await move(learner, { ...booking, version: 2 }, startsAt)).toEqual(invalidField(['startsAt'], 'CONFLICT'));
    expect(await move(learner, { ...booking, version: 2 }, later(startsAt, 7))).toEqual(
      refusal('OUTSIDE_AVAILABILITY'),
    );
    expect(await historyOf(booking)).toEqual(['BOOKED', 'RESCHEDULED']);
  });

  test('a learner as often as the terms say, and not after the notice', async () => {
    const booking = await aBooking({ maxReschedules: 1, cancelNoticeMinutes: 600 });
    await move(learner, booking, later(booking.startsAt, 60));
    const moved = { ...booking, version: 2 };
    expect(await move(learner, moved, later(booking.startsAt, 120))).toEqual(refusal('LIMIT_REACHED'));
    const second = await aBooking({ cancelNoticeMinutes: 600 }, later(booking.startsAt, 24 * 60));
    await begunAgo(second, -599);
    expect(await move(learner, second, later(second.startsAt, 60))).toEqual(refusal('NOT_ALLOWED_NOW'));
  });

  test('to where the mentor or the learner has something else is refused with the next slots', async () => {
    const booking = await aBooking();
    const busy = await aBooking({}, later(booking.startsAt, 120), other);
    expect(await move(learner, booking, busy.startsAt)).toMatchObject({
      code: 'SLOT_TAKEN',
      nextSlots: expect.any(Array) as unknown,
    });
    expect(await historyOf(booking)).toEqual(['BOOKED']);
  });

  test('by the mentor waits for the learner, who confirms or declines', async () => {
    const booking = await aBooking();
    const startsAt = later(booking.startsAt, 60);
    expect(await move(mentor, booking, startsAt)).toMatchObject({
      interview: { status: 'PENDING', rescheduleCount: 0, confirmBy: expect.any(String) as unknown },
    });
    expect(await confirm(mentor, { ...booking, version: 2 })).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await confirm(learner, { ...booking, version: 2 })).toMatchObject({ interview: { status: 'CONFIRMED' } });
    await move(mentor, { ...booking, version: 3 }, later(startsAt, 60));
    expect(await decline(learner, { ...booking, version: 4 })).toMatchObject({ interview: { status: 'CANCELLED' } });
    const { rows } = await service.sql.query<object>(
      `SELECT i.cancelled_late, r.by_id FROM interview i JOIN interview_revision r ON r.interview_id = i.id AND r.number = 5 WHERE i.id = $1`,
      [keyOf(booking.interviewId)],
    );
    expect(rows).toEqual([{ cancelled_late: false, by_id: mentor.accountId }]);
    expect(await isLive(booking)).toBe(false);
  });

  test('by the mentor outside the hours only when they say so', async () => {
    const startsAt = tenOClock();
    const booking = await aBooking({}, startsAt);
    await openDaily(mentor, { start: '09:00', end: '12:00' });
    const evening = startsAt.replace('T10', 'T20');
    expect(await move(mentor, booking, evening)).toEqual(refusal('OUTSIDE_AVAILABILITY'));
    expect(await move(mentor, booking, evening, { outsideHours: true })).toMatchObject({
      interview: { status: 'PENDING' },
    });
    expect(
      await move(learner, { ...booking, version: 2 }, startsAt.replace('T10', 'T21'), { outsideHours: true }),
    ).toEqual(refusal('OUTSIDE_AVAILABILITY'));
  });

  test('by the learner of what the mentor confirms waits for the mentor', async () => {
    const booking = await aBooking({ confirmation: 'BY_MENTOR' });
    await confirm(mentor, booking);
    expect(await move(learner, { ...booking, version: 2 }, later(booking.startsAt, 60))).toMatchObject({
      interview: { status: 'PENDING', rescheduleCount: 1 },
    });
    expect(await confirm(mentor, { ...booking, version: 3 })).toMatchObject({ interview: { status: 'CONFIRMED' } });
  });
});

describe('group interviews', () => {
  test('have seats: one leaves, the others stay; nobody has two', async () => {
    const offeringId = await anOffering(mentor, {
      capacity: 2,
      horizonDays: 60,
      meetingUrl: 'https://meet.example/{room}',
    });
    const startsAt = tenOClock();
    const first = await booked(offeringId, startsAt, learner);
    const second = await booked(offeringId, startsAt, other);
    const third = await aPerson(service);
    const { bookInterview } = await third.client.run('BookInterview', {
      input: keyed({ offeringId, startsAt, timeZone: 'UTC' }),
    });
    expect(bookInterview).toMatchObject({ code: 'SLOT_TAKEN' });
    const rooms = await service.sql.query<{ meeting_url: string }>(
      'SELECT meeting_url FROM interview WHERE offering_id = $1',
      [keyOf(offeringId)],
    );
    expect(new Set(rooms.rows.map(({ meeting_url: url }) => url)).size).toBe(1);
    expect(rooms.rows[0]?.meeting_url).toMatch(/^https:\/\/meet\.example\/sevenfold-[0-9a-f]{32}$/);
    await cancel(learner, first);
    expect([await isLive(second), await statusOf(second)]).toEqual([true, 'CONFIRMED']);
    await booked(offeringId, startsAt, third);
  });

  test('that move leave what was cancelled where it was, and join others who begin then', async () => {
    const offeringId = await anOffering(mentor, { capacity: 2, horizonDays: 60 });
    const startsAt = tenOClock();
    const first = await booked(offeringId, startsAt, learner);
    const second = await booked(offeringId, startsAt, other);
    await cancel(learner, first);
    const startsOf = async ({ interviewId }: Booked) =>
      (
        await service.sql.query<{ at: string }>('SELECT starts_at::text AS at FROM interview WHERE id = $1', [
          keyOf(interviewId),
        ])
      ).rows[0]?.at;
    const before = await startsOf(first);
    // It meets the time that it leaves.
    const halfPast = startsAt.replace('T10:00', 'T10:30');
    expect(await move(other, second, halfPast)).toMatchObject({
      interview: { startsAt: halfPast.replace('Z', '.000Z') },
    });
    expect(await startsOf(first)).toBe(before);
    const third = await aPerson(service);
    const atNoon = startsAt.replace('T10:00', 'T12:00');
    await booked(offeringId, atNoon, third);
    expect(await move(other, { ...second, version: 2 }, atNoon)).toMatchObject({
      interview: { startsAt: atNoon.replace('Z', '.000Z') },
    });
    const { rows } = await service.sql.query('SELECT FROM session WHERE offering_id = $1 AND live', [
      keyOf(offeringId),
    ]);
    expect(rows).toHaveLength(1);
  });

  test('of twelve who want three seats at once, three get them', async () => {
    const offeringId = await anOffering(mentor, { capacity: 3, horizonDays: 60 });
    const startsAt = tenOClock();
    const people: Person[] = [];
    for (let n = 0; n < 12; n++) people.push(await aPerson(service));
    const answers = await Promise.all(
      people.map((who) => who.client.run('BookInterview', { input: keyed({ offeringId, startsAt, timeZone: 'UTC' }) })),
    );
    expect(answers.filter(({ bookInterview }) => bookInterview && 'interview' in bookInterview)).toHaveLength(3);
    const { rows } = await service.sql.query('SELECT FROM session WHERE offering_id = $1 AND live', [
      keyOf(offeringId),
    ]);
    expect(rows).toHaveLength(1);
  });
});

async function aModeratorOf(area: number): Promise<Person> {
  const person = await aPerson(service);
  await service.sql.query(`INSERT INTO role_grant VALUES ($1, 'MODERATOR', now(), $2)`, [person.accountId, area]);
  return { ...person, client: service.client(await signIn(service, person.email)) };
}

describe('attendance', () => {
  beforeEach(async () => {
    learner = await aPerson(service, { name: 'Lena Learner' }); // each with an empty diary
  });

  const past = async () => {
    const booking = await aBooking();
    await begunAgo(booking, 90);
    return booking;
  };

  test.each([
    ['OTHER_ABSENT', undefined, 'NO_SHOW_LEARNER'],
    ['SELF_ABSENT', undefined, 'NO_SHOW_MENTOR'],
    ['BOTH_PRESENT', undefined, 'COMPLETED'],
    ['OTHER_ABSENT', 'SELF_ABSENT', 'NO_SHOW_LEARNER'],
    ['SELF_ABSENT', 'OTHER_ABSENT', 'NO_SHOW_MENTOR'],
    ['SELF_ABSENT', 'SELF_ABSENT', 'NO_SHOW_BOTH'],
    ['OTHER_ABSENT', 'OTHER_ABSENT', 'DISPUTED'],
    ['OTHER_ABSENT', 'BOTH_PRESENT', 'DISPUTED'],
  ] as const)('mentor %s, learner %s: %s', async (ofMentor, ofLearner, status) => {
    const booking = await past();
    await report(mentor, booking.interviewId, ofMentor);
    if (ofLearner) await report(learner, booking.interviewId, ofLearner);
    expect(await statusOf(booking)).toBe(status);
    expect(await isLive(booking)).toBe(false);
  });

  test('is reported once, by the parties, from ten minutes after the start until 72 hours after the end', async () => {
    const booking = await aBooking();
    await begunAgo(booking, 9);
    expect(await report(mentor, booking.interviewId, 'OTHER_ABSENT')).toEqual(refusal('NOT_ALLOWED_NOW'));
    await begunAgo(booking, 60 + 72 * 60);
    expect(await report(mentor, booking.interviewId, 'OTHER_ABSENT')).toEqual(refusal('NOT_ALLOWED_NOW'));
    await begunAgo(booking, 10);
    expect(await report(mentor, booking.interviewId, 'BOTH_PRESENT')).toMatchObject({
      interview: { status: 'CONFIRMED', attendanceClaims: [{ role: 'MENTOR', claim: 'BOTH_PRESENT' }] },
    });
    expect(await report(mentor, booking.interviewId, 'OTHER_ABSENT')).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(
      await other.client.fails('ReportAttendance', {
        input: keyed({ interviewId: booking.interviewId, claim: 'SELF_ABSENT' }),
      }),
    ).toEqual(['NOT_FOUND']);
  });

  test('a dispute is resolved by a moderator, with an entry in the audit log', async () => {
    const booking = await past();
    await report(mentor, booking.interviewId, 'OTHER_ABSENT');
    await report(learner, booking.interviewId, 'OTHER_ABSENT');
    const resolve = `mutation ($input: ResolveDisputeInput!) { resolveDispute(input: $input) {
      ... on DisputeResolved { interviewId } ... on Refusal { code } } }`;
    const input = keyed({
      interviewId: booking.interviewId,
      version: 3,
      outcome: 'NO_SHOW_MENTOR',
      reason: 'The log says so',
    });
    expect((await learner.client.ask(resolve, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const ofAnother = await aModeratorOf(7);
    expect((await ofAnother.client.ask(resolve, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await moderator.client.ask<{ resolveDispute: object }>(resolve, { input })).errors).toBeUndefined();
    expect(await statusOf(booking)).toBe('NO_SHOW_MENTOR');
    const { rows } = await service.sql.query('SELECT action, before, after FROM audit_entry WHERE subject_id = $1', [
      keyOf(booking.interviewId),
    ]);
    expect(rows).toEqual([
      { action: 'resolveDispute', before: { status: 'DISPUTED' }, after: { status: 'NO_SHOW_MENTOR' } },
    ]);
  });

  test('what nobody complains of is completed 72 hours after its end', async () => {
    const booking = await past();
    const worker = service.app.get(Worker, { strict: false });
    await worker.runDue();
    expect(await statusOf(booking)).toBe('CONFIRMED');
    await begunAgo(booking, 60 + 72 * 60);
    await worker.runDue();
    expect(await statusOf(booking)).toBe('COMPLETED');
    expect(await historyOf(booking)).toEqual(['BOOKED', 'COMPLETED']);
  });
});
