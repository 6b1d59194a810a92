import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import { Pool } from 'undici';

import { createApp } from '../../dist/app.js';
import { Config } from '../../dist/base/config/index.js';
import { DatabaseServer } from '../../dist/base/database/index.js';
import { openDatabase } from './database.js';
import { documentOf } from './operations.js';
import { signIn, tokenFor } from './people.js';
import { cpuOf, startServer } from './processes.js';
import { reportBooking } from './report.js';
import { SECRET_KEY, sevenfold } from './servers.js';

/** A database of its own: bookings remain in it. */
const SEED = '7006';
const MENTORS = 60;
const LEARNERS_OF_EACH = 4;
const MINUTES = 30;
const HOURS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((day) => ({
  day,
  start: '08:00',
  end: '18:00',
}));
/** Looked at whatever else goes on; not part of a booking. */
const BESIDE = /clock_timestamp\(\)|^SELECT pg_notify|FROM access_change/;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const BOOK = documentOf('BookInterview', true);
const FEED = documentOf('Feed', true);

class Asker {
  #pool;

  constructor(url, connections) {
    this.#pool = new Pool(url, { connections, pipelining: 1 });
  }

  async ask(path, payload, token) {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const { statusCode, body } = await this.#pool.request({
      method: 'POST',
      path,
      headers,
      body: JSON.stringify(payload),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`${statusCode} ${text.slice(0, 500)}`);
    return JSON.parse(text);
  }

  close() {
    return this.#pool.close();
  }
}

async function mutate(asker, person, name, input) {
  const { data, errors } = await asker.ask(
    '/graphql',
    { query: documentOf(name, true), variables: { input } },
    await tokenFor(person),
  );
  const result = data && Object.values(data)[0];
  if (errors || result.code || result.fields) throw new Error(`${name}: ${JSON.stringify(errors ?? result)}`);
  return result;
}

/** Each mentor has hours, one offering, and learners who book with nobody else. */
async function makeCalendars(client, asker) {
  const mentors = await signIn(client, `EXISTS (SELECT FROM mentor m WHERE m.account_id = p.account_id)`, MENTORS);
  const learners = await signIn(
    client,
    `NOT EXISTS (SELECT FROM mentor m WHERE m.account_id = p.account_id)`,
    MENTORS * LEARNERS_OF_EACH,
  );
  // What they offered until now is withdrawn, or the statements by hand would get in each other's way there.
  const all = [mentors.map(({ accountId }) => accountId)];
  await client.query('UPDATE offering SET active = FALSE WHERE mentor_id = ANY ($1)', all);
  await client.query(
    'DELETE FROM offering_start s USING offering o WHERE o.id = s.offering_id AND o.mentor_id = ANY ($1)',
    all,
  );
  const calendars = [];
  for (const [index, mentor] of mentors.entries()) {
    await mutate(asker, mentor, 'SetWeeklyHours', { timeZone: 'Europe/Berlin', hours: HOURS });
    const { offering } = await mutate(asker, mentor, 'CreateOffering', {
      idempotencyKey: randomUUID(),
      title: 'Mock interview',
      durationMinutes: MINUTES,
      stepMinutes: MINUTES,
      topics: ['self-attention'],
    });
    const key = offering.id.replace('offering_', '');
    const { rows } = await client.query(
      `SELECT s.starts_at FROM offering_start s WHERE s.offering_id = $1 AND s.starts_at > now() + interval '2 days'
         AND NOT EXISTS (SELECT FROM session t WHERE t.mentor_id = $2 AND t.live AND t.hold && tstzrange(s.starts_at, s.starts_at + interval '1 hour'))
       ORDER BY s.starts_at`,
      [key, mentor.accountId],
    );
    const own = learners.slice(index * LEARNERS_OF_EACH, (index + 1) * LEARNERS_OF_EACH);
    const tokens = await Promise.all(own.map(tokenFor));
    calendars.push({
      mentorId: mentor.accountId,
      offeringId: offering.id,
      offeringKey: key,
      starts: rows.map(({ starts_at }) => starts_at.toISOString()),
      learners: own.map((learner, n) => ({ ...learner, token: tokens[n] })),
    });
  }
  return calendars;
}

/** The next booking that nobody has asked for yet, in turn over the calendars. */
function* bookings(calendars) {
  for (let n = 0; ; n++) {
    const calendar = calendars[n % calendars.length];
    const startsAt = calendar.starts.shift();
    if (startsAt === undefined) throw new Error('Everything is booked: fewer rounds, or less time for each');
    const learner = calendar.learners[Math.floor(n / calendars.length) % LEARNERS_OF_EACH];
    yield { ...calendar, startsAt, learner };
  }
}

const variables = ({ offeringId, startsAt }) => ({
  input: { idempotencyKey: randomUUID(), offeringId, startsAt, timeZone: 'Europe/Berlin' },
});

async function bookByProduct(asker, booking) {
  const { data, errors } = await asker.ask(
    '/graphql',
    { query: BOOK, operationName: 'BookInterview', variables: variables(booking) },
    booking.learner.token,
  );
  if (!data?.bookInterview?.interview) throw new Error(JSON.stringify(errors ?? data));
}

const endOf = (startsAt) => new Date(Date.parse(startsAt) + MINUTES * 60_000).toISOString();

/** What one booking sends, by listening to a process that makes some; the first ones may look up what is kept afterwards. */
async function recordStatements(databaseUrl, next) {
  const config = new Config({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    SECRET_KEY,
    LOG_LEVEL: 'error',
    WORKER: 'off',
  });
  const app = await createApp(config, await DatabaseServer.start(config));
  await app.listen(0, '127.0.0.1');
  const asker = new Asker(`http://127.0.0.1:${app.getHttpServer().address().port}`, 1);
  const { query } = pg.Client.prototype;
  let heard = [];
  pg.Client.prototype.query = function (...args) {
    const [statement, values] = args;
    const { text, values: given } = typeof statement === 'string' ? { text: statement, values } : statement;
    heard.push({ text, values: (given ?? []).map((value) => prepareValue(value)) }); // as it goes over the wire
    return query.apply(this, args);
  };
  try {
    let booking;
    for (let n = 0; n < 6; n++) {
      booking = next();
      heard = [];
      await bookByProduct(asker, booking);
    }
    const sent = heard.filter(({ text }) => text && !BESIDE.test(text));
    const known = [booking.mentorId, booking.offeringKey, booking.learner.accountId, booking.learner.sessionId];
    const ids = (values) => JSON.stringify(values).match(UUID) ?? [];
    const inserted = sent.filter(({ text }) => /^\s*INSERT/.test(text)).flatMap(({ values }) => ids(values));
    const made = [...new Set(inserted)].filter((id) => !known.includes(id));
    const plain = (time) => time.replace('.000Z', '');
    // The end first: with a step of the duration it is another booking's start, and must not be taken for this one's.
    const statements = sent.map(({ text, values }, index) => ({
      name: /^(BEGIN|START|COMMIT)/.test(text) ? undefined : `s${index}`,
      text,
      values: JSON.stringify(values)
        .replaceAll(plain(endOf(booking.startsAt)), '{end}')
        .replaceAll(plain(booking.startsAt), '{start}')
        .replaceAll(booking.mentorId, '{mentor}')
        .replaceAll(booking.offeringKey, '{offering}')
        .replaceAll(booking.learner.accountId, '{learner}'),
    }));
    return { statements, made };
  } finally {
    pg.Client.prototype.query = query;
    await asker.close();
    await app.close();
  }
}

async function bookByHand(asker, { mentorId, offeringKey, startsAt, learner }) {
  const plain = (time) => time.replace('.000Z', '');
  await asker.ask('/', {
    replace: {
      '{mentor}': mentorId,
      '{offering}': offeringKey,
      '{learner}': learner.accountId,
      '{start}': plain(startsAt),
      '{end}': plain(endOf(startsAt)),
    },
  });
}

async function measure({ book, asker, server }, next, database, { clients, seconds }) {
  const times = [];
  const before = [cpuOf(server.pid), cpuOf(database.postmaster)];
  const started = performance.now();
  const one = async () => {
    while (performance.now() - started < seconds * 1_000) {
      const begun = performance.now();
      await book(asker, next());
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  const elapsed = (performance.now() - started) / 1_000;
  const cpu = [cpuOf(server.pid) - before[0], cpuOf(database.postmaster) - before[1]];
  return {
    perSecond: times.length / elapsed,
    ...quantiles(times),
    cpuMs: (cpu[0] * 1_000) / times.length,
    databaseCpuMs: (cpu[1] * 1_000) / times.length,
  };
}

function quantiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p99: at(0.99), worst: sorted.at(-1) };
}

/** Everybody wants one slot at once, while somebody reads the feed. */
async function rush(server, calendars, wanted) {
  const asker = new Asker(server.url, wanted);
  const reader = new Asker(server.url, 1);
  const learners = calendars.flatMap((calendar) => calendar.learners).slice(0, wanted);
  const calendar = calendars.find(({ starts }) => starts.length > 0);
  const startsAt = calendar.starts.shift();
  const [times, reads, outcomes] = [[], [], {}];
  let over = false;
  // Connections are open before, as they are of clients that have read the list of slots.
  await Promise.all(learners.map(() => asker.ask('/graphql', { query: '{ __typename }' })));
  const reading = (async () => {
    while (!over) {
      const begun = performance.now();
      await reader.ask('/graphql', { query: FEED, operationName: 'Feed', variables: { first: 10 } });
      reads.push(performance.now() - begun);
      await sleep(5);
    }
  })();
  await Promise.all(
    learners.map(async (learner) => {
      const begun = performance.now();
      const { data, errors } = await asker.ask(
        '/graphql',
        { query: BOOK, operationName: 'BookInterview', variables: variables({ ...calendar, startsAt }) },
        learner.token,
      );
      times.push(performance.now() - begun);
      const named = errors?.[0].extensions.code ?? data.bookInterview.code ?? 'booked';
      outcomes[named] = (outcomes[named] ?? 0) + 1;
    }),
  );
  over = true;
  await reading;
  await asker.close();
  await reader.close();
  return { ...quantiles(times), reads: quantiles(reads), outcomes };
}

export async function benchBooking(options) {
  const database = await openDatabase('small', SEED, process.env.KEEP !== '1');
  const folder = mkdtempSync(join(tmpdir(), 'bench-booking-'));
  const servers = [];
  const askers = [];
  try {
    const own = sevenfold(database.url);
    // What comes after a booking (mails, calendars) is a worker's and no part of what is done by hand.
    const product = { ...own, path: () => '/graphql', env: { ...own.env, WORKER: 'off' } };
    const server = await startServer(product, product.env);
    servers.push(server);
    const asker = new Asker(server.url, options.clients);
    askers.push(asker);
    const calendars = await makeCalendars(database.client, asker);
    const next = bookings(calendars);
    const take = () => next.next().value;
    const file = join(folder, 'statements.json');
    const recorded = await recordStatements(database.url, take);
    writeFileSync(file, JSON.stringify(recorded));
    console.log(`one booking: ${recorded.statements.length} statements`);
    const byHand = {
      name: 'by hand',
      folder: 'by-hand',
      command: process.execPath,
      args: ['server.js'],
      path: () => '/',
      env: { DATABASE_URL: database.url, STATEMENTS: file },
    };
    const hand = await startServer(byHand, byHand.env);
    servers.push(hand);
    const handAsker = new Asker(hand.url, options.clients);
    askers.push(handAsker);
    const sides = {
      sevenfold: { book: bookByProduct, asker, server },
      'by hand': { book: bookByHand, asker: handAsker, server: hand },
    };
    for (const side of Object.values(sides)) await measure(side, take, database, { ...options, seconds: 2 });
    const rounds = { sevenfold: [], 'by hand': [] };
    for (let round = 0; round < options.rounds; round++) {
      for (const [name, side] of Object.entries(sides)) rounds[name].push(await measure(side, take, database, options));
      const [mine, theirs] = Object.values(rounds).map((all) => all.at(-1).perSecond);
      console.log(
        `  round ${round + 1}: sevenfold ${mine.toFixed(1)}/s, by hand ${theirs.toFixed(1)}/s, ratio ${(mine / theirs).toFixed(2)}`,
      );
    }
    const rushes = [];
    for (let round = 0; round < options.rounds; round++) {
      rushes.push(await rush(server, calendars, options.rush));
      const { p50, p99, reads, outcomes } = rushes.at(-1);
      console.log(
        `  rush ${round + 1}: p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)} ms, reads beside worst ${reads.worst.toFixed(0)} ms, ${JSON.stringify(outcomes)}`,
      );
    }
    reportBooking(rounds, rushes, options);
  } finally {
    for (const asker of askers) await asker.close();
    for (const server of servers) await server.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
