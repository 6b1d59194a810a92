import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { Relay } from '../../src/base/events/index.js';
import { Worker } from '../../src/base/jobs/index.js';
import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, block, type Person, signIn } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';

let service: Service;
let mentor: Person;
let taker: Person;
let first: Person;
let second: Person;
let offeringId: string;
let booked: { readonly id: string; readonly version: number };

const FROM = '2031-03-02T00:00:00.000Z';
const TO = '2031-03-03T00:00:00.000Z';
const START = '2031-03-02T10:00:00.000Z';

beforeAll(async () => {
  service = await startService();
});
/** A mentor with one time a day, which is taken on the second of March; two wait for it. */
beforeEach(async () => {
  service.clock.stopAt('2031-03-01T08:00:00Z');
  mentor = await aMentor(service);
  [taker, first, second] = [await aPerson(service), await aPerson(service), await aPerson(service)];
  await openDaily(mentor, { start: '10:00', end: '11:00' });
  offeringId = await anOffering(mentor, { cancelNoticeMinutes: 0 });
  booked = await book(taker);
  await join(first);
  service.clock.advance({ seconds: 1 });
  await join(second);
});
afterAll(() => service.stop());

async function settle(): Promise<void> {
  for (let times = 0; times < 3; times++) {
    await service.app.get(Relay, { strict: false }).run();
    await service.app.get(Worker, { strict: false }).runDue();
  }
}
async function book(who: Person, offering = offeringId, startsAt = START) {
  const input = keyed({ offeringId: offering, startsAt, timeZone: 'UTC' });
  const { bookInterview } = await who.client.run('BookInterview', { input });
  if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
  return bookInterview.interview;
}
const JOIN = `mutation ($input: JoinWaitlistInput!) { joinWaitlist(input: $input) { __typename
  ... on WaitlistJoined { entry { id from to joinedAt offeredStart offering { id } } } ... on Refusal { code message } ... on InvalidInput { fields { path code } } } }`;
async function join(who: Person, input: object = {}): Promise<unknown> {
  const wish = { offeringId, from: FROM, to: TO, ...input };
  return (await who.client.data<{ joinWaitlist: unknown }>(JOIN, { input: wish })).joinWaitlist;
}
interface Waits {
  readonly slotHold: { readonly startsAt: string; readonly expiresAt: string } | null;
  readonly waitlist: readonly {
    readonly id: string;
    readonly offeredStart: string | null;
    readonly offeredUntil: string | null;
  }[];
  readonly notifications: {
    readonly nodes: readonly {
      readonly kind: string;
      readonly text: string;
      readonly subject: { readonly id: string } | null;
    }[];
  };
}
async function waits(who: Person): Promise<Waits> {
  const query = `{ viewer { slotHold { startsAt expiresAt } waitlist { id offeredStart offeredUntil }
    notifications(first: 20) { nodes { kind text subject { id } } } } }`;
  return (await who.client.data<{ viewer: Waits }>(query)).viewer;
}
const offered = async (who: Person) => (await waits(who)).waitlist.map(({ offeredStart }) => offeredStart);

async function cancel(): Promise<void> {
  const query = `mutation ($input: CancelInterviewInput!) { cancelInterview(input: $input) { __typename } }`;
  const input = keyed({ interviewId: booked.id, version: booked.version });
  expect(await taker.client.data(query, { input })).toMatchObject({
    cancelInterview: { __typename: 'InterviewChanged' },
  });
  await settle();
}

/** Access tokens don't last as long as offers. */
async function later(minutes: number): Promise<void> {
  service.clock.advance({ minutes });
  const again = async (who: Person) => ({ ...who, client: service.client(await signIn(service, who.email)) });
  [first, second] = [await again(first), await again(second)];
  await settle();
}

test('what becomes free is kept for the first who waits, who is told and can book it', async () => {
  await settle();
  expect([await offered(first), await offered(second)]).toEqual([[null], [null]]);
  await cancel();
  const until = service.clock.now().add({ minutes: 30 });
  const { slotHold, waitlist, notifications } = await waits(first);
  expect(slotHold).toEqual({ startsAt: START, expiresAt: until.toString({ fractionalSecondDigits: 3 }) });
  expect(waitlist).toMatchObject([
    { offeredStart: START, offeredUntil: until.toString({ fractionalSecondDigits: 3 }) },
  ]);
  expect(notifications.nodes).toEqual([
    {
      kind: 'SLOT_OFFERED',
      text: 'A time of “Mock interview” is free and kept for you.',
      subject: { id: waitlist[0]?.id },
    },
  ]);
  const { rows } = await service.sql.query('SELECT FROM mail WHERE to_address = $1 AND subject LIKE $2', [
    first.email,
    '%is free and kept for you%',
  ]);
  expect(rows).toHaveLength(1);
  // Nobody else gets at it.
  expect(await offered(second)).toEqual([null]);
  expect(await slotsOf(second, offeringId, FROM, TO)).toEqual([]);
  expect(await slotsOf(first, offeringId, FROM, TO)).toEqual([START]);
  await book(first);
  await settle();
  expect(await waits(first)).toMatchObject({ slotHold: null, waitlist: [], notifications: { nodes: [] } });
  expect(await offered(second)).toEqual([null]);
});

test('an offer that is over goes to the next, and so does one that is given back', async () => {
  await cancel();
  await later(29);
  expect([await offered(first), await offered(second)]).toEqual([[START], [null]]);
  await later(1);
  expect([await offered(first), await offered(second)]).toEqual([[], [START]]);
  expect((await waits(first)).notifications.nodes).toEqual([]);
  await join(first); // at the end
  const [entry] = (await waits(second)).waitlist;
  const LEAVE =
    'mutation ($input: LeaveWaitlistInput!) { leaveWaitlist(input: $input) { ... on WaitlistLeft { entryId } } }';
  expect(await second.client.data(LEAVE, { input: { entryId: entry?.id } })).toEqual({
    leaveWaitlist: { entryId: entry?.id },
  });
  await settle();
  expect([await offered(first), await offered(second)]).toEqual([[START], []]);
});

test('events that come again offer nothing again', async () => {
  await cancel();
  await service.sql.query("UPDATE event SET relayed_at = NULL WHERE kind IN ('InterviewCancelled', 'SlotOffered')");
  await settle();
  expect((await waits(first)).notifications.nodes).toHaveLength(1);
  expect([await offered(first), await offered(second)]).toEqual([[START], [null]]);
  const { rows } = await service.sql.query('SELECT FROM event WHERE kind = $1 AND payload ->> $2 = $3', [
    'SlotOffered',
    'learnerId',
    first.accountId,
  ]);
  expect(rows).toHaveLength(1);
});

test('who is busy then, or has a block with the mentor, is passed over', async () => {
  const third = await aPerson(service);
  await join(third);
  const elsewhere = await aMentor(service);
  await openDaily(elsewhere);
  await book(first, await anOffering(elsewhere));
  await block(service, mentor, second);
  await cancel();
  expect([await offered(first), await offered(second), await offered(third)]).toEqual([[null], [null], [START]]);
});

test('new hours free a time as well', async () => {
  await openDaily(mentor, { start: '10:00', end: '12:00' });
  await settle();
  expect(await offered(first)).toEqual(['2031-03-02T11:00:00.000Z']);
});

test('there is nothing to wait for where something is free, nor with a block; wrong times are refused', async () => {
  expect(await join(second, { to: '2031-03-04T00:00:00Z' })).toEqual(refusal('NOT_ALLOWED_NOW'));
  expect(await join(mentor)).toEqual(refusal('NOT_ALLOWED_NOW'));
  expect(await join(second, { to: FROM })).toEqual(invalidField(['to'], 'CONFLICT'));
  expect(await join(second, { from: '2030-01-01T00:00:00Z', to: '2030-01-02T00:00:00Z' })).toEqual(
    invalidField(['to'], 'OUT_OF_RANGE'),
  );
  expect(await join(second, { to: '2031-06-02T00:00:00Z' })).toEqual(invalidField(['to'], 'OUT_OF_RANGE'));
  const blocked = await aPerson(service);
  await block(service, blocked, mentor);
  const { errors } = await blocked.client.ask(JOIN, { input: { offeringId, from: FROM, to: TO } });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
});
