import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { AccessTokens } from '../../src/identity/access/access-tokens.js';
import { anOffering, openDaily } from '../factories/booking.js';
import { aCrowd, Voices } from '../factories/crowd.js';
import { aMentor, type Person } from '../factories/people.js';
import { type Client, keyed } from '../harness/client.js';
import { drain } from '../harness/drain.js';
import { type Service, startService } from '../harness/service.js';
import { sentBy, type SentStatement } from '../harness/statements.js';

const LEARNERS = 200;
/** What a booking that comes too late may ask of the database; the first few ask from BEGIN to ROLLBACK. */
const MOST_STATEMENTS = 2;
const OF_THE_FIRST = 150;

let service: Service;
let mentor: Person;
let clients: Client[];
beforeAll(async () => {
  service = await startService();
  mentor = await aMentor(service);
  await openDaily(mentor);
  const voices = new Voices(service.app.get(AccessTokens, { strict: false }));
  const ids = await aCrowd(service.sql, LEARNERS);
  clients = await Promise.all(ids.map((id) => voices.of(id, service.url)));
}, 60_000);
afterAll(() => service.stop());

const BOOK = `mutation ($input: BookInterviewInput!) { bookInterview(input: $input) {
  __typename ... on InterviewBooked { interview { id } } ... on Refusal { code } ... on SlotTaken { nextSlots { startsAt } } } }`;

interface Booked {
  readonly __typename: string;
  readonly code?: string;
  readonly nextSlots?: readonly { readonly startsAt: string }[];
}

const inDays = (days: number) =>
  `${service.clock
    .now()
    .add({ hours: 24 * days })
    .toString()
    .slice(0, 11)}10:00:00.000Z`;

async function book(client: Client, offeringId: string, startsAt: string): Promise<Booked> {
  const { data, errors } = await client.ask<{ bookInterview: Booked }>(BOOK, {
    input: keyed({ offeringId, startsAt, timeZone: 'UTC' }),
  });
  return data?.bookInterview ?? { __typename: JSON.stringify(errors) };
}

/** Latencies of one read after the other until `over`. */
async function readOn(over: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!over()) {
    const begun = performance.now();
    await service.anonymous.run('Feed', { first: 10 });
    times.push(performance.now() - begun);
    await sleep(5);
  }
  return times;
}

const at = (times: number[], share: number) =>
  Math.round(times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);

test('two hundred learners, one slot: one wins, the others are told of the next ones, and nothing else waits', async () => {
  const offeringIds = [await anOffering(mentor), await anOffering(mentor, { durationMinutes: 30 })];
  await service.anonymous.run('Feed', { first: 10 });
  const startsAt = inDays(3);
  const times: number[] = [];
  let over = false as boolean;
  let reads: number[] = [];
  let outcomes: Booked[] = [];
  let most = 0;
  const watching = (async () => {
    while (!over) {
      const { rows } = await service.sql.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'sevenfold' AND xact_start IS NOT NULL`,
      );
      most = Math.max(most, rows[0]?.n ?? 0);
      await sleep(10);
    }
  })();
  const sent: SentStatement[] = await sentBy(async () => {
    const reading = readOn(() => over);
    outcomes = await Promise.all(
      clients.map(async (client, n) => {
        const begun = performance.now();
        const outcome = await book(client, offeringIds[n % 2] as string, startsAt);
        times.push(performance.now() - begun);
        return outcome;
      }),
    );
    over = true;
    reads = await reading;
  });
  await watching;
  process.stderr.write(
    `rush: ${LEARNERS} bookings p50 ${at(times, 0.5)} p99 ${at(times, 0.99)} ms; ${reads.length} reads beside, p50 ${at(reads, 0.5)} worst ${at(reads, 1)} ms; ${sent.length} statements\n`,
  );
  const losers = outcomes.filter(({ __typename }) => __typename !== 'InterviewBooked');
  expect(losers).toHaveLength(LEARNERS - 1);
  expect(new Set(losers.map(({ __typename, code }) => `${__typename} ${code}`))).toEqual(
    new Set(['SlotTaken SLOT_TAKEN']),
  );
  for (const { nextSlots } of losers) {
    expect(nextSlots).toHaveLength(5);
    expect(nextSlots?.map((slot) => slot.startsAt)).not.toContain(startsAt);
  }
  expect((await service.sql.query('SELECT FROM interview WHERE mentor_id = $1', [mentor.accountId])).rowCount).toBe(1);
  // Two bookings, a read, and what looks after things by the clock.
  expect(most).toBeLessThanOrEqual(4);
  const ofNextSlots = sent.filter(({ text }) => text.includes('o.duration_minutes AS minutes')).length;
  const seconds = Math.ceil(Math.max(...times) / 1_000);
  expect(ofNextSlots).toBeLessThanOrEqual(offeringIds.length * (seconds + 1));
  const ofReads = reads.length * 2;
  expect(sent.length).toBeLessThanOrEqual(LEARNERS * MOST_STATEMENTS + ofReads + OF_THE_FIRST);

  await drain(service.app, service.sql);
  const { rows: told } = await service.sql.query(
    `SELECT (SELECT count(*) FROM mail WHERE purpose = 'interview')::int AS mails,
       (SELECT count(DISTINCT to_address) FROM mail WHERE purpose = 'interview')::int AS readers,
       (SELECT count(*) FROM notification)::int AS notifications,
       (SELECT count(*) FROM viewer_event WHERE type = 'InterviewEvent')::int AS events`,
  );
  expect(told).toEqual([{ mails: 2, readers: 2, notifications: 1, events: 2 }]);
}, 60_000);

test('what a loser is told of can be booked by them', async () => {
  const offeringId = await anOffering(mentor, { maxPerLearner: 2 });
  const [first, second] = clients as [Client, Client];
  const startsAt = inDays(6);
  const later = inDays(6).replace('10:00', '11:00');
  expect((await book(first, offeringId, startsAt)).__typename).toBe('InterviewBooked');
  // Their own diary counts, though the list is one for all.
  const other = await anotherMentorsOffering();
  expect((await book(second, other, later)).__typename).toBe('InterviewBooked');
  const { nextSlots = [] } = await book(second, offeringId, startsAt);
  expect(nextSlots.map((slot) => slot.startsAt)).not.toContain(later);
  const [next] = nextSlots;
  const last = nextSlots.at(-1);
  for (const slot of [next, last])
    expect((await book(second, offeringId, slot?.startsAt ?? '')).__typename).toBe('InterviewBooked');
  // As many as they may have: nothing more is offered.
  expect(await book(second, offeringId, startsAt)).toMatchObject({ code: 'SLOT_TAKEN', nextSlots: [] });
});

async function anotherMentorsOffering(): Promise<string> {
  const another = await aMentor(service);
  await openDaily(another);
  return anOffering(another);
}
