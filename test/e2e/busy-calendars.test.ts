import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { Worker } from '../../src/base/jobs/index.js';
import { Outbound } from '../../src/base/outbound/index.js';
import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, type Person, signIn } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField } from '../harness/shapes.js';

let service: Service;
let server: Server;
let url: string;
let asked: IncomingMessage[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let mentor: Person;
let learner: Person;
let offeringId: string;
beforeAll(async () => {
  service = await startService();
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  learner = await aPerson(service);
});
beforeEach(async () => {
  await service.sql.query('DELETE FROM busy_calendar');
  mentor = await aMentor(service);
  learner = { ...learner, client: service.client(await signIn(service, learner.email)) };
  await openDaily(mentor);
  offeringId = await anOffering(mentor);
  asked = [];
  day = service.clock.now().add({ hours: 72 }).toString().slice(0, 10);
  serve(event('10:00', '11:00'));
});
afterAll(async () => {
  await service.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** The same throughout a test, though the clock goes on. */
let day: string;
const event = (from: string, to: string, ...more: string[]) => {
  const at = (clock: string) => `${day.replaceAll('-', '')}T${clock.replace(':', '')}00Z`;
  return ['BEGIN:VEVENT', `UID:${from}`, `DTSTART:${at(from)}`, `DTEND:${at(to)}`, ...more, 'END:VEVENT'].join('\r\n');
};
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...events, 'END:VCALENDAR', ''].join('\r\n');
function serve(...events: string[]): void {
  answer = (_, response) => response.writeHead(200, { 'content-type': 'text/calendar' }).end(calendar(...events));
}

const ADD = `mutation ($input: AddBusyCalendarInput!) { addBusyCalendar(input: $input) {
  __typename ... on BusyCalendarAdded { calendar { id name host fetchedAt problem } }
  ... on Refusal { code message } ... on InvalidInput { fields { path code message } } } }`;
const add = async (address = `${url}/secret.ics`, name = 'Work', who = mentor) =>
  (
    await who.client.data<{ addBusyCalendar: { __typename: string; calendar?: { id: string } } }>(ADD, {
      input: keyed({ name, url: address }),
    })
  ).addBusyCalendar;
interface Known {
  readonly id: string;
  readonly fetchedAt: string | null;
  readonly problem: string | null;
}
const known = async (): Promise<Known[]> => {
  const { node } = await mentor.client.data<{ node: { busyCalendars: Known[] } }>(
    'query ($id: ID!) { node(id: $id) { ... on Availability { id busyCalendars { id name host fetchedAt problem } } } }',
    { id: `availability_${mentor.accountId}` },
  );
  return node.busyCalendars;
};
const work = () => service.app.get(Worker, { strict: false }).runDue();
const listed = async () =>
  (await slotsOf(learner, offeringId, `${day}T09:00:00Z`, `${day}T13:00:00Z`)).map((start) => start.slice(11, 16));
async function later(minutes: number): Promise<void> {
  service.clock.advance({ minutes });
  mentor = { ...mentor, client: service.client(await signIn(service, mentor.email)) };
  learner = { ...learner, client: service.client(await signIn(service, learner.email)) };
  await work();
}
const ALL = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30'];
const without = (...gone: string[]) => ALL.filter((start) => !gone.includes(start));

test('what a calendar says takes time, and its address is told to nobody', async () => {
  const added = await add();
  expect(added).toMatchObject({ calendar: { name: 'Work', host: new URL(url).host, fetchedAt: null, problem: null } });
  await work();
  const [calendarNow] = await known();
  expect(calendarNow).toMatchObject({ problem: null });
  expect(Date.parse(String(calendarNow?.fetchedAt))).toBeGreaterThan(0);
  expect(JSON.stringify([added, calendarNow])).not.toContain('secret');
  expect(await listed()).toEqual(without('09:30', '10:00', '10:30'));
  const { bookInterview } = await learner.client.run('BookInterview', {
    input: keyed({ offeringId, startsAt: `${day}T10:00:00Z`, timeZone: 'UTC' }),
  });
  expect(bookInterview).toMatchObject({ code: 'SLOT_TAKEN' });
});

test('it is fetched every half an hour, and follows what changes', async () => {
  await add();
  await work();
  await later(29);
  expect(asked).toHaveLength(1);
  serve(event('12:00', '13:00'));
  await later(1);
  expect(asked).toHaveLength(2);
  expect(await listed()).toEqual(without('11:30', '12:00', '12:30'));
});

test('removed, it takes no time any more', async () => {
  const { calendar: made } = await add();
  await work();
  const { removeBusyCalendar } = await mentor.client.data<{ removeBusyCalendar: object }>(
    'mutation ($input: RemoveBusyCalendarInput!) { removeBusyCalendar(input: $input) { __typename ... on BusyCalendarRemoved { calendarId } } }',
    { input: { calendarId: made?.id } },
  );
  expect(removeBusyCalendar).toEqual({ __typename: 'BusyCalendarRemoved', calendarId: made?.id });
  expect([await known(), await listed()]).toEqual([[], ALL]);
});

test('the same content again changes nothing: by its tag, and by its bytes', async () => {
  const text = calendar(event('10:00', '11:00'));
  answer = (request, response) =>
    request.headers['if-none-match'] === '"a"'
      ? response.writeHead(304).end()
      : response.writeHead(200, { etag: '"a"' }).end(text);
  await add();
  await work();
  const rows = async () => (await service.sql.query<object>('SELECT xmin, during FROM busy_block')).rows;
  const before = await rows();
  await later(30);
  answer = (_, response) => response.writeHead(200, { etag: '"b"' }).end(text);
  await later(30);
  expect([asked.length, await rows()]).toEqual([3, before]);
  expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"a"', '"a"']);
  // Repetitions have to be followed further by then.
  await later(9 * 24 * 60);
  expect(asked.at(-1)?.headers['if-none-match']).toBeUndefined();
});

test('another zone of the mentor moves what is meant in it', async () => {
  serve(`BEGIN:VEVENT\r\nUID:a\r\nDTSTART:${day.replaceAll('-', '')}T100000\r\nDURATION:PT1H\r\nEND:VEVENT`);
  await add();
  await work();
  expect(await listed()).toEqual(without('09:30', '10:00', '10:30'));
  await openDaily(mentor, { timeZone: 'Europe/Athens' });
  await later(30);
  expect(await listed()).toEqual(without()); // two hours earlier, before the first start that is listed
});

test('our own feed, subscribed to, does not stand in its own way', async () => {
  const { bookInterview } = await learner.client.run('BookInterview', {
    input: keyed({ offeringId, startsAt: `${day}T12:00:00Z`, timeZone: 'UTC' }),
  });
  if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
  const { viewer } = await mentor.client.data<{ viewer: { calendarFeedUrl: string } }>(
    '{ viewer { id calendarFeedUrl } }',
  );
  await add(service.url + new URL(viewer.calendarFeedUrl).pathname);
  await work();
  expect(await known()).toMatchObject([{ problem: null, fetchedAt: expect.any(String) }]);
  const { id, version } = bookInterview.interview;
  await learner.client.run('CancelInterview', { input: keyed({ interviewId: id, version }) });
  expect(await listed()).toEqual(ALL);
});

describe('what is wrong is told in words, and what was known stays', () => {
  const big = 'x'.repeat(1_024 * 1_024);
  const redirect = (times: number) => (request: IncomingMessage, response: ServerResponse) => {
    const hop = Number(request.url?.slice(1) ?? 0) || 0;
    if (hop >= times) response.end(calendar(event('12:00', '13:00')));
    else response.writeHead(302, { location: `/${hop + 1}` }).end();
  };
  test.each<[string, typeof answer, string]>([
    ['a page', (_, response) => response.end('<html>'), 'What is there is not a calendar.'],
    ['404', (_, response) => response.writeHead(404).end(), 'There is no calendar at the address.'],
    ['403', (_, response) => response.writeHead(403).end(), 'The calendar’s server lets nobody read it.'],
    ['500', (_, response) => response.writeHead(500).end(), 'The calendar’s server answers 500.'],
    [
      '10 MB',
      (_, response) => {
        for (let n = 0; n < 10; n++) response.write(big);
      },
      'The calendar is larger than 2 MB.',
    ],
    ['a closed connection', (_, response) => response.destroy(), 'Nobody answers at the address.'],
    ['four redirects', redirect(4), 'The address leads on to others too often.'],
    [
      'another scheme',
      (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'The address leads to where it must not: only calendars on the Internet can be read.',
    ],
    [
      'every second',
      (_, response) => response.end(calendar(event('10:00', '10:01', 'RRULE:FREQ=SECONDLY'))),
      'An event in it repeats too often to be followed.',
    ],
  ])('%s', async (_, answers, problem) => {
    await add();
    await work();
    answer = answers;
    await later(30);
    expect(await known()).toMatchObject([{ problem, fetchedAt: expect.any(String) }]);
    expect(await listed()).toEqual(without('09:30', '10:00', '10:30'));
    const { rows } = await service.sql.query<{ wait: string }>(
      `SELECT extract(epoch FROM fetch_at - $1::timestamptz)::int / 60 AS wait FROM busy_calendar`,
      [service.clock.now().toString()],
    );
    expect(Number(rows[0]?.wait)).toBeGreaterThanOrEqual(59); // twice as long as usual
    expect((await service.sql.query('SELECT FROM dead_letter')).rowCount).toBe(0);
  });

  test('three redirects are followed', async () => {
    answer = redirect(3);
    await add();
    await work();
    expect(await listed()).toEqual(without('11:30', '12:00', '12:30'));
  });

  test('a body that drips is given up when its time is over', async () => {
    answer = (_, response) => {
      const dripping = setInterval(() => response.write('B'), 50);
      response.on('close', () => clearInterval(dripping));
    };
    const began = performance.now();
    await expect(
      service.app.get(Outbound, { strict: false }).get(url, { mostBytes: 1_000, patienceMs: 500, mostRedirects: 0 }),
    ).rejects.toMatchObject({ kind: 'LATE' });
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

test.each([
  ['ftp://example.org/x', 'MALFORMED'],
  ['nothing', 'MALFORMED'],
  ['https://user:pw@example.org/x', 'MALFORMED'],
  [`https://example.org/${'x'.repeat(2_100)}`, 'TOO_LONG'],
])('the address %# is refused', async (address, code) => {
  expect(await add(address)).toMatchObject(invalidField(['url'], code));
});

test('there can be ten, each once, for mentors with hours', async () => {
  await add('webcal://example.org/0');
  const { rows } = await service.sql.query('SELECT url FROM busy_calendar');
  expect(rows).toEqual([{ url: 'https://example.org/0' }]);
  expect(await add('https://example.org/0')).toMatchObject(invalidField(['url'], 'NOT_UNIQUE'));
  for (let n = 1; n < 10; n++)
    expect(await add(`https://example.org/${n}`)).toMatchObject({ __typename: 'BusyCalendarAdded' });
  expect(await add('https://example.org/10')).toMatchObject({ code: 'LIMIT_REACHED' });
  expect(await add(url, 'x', await aMentor(service))).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  const { errors } = await learner.client.ask(ADD, { input: keyed({ name: 'x', url }) });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

describe('in production', () => {
  let guarded: Service;
  beforeAll(async () => {
    const SECRET_KEY = 'a secret of this test, thirty-two bytes';
    const production = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://app.example.org',
      SMTP_URL: 'smtp://127.0.0.1:1',
      SECRET_KEY,
    };
    guarded = await startService({ env: production });
  });
  afterAll(() => guarded.stop());

  test.each([
    ['an address of ours', () => `https://127.0.0.1:${new URL(url).port}/`],
    ['plain text', () => 'http://example.org/'],
    ['a name that leads to us', () => `https://localhost.:${new URL(url).port}/`],
    ['a name without a domain', () => 'https://database/'],
    ['the cloud’s own', () => 'https://169.254.169.254/latest/meta-data'],
  ])('%s is not asked', async (_, addressOf) => {
    const outbound = guarded.app.get(Outbound, { strict: false });
    const ask = outbound.get(addressOf(), { mostBytes: 1_000, patienceMs: 2_000, mostRedirects: 3 });
    await expect(ask).rejects.toMatchObject({ kind: 'INSIDE' });
    expect(asked).toEqual([]);
  });

  test('nor is where a name leads that has an address of ours, nor what a redirect names', async () => {
    const outbound = guarded.app.get(Outbound, { strict: false });
    const agent = outbound.agentFor(new URL(url)) as unknown as {
      createConnection(
        options: object,
        listener: (error: Error) => void,
      ): { on(event: 'error', listener: (error: Error) => void): void };
    };
    // As a DNS server of an attacker's would answer: the name was harmless when it was typed.
    const lookup = (_name: string, options: { all?: boolean }, done: (...args: unknown[]) => void) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
    const refused = await new Promise<Error>((resolve) => {
      agent
        .createConnection({ host: 'rebound.example.org', port: new URL(url).port, lookup }, resolve)
        .on('error', resolve);
    });
    expect(refused.message).toContain('is not allowed');
    expect(asked).toEqual([]);
  });
});

test('a calendar of somebody whose account is suspended is left alone', async () => {
  await add();
  await work();
  await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [mentor.accountId]);
  service.clock.advance({ minutes: 31 });
  await work();
  expect(asked).toHaveLength(1);
});
