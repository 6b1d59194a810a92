import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { CreateOfferingInput } from '../contract/types.js';
import { anOffering, openDaily } from '../factories/booking.js';
import { aMentor, aPerson, block, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField } from '../harness/shapes.js';

let service: Service;
let learner: Person;
beforeAll(async () => {
  service = await startService({ env: { RATE_LIMITS: 'off' } });
  learner = await aPerson(service);
});
afterAll(() => service.stop());

/** Each test has a duration of its own, so that no other test's mentors fit. */
let minutes = 14;
const ownDuration = () => (minutes += 1);

async function mentors(count: number, durationMinutes: number, terms: Partial<CreateOfferingInput> = {}) {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const mentor = await aMentor(service);
      await openDaily(mentor);
      const offeringId = await anOffering(mentor, { durationMinutes, stepMinutes: 60, forAnyMentor: true, ...terms });
      return { mentor, offeringId };
    }),
  );
}

const at = (days: number, hours: number): string =>
  `${service.clock
    .now()
    .add({ hours: 24 * days })
    .toString()
    .slice(0, 11)}${String(hours).padStart(2, '0')}:00:00.000Z`;

const SLOTS = `query ($areas: [Int!], $topics: [String!], $durationMinutes: Int!, $from: DateTime!, $to: DateTime!) {
  anyMentorSlots(areas: $areas, topics: $topics, durationMinutes: $durationMinutes, from: $from, to: $to, timeZone: "Asia/Kathmandu") {
    startsAt endsAt startsAtLocal obstacle { code } } }`;
interface SlotAnswer {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsAtLocal: string;
}
async function slots(who: Person, variables: object): Promise<readonly SlotAnswer[]> {
  const day = { from: at(3, 0), to: at(3, 5) };
  return (await who.client.data<{ anyMentorSlots: SlotAnswer[] }>(SLOTS, { ...day, ...variables })).anyMentorSlots;
}
const startsOf = async (who: Person, variables: object) =>
  (await slots(who, variables)).map(({ startsAt }) => startsAt);

const BOOK = `mutation ($input: BookAnyMentorInput!) { bookAnyMentor(input: $input) { __typename
  ... on InterviewBooked { interview { id startsAt note topics { slug } mentor { id } } }
  ... on SlotTaken { nextSlots { startsAt } } ... on Refusal { code } ... on InvalidInput { fields { path code } } } }`;
interface Booked {
  readonly __typename: string;
  readonly code?: string;
  readonly interview?: { readonly id: string; readonly mentor: { readonly id: string } };
  readonly nextSlots?: readonly { readonly startsAt: string }[];
}
async function book(who: Person, input: object): Promise<Booked> {
  const wish = keyed({ timeZone: 'UTC', ...input });
  return (await who.client.data<{ bookAnyMentor: Booked }>(BOOK, { input: wish })).bookAnyMentor;
}
const mentorOf = ({ interview }: Booked) => interview?.mentor.id;

test('the starts of all that fit, each once, are what can be booked', async () => {
  const durationMinutes = ownDuration();
  const [one, two] = await mentors(2, durationMinutes);
  await openDaily(two?.mentor as Person, { start: '03:00', end: '06:00' });
  expect(await startsOf(learner, { durationMinutes })).toEqual([0, 1, 2, 3, 4].map((hour) => at(3, hour)));
  expect(await slots(learner, { durationMinutes })).toContainEqual({
    startsAt: at(3, 3),
    endsAt: new Date(Date.parse(at(3, 3)) + durationMinutes * 60_000).toISOString(),
    startsAtLocal: `${at(3, 3).slice(0, 11)}08:45:00+05:45`,
    obstacle: null,
  });
  // The viewer's own time isn't offered, nor are mentors themselves.
  expect(mentorOf(await book(learner, { durationMinutes, startsAt: at(3, 1) }))).toBe(
    `mentor_${one?.mentor.accountId}`,
  );
  expect(await startsOf(learner, { durationMinutes })).toEqual([0, 2, 3, 4].map((hour) => at(3, hour)));
  expect(await startsOf(one?.mentor as Person, { durationMinutes })).toEqual([at(3, 3), at(3, 4)]);
});

test('areas, topics and the duration decide what fits; what asks for answers never does', async () => {
  const durationMinutes = ownDuration();
  await mentors(1, durationMinutes, { topics: ['self-attention'] });
  const isThere = async (wanted: object) => (await startsOf(learner, { durationMinutes, ...wanted })).length > 0;
  const { skillAreas } = await service.anonymous.run('SkillAreas', {});
  const area = skillAreas?.find(({ topics }) => topics.some(({ slug }) => slug === 'self-attention'))?.number as number;
  const other = (area % 7) + 1;
  const foreign = skillAreas?.find(({ number }) => number === other)?.topics[0]?.slug as string;
  expect(await isThere({ areas: [area] })).toBe(true);
  expect(await isThere({ areas: [other, area] })).toBe(true);
  expect(await isThere({ areas: [other] })).toBe(false);
  expect(await isThere({ topics: ['self-attention', foreign] })).toBe(true);
  expect(await isThere({ topics: [foreign] })).toBe(false);
  expect(await isThere({ areas: [other], topics: ['self-attention'] })).toBe(false);
  expect(await isThere({ durationMinutes: 200 })).toBe(false);

  const asking = ownDuration();
  await mentors(1, asking, { intakeQuestions: [{ text: 'Why?', required: true }] });
  expect(await startsOf(learner, { durationMinutes: asking })).toEqual([]);
  const notForAny = ownDuration();
  await mentors(1, notForAny, { forAnyMentor: false });
  expect(await book(learner, { durationMinutes: notForAny, startsAt: at(3, 1) })).toMatchObject({ code: 'SLOT_TAKEN' });
  expect(await book(learner, { durationMinutes, startsAt: at(3, 1), areas: [8] })).toEqual(
    invalidField(['areas', '0'], 'OUT_OF_RANGE'),
  );
  expect(await book(learner, { durationMinutes, startsAt: at(3, 1), topics: ['nothing'] })).toEqual(
    invalidField(['topics', '0'], 'UNKNOWN'),
  );
});

test('thirty bookings among three mentors are ten for each, one after the other and all at once', async () => {
  for (const atOnce of [1, 6]) {
    const durationMinutes = ownDuration();
    const three = await mentors(3, durationMinutes);
    const given: (string | undefined)[] = [];
    for (let n = 0; n < 30; n += atOnce)
      given.push(
        ...(await Promise.all(
          Array.from({ length: atOnce }, async (_, k) => {
            const who = atOnce === 1 ? learner : ((await people)[k] as Person);
            const [day, hour] = [4 + Math.floor((n + k) / 10) + (atOnce === 1 ? 0 : 6), (n + k) % 10];
            return mentorOf(await book(who, { durationMinutes, startsAt: at(day, hour) }));
          }),
        )),
      );
    const counts = three.map(({ mentor }) => given.filter((id) => id === `mentor_${mentor.accountId}`).length);
    expect([atOnce, counts]).toEqual([atOnce, [10, 10, 10]]);
  }
});
let people: Promise<Person[]>;
beforeAll(() => {
  people = Promise.all(Array.from({ length: 10 }, () => aPerson(service)));
});

test('ten learners who want one start of three mentors: three have it, the others hear what else there is', async () => {
  const durationMinutes = ownDuration();
  await mentors(3, durationMinutes);
  const startsAt = at(5, 10);
  const answers = await Promise.all((await people).map((who) => book(who, { durationMinutes, startsAt })));
  const booked = answers.filter(({ interview }) => interview);
  expect(booked.length).toBe(3);
  expect(new Set(booked.map(mentorOf)).size).toBe(3);
  for (const { code, nextSlots } of answers.filter(({ interview }) => !interview))
    expect({ code, first: nextSlots?.[0], many: nextSlots?.length }).toEqual({
      code: 'SLOT_TAKEN',
      first: { startsAt: at(5, 11) },
      many: 5,
    });
});

test('a mentor with whom there is a block isn’t given, in either direction, nor is one who is suspended', async () => {
  const durationMinutes = ownDuration();
  const [one, two, three] = await mentors(3, durationMinutes);
  const who = await aPerson(service);
  await block(service, who, one?.mentor as Person);
  await block(service, two?.mentor as Person, who);
  const startsAt = at(3, 1);
  await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [three?.mentor.accountId]);
  expect(await startsOf(who, { durationMinutes })).toEqual([]);
  expect(await book(who, { durationMinutes, startsAt })).toMatchObject({ code: 'SLOT_TAKEN', nextSlots: [] });
  await service.sql.query(`UPDATE account SET status = 'ACTIVE' WHERE id = $1`, [three?.mentor.accountId]);
  expect(mentorOf(await book(who, { durationMinutes, startsAt }))).toBe(`mentor_${three?.mentor.accountId}`);
  // Nor does naming the offering help.
  for (const offeringId of [one?.offeringId, two?.offeringId] as string[])
    expect(
      await who.client.fails('BookInterview', { input: keyed({ offeringId, startsAt: at(3, 3), timeZone: 'UTC' }) }),
    ).toEqual(['NOT_FOUND']);
});

test('sent again with its key it is the same interview, which knows what was wanted', async () => {
  const durationMinutes = ownDuration();
  await mentors(2, durationMinutes);
  const who = await aPerson(service);
  const wish = {
    idempotencyKey: randomUUID(),
    durationMinutes,
    startsAt: at(3, 1),
    topics: ['self-attention'],
    note: 'Masks, please',
  };
  const first = await book(who, wish);
  expect(first).toMatchObject({
    interview: { startsAt: at(3, 1), note: 'Masks, please', topics: [{ slug: 'self-attention' }] },
  });
  expect(await book(who, wish)).toEqual(first);
  // At the same time the learner can't have another.
  expect(await book(who, { durationMinutes, startsAt: at(3, 1) })).toMatchObject({ code: 'SLOT_TAKEN' });
});
