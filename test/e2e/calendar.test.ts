import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

import { Config } from '../../src/base/config/index.js';
import { InterviewCalendar, type Invitation } from '../../src/interviews/index.js';
import { anOffering, openDaily } from '../factories/booking.js';
import { aMentor, aPerson, block, keyOf, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

const START = '2026-10-20T08:00:00Z';

let service: Service;
let mentor: Person;
let learner: Person;
let stranger: Person;
let instant: string;
let onRequest: string;
let mentorUrl: string;
let learnerUrl: string;
beforeAll(async () => {
  service = await startService();
  service.clock.stopAt(START);
  [mentor, learner, stranger] = await Promise.all([
    aMentor(service, { name: 'Mira Mentor' }),
    aPerson(service, { name: 'Leo, "the" Learner' }),
    aPerson(service),
  ]);
  await openDaily(mentor, { timeZone: 'America/New_York' });
  instant = await anOffering(mentor, { meetingUrl: 'https://meet.example.org/a?b=1,2;3' });
  onRequest = await anOffering(mentor, { confirmation: 'BY_MENTOR' });
  [mentorUrl, learnerUrl] = await Promise.all([urlOf(mentor), urlOf(learner)]);
});
beforeEach(() => service.clock.stopAt(START));
afterAll(() => service.stop());

async function book(startsAt: string, offeringId = instant, note = 'Attention,\nplease; \\o/'): Promise<string> {
  const { bookInterview } = await learner.client.run('BookInterview', {
    input: keyed({ offeringId, startsAt, timeZone: 'Europe/Berlin', note }),
  });
  if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
  return keyOf(bookInterview.interview.id);
}

async function urlOf({ client }: Person): Promise<string> {
  const { viewer } = await client.data<{ viewer: { calendarFeedUrl: string } }>('{ viewer { calendarFeedUrl } }');
  return viewer.calendarFeedUrl;
}

const ROTATE = `mutation ($input: RotateCalendarFeedInput!) {
  rotateCalendarFeed(input: $input) { ... on CalendarFeedRotated { viewer { calendarFeedUrl } } ... on Refused { code } } }`;

async function rotate({ client }: Person, input = keyed({})): Promise<string> {
  const { rotateCalendarFeed: result } = await client.data<{
    rotateCalendarFeed: { viewer: { calendarFeedUrl: string } };
  }>(ROTATE, { input });
  return result.viewer.calendarFeedUrl;
}

const read = async (url: string) => (await fetch(url)).text();
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((found) => ({
    uid: found.getFirstPropertyValue('uid'),
    status: found.getFirstPropertyValue('status'),
    sequence: found.getFirstPropertyValue('sequence'),
    summary: found.getFirstPropertyValue('summary'),
    description: found.getFirstPropertyValue('description'),
    location: found.getFirstPropertyValue('location'),
    attendees: found.getAllProperties('attendee').map((attendee) => String(attendee.getFirstValue()).toLowerCase()),
    start: new ICAL.Event(found).startDate.toJSDate().toISOString(),
  }));
/** Access tokens end sooner than these tests' time passes, so that addresses are asked for first. */
const feedOf = async (url: string, id: string) =>
  eventsOf(await read(url)).filter(({ uid }) => uid === `${id}@sevenfold`);
const invitation = (id: string, { accountId }: Person) =>
  service.app.get(InterviewCalendar, { strict: false }).invitation(id, accountId);

/** What has no verb yet: the next revision of an interview. */
async function change(id: string, kind: string, status: string, set = ''): Promise<void> {
  await service.sql.query(`UPDATE interview SET status = $2, version = version + 1 ${set} WHERE id = $1`, [id, status]);
  await service.sql.query(
    `INSERT INTO interview_revision (interview_id, number, kind, status, starts_at, ends_at, by_id, at)
     SELECT id, version, $2, $3, starts_at, ends_at, learner_id, $4 FROM interview WHERE id = $1`,
    [id, kind, status, service.clock.now().toString()],
  );
}

test('each party’s calendar has the interview from its own side', async () => {
  const id = await book('2026-11-01T05:30:00.000Z'); // the hour that New York has twice
  const shared = {
    uid: `${id}@sevenfold`,
    status: 'CONFIRMED',
    sequence: 0,
    description: 'Attention,\nplease; \\o/',
    location: 'https://meet.example.org/a?b=1,2;3',
    attendees: [],
    start: '2026-11-01T05:30:00.000Z',
  };
  expect(await feedOf(learnerUrl, id)).toEqual([{ ...shared, summary: 'Mock interview with Mira Mentor' }]);
  expect(await feedOf(mentorUrl, id)).toEqual([{ ...shared, summary: 'Mock interview with Leo, "the" Learner' }]);
  expect(await feedOf(await urlOf(stranger), id)).toEqual([]);
  const other = Object.values(nodeIcal.sync.parseICS(await read(mentorUrl)));
  expect(other).toContainEqual(expect.objectContaining({ uid: shared.uid, start: new Date(shared.start) }));
});

test('an invitation is changed and called off under one UID and growing numbers', async () => {
  const id = await book('2026-10-27T10:00:00.000Z');
  const sent: (Invitation | undefined)[] = [await invitation(id, learner)];
  await service.sql.query(
    `UPDATE session SET starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour',
       hold = tstzrange(lower(hold) + interval '1 hour', upper(hold) + interval '1 hour')
     WHERE id = (SELECT session_id FROM interview WHERE id = $1)`,
    [id],
  );
  await change(id, 'RESCHEDULED', 'CONFIRMED');
  sent.push(await invitation(id, learner));
  await change(id, 'CANCELLED', 'CANCELLED', ', cancelled_late = false');
  sent.push(await invitation(id, learner));
  expect(sent.map((file) => [file?.method, file?.contentType])).toEqual(
    ['REQUEST', 'REQUEST', 'CANCEL'].map((method) => [method, `text/calendar; charset=utf-8; method=${method}`]),
  );
  expect(sent.flatMap((file) => eventsOf(file?.content ?? ''))).toMatchObject([
    { uid: `${id}@sevenfold`, sequence: 0, status: 'CONFIRMED', start: '2026-10-27T10:00:00.000Z' },
    { uid: `${id}@sevenfold`, sequence: 1, status: 'CONFIRMED', start: '2026-10-27T11:00:00.000Z' },
    { uid: `${id}@sevenfold`, sequence: 2, status: 'CANCELLED', location: null },
  ]);
  expect(eventsOf(sent[0]?.content ?? '')[0]?.attendees).toEqual([`mailto:${learner.email}`]);
  expect(sent[0]?.content).not.toContain(mentor.email);
  expect(await invitation(id, stranger)).toBeUndefined();
  expect(await feedOf(learnerUrl, id)).toMatchObject([{ status: 'CANCELLED', sequence: 2 }]);
});

test('what waits for the mentor is tentative and no invitation; nobody’s answer ends it', async () => {
  const id = await book('2026-10-28T10:00:00.000Z', onRequest);
  expect(await invitation(id, learner)).toBeUndefined();
  expect(await feedOf(learnerUrl, id)).toMatchObject([{ status: 'TENTATIVE', sequence: 0 }]);
  service.clock.advance({ hours: 48 });
  expect(await feedOf(learnerUrl, id)).toMatchObject([{ status: 'CANCELLED', sequence: 1 }]);
  const late = await invitation(id, learner);
  expect(late?.method).toBe('CANCEL');
  await change(id, 'EXPIRED', 'EXPIRED', ', confirm_by = NULL, awaits = NULL');
  expect(await feedOf(learnerUrl, id)).toMatchObject([{ status: 'CANCELLED', sequence: 1 }]);
});

test('the name of somebody hidden is not told', async () => {
  const id = await book('2026-10-29T10:00:00.000Z');
  await block(service, mentor, learner);
  for (const url of [mentorUrl, learnerUrl])
    expect(await feedOf(url, id)).toMatchObject([{ summary: 'Mock interview' }]);
  await service.sql.query('DELETE FROM block');
  await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [mentor.accountId]);
  expect(await feedOf(learnerUrl, id)).toMatchObject([{ summary: 'Mock interview' }]);
  await service.sql.query(`UPDATE account SET status = 'ACTIVE' WHERE id = $1`, [mentor.accountId]);
  expect(await feedOf(learnerUrl, id)).toMatchObject([{ summary: 'Mock interview with Mira Mentor' }]);
});

test('after 30 days an interview is gone', async () => {
  const id = await book('2026-10-30T10:00:00.000Z');
  service.clock.stopAt('2026-11-29T10:59:00Z');
  expect(await feedOf(mentorUrl, id)).toHaveLength(1);
  service.clock.stopAt('2026-11-29T11:00:00Z');
  expect(await feedOf(mentorUrl, id)).toHaveLength(0);
});

test('is answered for calendar programs: type, HEAD, not modified, nothing kept in between', async () => {
  const response = await fetch(mentorUrl, { headers: { cookie: 'a=b', authorization: 'Bearer nonsense' } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.get('set-cookie')).toBeNull();
  const body = await response.text();
  const tag = response.headers.get('etag') as string;
  const head = await fetch(mentorUrl, { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, tag, '']);
  expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(body)));
  const same = await fetch(mentorUrl, { headers: { 'if-none-match': `"x", W/${tag}` } });
  expect([same.status, await same.text(), same.headers.get('cache-control')]).toEqual([304, '', 'private, no-store']);
  expect((await fetch(mentorUrl, { headers: { 'if-none-match': '"x"' } })).status).toBe(200);
});

test('a new address ends the old one, once for each key', async () => {
  const old = await urlOf(learner);
  const input = keyed({});
  const fresh = await rotate(learner, input);
  expect(fresh).not.toBe(old);
  expect(await rotate(learner, input)).toBe(fresh);
  expect(await urlOf(learner)).toBe(fresh);
  expect([(await fetch(old)).status, (await fetch(fresh)).status, (await fetch(mentorUrl)).status]).toEqual([
    404, 200, 200,
  ]);
  expect(await rotate(learner)).not.toBe(fresh);
  expect((await fetch(fresh)).status).toBe(404);
});

test('nothing but a current address of an active account opens a calendar, and all else is answered alike', async () => {
  const url = await urlOf(stranger);
  const token = (/\/calendar\/([\w-]{64})\.ics$/.exec(url) as RegExpExecArray)[1] as string;
  const old = url;
  const current = await rotate(stranger);
  const mixed = Buffer.concat([
    Buffer.from(mentor.accountId.replaceAll('-', ''), 'hex'),
    Buffer.from(token, 'base64url').subarray(16),
  ]).toString('base64url');
  const answers = await Promise.all(
    [
      old,
      ...[mixed, 'x', 'A'.repeat(64), `${token}A`, '%00', 'a'.repeat(150)].map(
        (made) => `${service.url}/calendar/${made}.ics`,
      ),
    ].map(async (address) => {
      const response = await fetch(address);
      return [response.status, response.headers.get('cache-control'), await response.text()];
    }),
  );
  expect(answers).toEqual(answers.map(() => [404, 'private, no-store', '{"status":"not found"}']));
  for (const status of ['SUSPENDED', 'ACTIVE']) {
    await service.sql.query('UPDATE account SET status = $2 WHERE id = $1', [stranger.accountId, status]);
    expect((await fetch(current)).status).toBe(status === 'ACTIVE' ? 200 : 404);
  }
  await service.sql.query(`UPDATE account SET status = 'DELETED', email = NULL WHERE id = $1`, [stranger.accountId]);
  expect((await fetch(current)).status).toBe(404);
});

test('the address begins with PUBLIC_URL, whatever a request calls the host', async () => {
  expect(mentorUrl.startsWith(`${service.url}/calendar/`)).toBe(true);
  expect(new Config({ PUBLIC_URL: 'https://api.example.org/' }).publicUrl).toBe('https://api.example.org');
  const response = await mentor.client.post(JSON.stringify({ query: '{ viewer { calendarFeedUrl } }' }), {
    'x-forwarded-host': 'evil.example.org',
  });
  expect(await response.text()).toContain(`${service.url}/calendar/`);
});
