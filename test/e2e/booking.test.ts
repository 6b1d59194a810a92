import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, keyOf, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { drain } from '../harness/drain.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';
import { statementsOf } from '../harness/statements.js';

let service: Service;
let mentor: Person;
let learner: Person;
let other: Person;
beforeAll(async () => {
  service = await startService();
  learner = await aPerson(service, { name: 'Leo Learner' });
  other = await aPerson(service, { name: 'Otto Other' });
});
beforeEach(async () => {
  mentor = await aMentor(service, { name: 'Mira Mentor' });
});
afterAll(() => service.stop());

const book = async (
  who: Person,
  input: { offeringId: string; startsAt: string; note?: string; topics?: string[]; timeZone?: string },
) => (await who.client.run('BookInterview', { input: keyed({ timeZone: 'Europe/Berlin', ...input }) })).bookInterview;

/** 10:00 UTC of a day to come, days apart so that tests with one learner don't meet. */
let day = 2;
function nextDay(): string {
  day += 1;
  return service.clock
    .now()
    .add({ hours: 24 * day })
    .toString()
    .slice(0, 10);
}

describe('weekly hours', () => {
  test('are kept as given, windows across midnight and 24:00 included', async () => {
    const hours = [
      { day: 'MONDAY' as const, start: '09:00', end: '12:00' },
      { day: 'MONDAY' as const, start: '12:00', end: '24:00' },
      { day: 'SUNDAY' as const, start: '22:00', end: '02:30' },
      { day: 'SATURDAY' as const, start: '08:00', end: '08:00' },
    ];
    const { setWeeklyHours } = await mentor.client.run('SetWeeklyHours', {
      input: { timeZone: 'Asia/Kathmandu', hours },
    });
    expect(setWeeklyHours).toMatchObject({
      mentor: { availability: { timeZone: 'Asia/Kathmandu', weeklyHours: hours } },
      interviewsNowOutside: [],
    });
    const empty = await mentor.client.run('SetWeeklyHours', { input: { timeZone: 'UTC', hours: [] } });
    expect(empty.setWeeklyHours).toMatchObject({ mentor: { availability: { timeZone: 'UTC', weeklyHours: [] } } });
  });

  test('that make no sense are refused, and nothing changes', async () => {
    await openDaily(mentor);
    const set = async (input: object) =>
      (await mentor.client.run('SetWeeklyHours', { input: input as never })).setWeeklyHours;
    expect(await set({ timeZone: 'Nowhere', hours: [] })).toEqual(invalidField(['timeZone'], 'UNKNOWN'));
    expect(await set({ timeZone: 'UTC', hours: [{ day: 'MONDAY', start: '24:00', end: '01:00' }] })).toEqual(
      invalidField(['hours', '0', 'start'], 'OUT_OF_RANGE'),
    );
    expect(
      await set({
        timeZone: 'UTC',
        hours: Array.from({ length: 101 }, () => ({ day: 'MONDAY', start: '09:00', end: '10:00' })),
      }),
    ).toEqual(invalidField(['hours'], 'TOO_LONG'));
    for (const time of ['9:00', '09:60', '25:00', '24:01', '', 'noon', 540]) {
      expect(
        await mentor.client.fails('SetWeeklyHours', {
          input: { timeZone: 'UTC', hours: [{ day: 'MONDAY', start: time, end: '10:00' }] },
        }),
      ).toEqual(['BAD_USER_INPUT']);
    }
    expect(await learner.client.fails('SetWeeklyHours', { input: { timeZone: 'UTC', hours: [] } })).toEqual([
      'FORBIDDEN',
    ]);
    const { rows } = await service.sql.query('SELECT count(*)::int AS count FROM weekly_window WHERE mentor_id = $1', [
      mentor.accountId,
    ]);
    expect(rows).toEqual([{ count: 7 }]);
  });

  test('that change name the interviews which now lie outside', async () => {
    await openDaily(mentor);
    const offeringId = await anOffering(mentor);
    const date = nextDay();
    const booked = await book(learner, { offeringId, startsAt: `${date}T10:00:00Z` });
    await book(other, { offeringId, startsAt: `${date}T15:00:00Z` });
    const hours = (['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const).map(
      (weekday) => ({
        day: weekday,
        start: '14:00',
        end: '18:00',
      }),
    );
    const { setWeeklyHours } = await mentor.client.run('SetWeeklyHours', { input: { timeZone: 'UTC', hours } });
    if (!booked || !('interview' in booked)) throw new Error(JSON.stringify(booked));
    expect(setWeeklyHours).toMatchObject({
      interviewsNowOutside: [{ id: booked.interview.id, startsAt: `${date}T10:00:00.000Z` }],
    });
  });
});

describe('offerings', () => {
  test('have good defaults', async () => {
    const { createOffering } = await mentor.client.run('CreateOffering', {
      input: keyed({ title: 'Plain', durationMinutes: 45, topics: ['bleu'] }),
    });
    expect(createOffering).toMatchObject({
      offering: {
        version: 1,
        active: true,
        stepMinutes: 30,
        gapMinutes: 0,
        noticeMinutes: 720,
        horizonDays: 28,
        cancelNoticeMinutes: 1440,
        maxReschedules: 2,
        confirmation: 'INSTANT',
        maxPerDay: null,
        maxPerWeek: null,
        meetingUrl: null,
      },
    });
  });

  test.each([
    [{ title: 'x' }, ['title'], 'TOO_SHORT'],
    [{ durationMinutes: 14 }, ['durationMinutes'], 'OUT_OF_RANGE'],
    [{ durationMinutes: -60 }, ['durationMinutes'], 'OUT_OF_RANGE'],
    [{ durationMinutes: 241 }, ['durationMinutes'], 'OUT_OF_RANGE'],
    [{ stepMinutes: 0 }, ['stepMinutes'], 'OUT_OF_RANGE'],
    [{ gapMinutes: -1 }, ['gapMinutes'], 'OUT_OF_RANGE'],
    [{ noticeMinutes: 50_000 }, ['noticeMinutes'], 'OUT_OF_RANGE'],
    [{ horizonDays: 91 }, ['horizonDays'], 'OUT_OF_RANGE'],
    [{ horizonDays: 1, noticeMinutes: 1_440 }, ['noticeMinutes'], 'CONFLICT'],
    [{ maxPerDay: 0 }, ['maxPerDay'], 'OUT_OF_RANGE'],
    [{ topics: [] }, ['topics'], 'REQUIRED'],
    [{ topics: ['astrology'] }, ['topics', '0'], 'UNKNOWN'],
    [{ meetingUrl: 'javascript:alert(1)' }, ['meetingUrl'], 'MALFORMED'],
    [{ meetingUrl: 'meet me' }, ['meetingUrl'], 'MALFORMED'],
  ])('name the field of %j', async (terms, path, code) => {
    const { createOffering } = await mentor.client.run('CreateOffering', {
      input: keyed({ title: 'Plain', durationMinutes: 45, topics: ['bleu'], ...terms }),
    });
    expect(createOffering).toEqual(invalidField(path, code));
  });

  test('tell the meeting address to their mentor alone', async () => {
    const offeringId = await anOffering(mentor, { meetingUrl: 'https://meet.example.org/x' });
    const read = async (who: Person) =>
      (
        await who.client.data<{ offering: { meetingUrl: string | null } }>(
          'query ($id: ID!) { offering(id: $id) { meetingUrl } }',
          { id: offeringId },
        )
      ).offering.meetingUrl;
    expect(await read(mentor)).toBe('https://meet.example.org/x');
    expect(await read(learner)).toBeNull();
  });

  test('that are inactive are there for their mentor alone', async () => {
    const offeringId = await anOffering(mentor);
    await service.sql.query('UPDATE offering SET active = FALSE WHERE id = $1', [keyOf(offeringId)]);
    const read = async (who: Person) =>
      (
        await who.client.data<{ offering: object | null }>('query ($id: ID!) { offering(id: $id) { active } }', {
          id: offeringId,
        })
      ).offering;
    expect(await read(mentor)).toEqual({ active: false });
    expect(await read(learner)).toBeNull();
    expect(
      await learner.client.fails('BookInterview', {
        input: keyed({ offeringId, startsAt: '2027-01-01T10:00:00Z', timeZone: 'UTC' }),
      }),
    ).toEqual(['NOT_FOUND']);
  });
});

describe('slots', () => {
  test('are counted from the beginning of a window, in the mentor’s zone, and told in the reader’s', async () => {
    await openDaily(mentor, { start: '09:15', end: '11:00', timeZone: 'Asia/Kathmandu' });
    const offeringId = await anOffering(mentor, { durationMinutes: 45, stepMinutes: 20 });
    const date = nextDay();
    const { offering } = await learner.client.run('Slots', {
      offeringId,
      from: `${date}T00:00:00Z`,
      to: `${date}T24:00:00Z`.replace('T24', 'T23'),
      timeZone: 'America/New_York',
    });
    // Kathmandu is 5:45 ahead of UTC: 09:15 there is 03:30 UTC.
    expect(offering?.slots).toMatchObject([
      { startsAt: `${date}T03:30:00.000Z`, endsAt: `${date}T04:15:00.000Z` },
      { startsAt: `${date}T03:50:00.000Z` },
      { startsAt: `${date}T04:10:00.000Z` },
      { startsAt: `${date}T04:30:00.000Z` },
    ]);
    expect(offering?.slots[0]?.startsAtLocal).toMatch(/T(22|23):30:00-0[45]:00$/);
  });

  test('keep the notice and the horizon', async () => {
    await openDaily(mentor);
    // Who has booked nothing: what the learner has elsewhere would hide the last starts at some times of the day.
    const reader = await aPerson(service);
    const offeringId = await anOffering(mentor, { noticeMinutes: 600, horizonDays: 3 });
    const now = service.clock.now();
    const starts = await slotsOf(reader, offeringId, now.toString(), now.add({ hours: 24 * 20 }).toString());
    const [first, last] = [starts[0], starts.at(-1)].map((start) => Date.parse(start ?? ''));
    expect(first).toBeGreaterThanOrEqual(now.epochMilliseconds + 600 * 60_000);
    expect(first).toBeLessThan(now.epochMilliseconds + 631 * 60_000);
    expect(last).toBeLessThan(service.clock.now().epochMilliseconds + 3 * 86_400_000);
    expect(last).toBeGreaterThan(now.epochMilliseconds + 3 * 86_400_000 - 61 * 60_000);
  });

  test('leave out what is booked, the gap after it, and where the learner is taken', async () => {
    await openDaily(mentor);
    const offeringId = await anOffering(mentor, { gapMinutes: 30 });
    const second = await aMentor(service);
    await openDaily(second);
    const elsewhere = await anOffering(second);
    const date = nextDay();
    const within = [`${date}T09:00:00Z`, `${date}T13:00:00Z`] as const;
    expect(await slotsOf(other, offeringId, ...within)).toHaveLength(8);
    await book(learner, { offeringId, startsAt: `${date}T10:00:00Z` });
    const hours = (starts: string[]) => starts.map((start) => start.slice(11, 16));
    // Taken is 10:00 to 11:30; one that began at 08:30 or 9:00 would with its gap reach into it from 9:00 on.
    expect(hours(await slotsOf(other, offeringId, ...within))).toEqual(['11:30', '12:00', '12:30']);
    expect(hours(await slotsOf(learner, elsewhere, ...within))).toEqual(['09:00', '11:00', '11:30', '12:00', '12:30']);
    expect(await slotsOf(other, elsewhere, ...within)).toHaveLength(8);
  });

  test('keep the limits per day and per week, in the mentor’s zone', async () => {
    await openDaily(mentor, { timeZone: 'Pacific/Auckland' });
    const offeringId = await anOffering(mentor, { maxPerDay: 1, maxPerWeek: 2, durationMinutes: 30 });
    const from = service.clock.now().add({ hours: 24 }).toString();
    const to = service.clock
      .now()
      .add({ hours: 24 * 22 })
      .toString();
    const local = (start: string) =>
      new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland', dateStyle: 'short' }).format(new Date(start));
    const all = await slotsOf(other, offeringId, from, to);
    const first = all.find((start, index) => index > 0 && local(all[index - 1] as string) !== local(start)) as string; // a local midnight
    expect(await book(other, { offeringId, startsAt: first })).toHaveProperty('interview');
    const left = await slotsOf(other, offeringId, from, to);
    expect(left.map(local)).not.toContain(local(first));
    expect(left).toHaveLength(all.filter((start) => local(start) !== local(first)).length);
    const sameDay = new Date(Date.parse(first) + 60 * 60_000).toISOString();
    expect(await book(learner, { offeringId, startsAt: sameDay })).toEqual(refusal('LIMIT_REACHED'));
    // A second one in the same week (from Monday) fills it.
    const week = (start: string) => Math.floor((Date.parse(local(start)) / 86_400_000 + 3) / 7);
    const second = left.find((start) => week(start) === week(first));
    if (second) {
      expect(await book(learner, { offeringId, startsAt: second })).toHaveProperty('interview');
      expect((await slotsOf(other, offeringId, from, to)).map(week)).not.toContain(week(first));
    }
  });

  test('of more than 62 days, or backwards, are refused', async () => {
    const offeringId = await anOffering(mentor);
    const slots = (from: string, to: string) =>
      learner.client.fails('Slots', { offeringId, from, to, timeZone: 'UTC' });
    expect(await slots('2027-01-01T00:00:00Z', '2027-03-05T00:00:00Z')).toEqual(['BAD_USER_INPUT']);
    expect(await slots('2027-01-02T00:00:00Z', '2027-01-01T00:00:00Z')).toEqual(['BAD_USER_INPUT']);
    expect(
      await learner.client.fails('Slots', {
        offeringId,
        from: '2027-01-01T00:00:00Z',
        to: '2027-01-02T00:00:00Z',
        timeZone: 'UTC+5',
      }),
    ).toEqual(['BAD_USER_INPUT']);
  });

  test('and the whole list are one statement', async () => {
    await openDaily(mentor);
    const offeringId = await anOffering(mentor);
    expect(
      await statementsOf(() =>
        slotsOf(
          learner,
          offeringId,
          service.clock.now().toString(),
          service.clock.now().add({ hours: 400 }).toString(),
        ),
      ),
    ).toHaveLength(1);
    expect(await statementsOf(() => learner.client.run('MyInterviews', { first: 10 }))).toHaveLength(1);
  });
});

describe('booking', () => {
  test('makes an interview that both see, with its history and its event', async () => {
    await openDaily(mentor);
    const offeringId = await anOffering(mentor, { meetingUrl: 'https://meet.example.org/x', cancelNoticeMinutes: 60 });
    const startsAt = `${nextDay()}T10:00:00Z`;
    const answer = await book(learner, {
      offeringId,
      startsAt,
      note: 'Please ask about **attention**.',
      topics: ['self-attention', 'bleu'],
    });
    if (!answer || !('interview' in answer)) throw new Error(JSON.stringify(answer));
    const { id } = answer.interview;
    expect(answer.interview).toMatchObject({
      status: 'CONFIRMED',
      startsAt: startsAt.replace('Z', '.000Z'),
      version: 1,
      viewerRole: 'LEARNER',
      confirmBy: null,
      topics: [{ slug: 'self-attention' }, { slug: 'bleu' }],
    });
    for (const [who, viewerRole, filter] of [
      [learner, 'LEARNER', 'AS_LEARNER'],
      [mentor, 'MENTOR', 'AS_MENTOR'],
    ] as const) {
      const { viewer } = await who.client.run('MyInterviews', { first: 100, filter: { role: filter } });
      expect(viewer?.interviews.nodes.find((interview) => interview.id === id)).toMatchObject({
        viewerRole,
        note: 'Please ask about **attention**.',
        meetingUrl: 'https://meet.example.org/x',
        rescheduleCount: 0,
        cancelledLate: null,
        lastChange: { kind: 'BOOKED', reason: null, by: { handle: learner.handle } },
        attendanceClaims: [],
        viewerCanConfirm: { allowed: false, reason: 'WRONG_STATE' },
        viewerCanCancel: { allowed: true, reason: null, until: startsAt.replace('Z', '.000Z') },
        viewerCanReschedule: { allowed: true },
        viewerCanReportAttendance: {
          allowed: false,
          reason: 'TOO_EARLY',
          until: startsAt.replace('10:00:00Z', '10:10:00.000Z'),
        },
      });
      expect(
        (
          await who.client.run('MyInterviews', {
            first: 100,
            filter: { role: filter === 'AS_MENTOR' ? 'AS_LEARNER' : 'AS_MENTOR' },
          })
        ).viewer?.interviews.nodes.map((interview) => interview.id),
      ).not.toContain(id);
    }
    const events = await service.sql.query('SELECT kind FROM event WHERE subject_id = $1', [keyOf(id)]);
    expect(events.rows).toEqual([{ kind: 'InterviewBooked' }]);
    expect(await other.client.run('AnyNode', { id })).toEqual({ node: null });
    const moderator = await aPerson(service, { roles: ['MODERATOR'] });
    expect(await moderator.client.run('AnyNode', { id })).toEqual({ node: null });
    await service.sql.query(`UPDATE interview SET status = 'DISPUTED' WHERE id = $1`, [keyOf(id)]);
    expect(
      await moderator.client.data(`query ($id: ID!) { interview(id: $id) { status note meetingUrl viewerRole } }`, {
        id,
      }),
    ).toEqual({
      interview: { status: 'DISPUTED', note: null, meetingUrl: null, viewerRole: null },
    });
  });

  test('of an offering that the mentor confirms is pending, and expires by itself', async () => {
    await openDaily(mentor);
    const offeringId = await anOffering(mentor, { confirmation: 'BY_MENTOR' });
    const second = await aMentor(service);
    await openDaily(second);
    const elsewhere = await anOffering(second);
    const startsAt = `${nextDay()}T10:00:00Z`;
    const answer = await book(learner, { offeringId, startsAt });
    expect(answer).toMatchObject({ interview: { status: 'PENDING', confirmBy: expect.any(String) as unknown } });
    expect(await book(other, { offeringId, startsAt })).toMatchObject({ code: 'SLOT_TAKEN' });
    service.clock.advance({ hours: 49 });
    const [learnerNow, otherNow] = [await renewed(learner), await renewed(other)];
    const mine = await learnerNow.client.run('MyInterviews', { first: 100, filter: { statuses: ['EXPIRED'] } });
    expect(mine.viewer?.interviews.nodes).toMatchObject([
      { status: 'EXPIRED', confirmBy: null, viewerCanCancel: { allowed: false, reason: 'WRONG_STATE' } },
    ]);
    // It takes none of the learner's time any more, though nothing has been written since.
    const end = startsAt.replace('T10:00', 'T10:01');
    expect(await slotsOf(learnerNow, elsewhere, startsAt, end)).toEqual([startsAt.replace('Z', '.000Z')]);
    expect(await book(otherNow, { offeringId, startsAt })).toMatchObject({ interview: { status: 'PENDING' } });
    const { rows } = await service.sql.query(
      `SELECT r.number, r.kind FROM interview_revision r JOIN interview i ON i.id = r.interview_id WHERE i.status = 'EXPIRED' ORDER BY number`,
    );
    expect(rows).toEqual([
      { number: 1, kind: 'BOOKED' },
      { number: 2, kind: 'EXPIRED' },
    ]);
    service.clock.advance({ hours: -49 });
  });

  test('that ran out gives its mentor the time back, also when the learner’s next booking with somebody else was first to see it', async () => {
    const asked = await anOffering(mentor, { confirmation: 'BY_MENTOR' });
    await openDaily(mentor);
    const second = await aMentor(service);
    await openDaily(second);
    const elsewhere = await anOffering(second);
    const startsAt = `${nextDay()}T10:00:00Z`;
    expect(await book(learner, { offeringId: asked, startsAt })).toMatchObject({ interview: { status: 'PENDING' } });
    const end = startsAt.replace('T10:00', 'T10:01');
    expect(await slotsOf(other, asked, startsAt, end)).toEqual([]);
    await service.sql.query(`UPDATE interview SET confirm_by = now() WHERE status = 'PENDING'`);
    expect(await book(learner, { offeringId: elsewhere, startsAt })).toMatchObject({
      interview: { status: 'CONFIRMED' },
    });
    await drain(service.app, service.sql);
    expect(await slotsOf(other, asked, startsAt, end)).toEqual([startsAt.replace('Z', '.000Z')]);
    expect(await book(other, { offeringId: asked, startsAt })).toMatchObject({ interview: { status: 'PENDING' } });
  });

  test('is refused for what can’t be booked, in words', async () => {
    await openDaily(mentor, { start: '09:00', end: '17:00' });
    const offeringId = await anOffering(mentor, { noticeMinutes: 120, horizonDays: 10 });
    const date = nextDay();
    const at = (startsAt: string) => book(learner, { offeringId, startsAt });
    expect(await at(`${date}T08:30:00Z`)).toEqual(refusal('OUTSIDE_AVAILABILITY'));
    expect(await at(`${date}T16:30:00Z`)).toEqual(refusal('OUTSIDE_AVAILABILITY'));
    expect(await at(`${date}T10:10:00Z`)).toEqual(refusal('OUTSIDE_AVAILABILITY'));
    expect(await at(`${date}T10:00:00.000001Z`)).toEqual(refusal('OUTSIDE_AVAILABILITY'));
    expect(await at('2020-06-01T10:00:00Z')).toEqual(refusal('NOTICE_TOO_SHORT'));
    expect(
      await at(
        `${service.clock
          .now()
          .add({ hours: 24 * 12 })
          .toString()
          .slice(0, 10)}T10:00:00Z`,
      ),
    ).toEqual(refusal('OUTSIDE_AVAILABILITY'));
    expect(await at('2999-01-01T10:00:00Z')).toEqual(refusal('OUTSIDE_AVAILABILITY'));
    expect(await book(mentor, { offeringId, startsAt: `${date}T10:00:00Z` })).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await book(learner, { offeringId, startsAt: `${date}T10:00:00Z`, timeZone: 'x' })).toEqual(
      invalidField(['timeZone'], 'UNKNOWN'),
    );
    expect(await book(learner, { offeringId, startsAt: `${date}T10:00:00Z`, note: 'x'.repeat(2_001) })).toEqual(
      invalidField(['note'], 'TOO_LONG'),
    );
    expect(await book(learner, { offeringId, startsAt: `${date}T10:00:00Z`, topics: ['x'] })).toEqual(
      invalidField(['topics', '0'], 'UNKNOWN'),
    );
    expect(
      await learner.client.fails('BookInterview', {
        input: keyed({ offeringId: `offering_${randomUUID()}`, startsAt: `${date}T10:00:00Z`, timeZone: 'UTC' }),
      }),
    ).toEqual(['NOT_FOUND']);
    expect(
      await learner.client.fails('BookInterview', { input: keyed({ offeringId, startsAt: 'soon', timeZone: 'UTC' }) }),
    ).toEqual(['BAD_USER_INPUT']);
    expect(
      await learner.client.fails('BookInterview', {
        input: { offeringId, startsAt: `${date}T10:00:00Z`, timeZone: 'UTC' },
      }),
    ).toEqual(['BAD_USER_INPUT']);
    const { rows } = await service.sql.query('SELECT FROM session WHERE mentor_id = $1', [mentor.accountId]);
    expect(rows).toHaveLength(0);
  });

  test('what is taken names the next free slots', async () => {
    await openDaily(mentor);
    const offeringId = await anOffering(mentor);
    const date = nextDay();
    await book(other, { offeringId, startsAt: `${date}T10:00:00Z` });
    const answer = await book(learner, { offeringId, startsAt: `${date}T10:30:00Z` });
    expect(answer).toMatchObject({
      code: 'SLOT_TAKEN',
      nextSlots: ['11:00', '11:30', '12:00', '12:30', '13:00'].map((time) => ({ startsAt: `${date}T${time}:00.000Z` })),
    });
  });

  test('a learner can’t be in two interviews at once', async () => {
    await openDaily(mentor);
    const second = await aMentor(service);
    await openDaily(second);
    const startsAt = `${nextDay()}T10:00:00Z`;
    await book(learner, { offeringId: await anOffering(mentor), startsAt });
    expect(await book(learner, { offeringId: await anOffering(second), startsAt })).toMatchObject({
      code: 'SLOT_TAKEN',
      message: expect.stringContaining('You have another') as unknown,
    });
  });

  test('what is listed can be booked, and what isn’t can’t, over a whole day', async () => {
    await openDaily(mentor, { start: '08:00', end: '12:00', timeZone: 'America/St_Johns' });
    const offeringId = await anOffering(mentor, { durationMinutes: 30, stepMinutes: 15, gapMinutes: 10 });
    const date = nextDay();
    await book(other, {
      offeringId,
      startsAt: (await slotsOf(other, offeringId, `${date}T00:00:00Z`, `${date}T23:59:00Z`))[5] as string,
    });
    const listed = new Set(await slotsOf(learner, offeringId, `${date}T00:00:00Z`, `${date}T23:59:00Z`));
    expect(listed.size).toBeGreaterThan(5);
    for (let minute = 8 * 60; minute < 20 * 60; minute += 15) {
      const startsAt = new Date(Date.parse(`${date}T00:00:00Z`) + minute * 60_000).toISOString();
      const client = await aPersonOnce();
      const answer = await book(client, { offeringId, startsAt });
      const booked = answer !== null && 'interview' in answer;
      expect([startsAt, booked]).toEqual([startsAt, listed.has(startsAt)]);
      if (booked)
        await service.sql.query(
          'WITH gone AS (DELETE FROM interview WHERE learner_id = $1 RETURNING session_id) UPDATE session SET live = FALSE WHERE id IN (SELECT session_id FROM gone)',
          [client.accountId],
        );
    }
  });
});

let spare: Person | undefined;
async function aPersonOnce(): Promise<Person> {
  return (spare ??= await aPerson(service, { name: 'Spare Person' }));
}

async function renewed(person: Person): Promise<Person> {
  const { signIn } = await import('../factories/people.js');
  return { ...person, client: service.client(await signIn(service, person.email)) };
}
