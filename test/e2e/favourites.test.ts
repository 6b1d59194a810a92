import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { anOffering, openDaily } from '../factories/booking.js';
import { aMentor, aPerson, block, keyOf, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let one: Person;
let two: Person;
let learner: Person;
let other: Person;
beforeAll(async () => {
  service = await startService();
  [one, two] = [await aMentor(service), await aMentor(service)];
  [learner, other] = [await aPerson(service), await aPerson(service)];
});
afterAll(() => service.stop());

const idOf = ({ accountId }: Person) => `mentor_${accountId}`;
const change = (verb: 'favourite' | 'unfavourite') => async (who: Person, mentor: Person) => {
  const type = `${verb === 'favourite' ? 'Favourite' : 'Unfavourite'}MentorInput`;
  const query = `mutation ($input: ${type}!) { ${verb}Mentor(input: $input) {
    ... on MentorFavourited { mentor { id viewerHasFavourited } } ... on Refusal { code } } }`;
  return who.client.ask(query, { input: { mentorId: idOf(mentor) } });
};
const [favourite, unfavourite] = [change('favourite'), change('unfavourite')];

interface Listed {
  readonly mentors: { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] };
}
async function listed(client: Person['client'], filter: object): Promise<string[]> {
  const query = 'query ($filter: MentorFilter) { mentors(filter: $filter, first: 100) { totalCount nodes { id } } }';
  const { mentors } = await client.data<Listed>(query, { filter });
  expect(mentors.totalCount).toBe(mentors.nodes.length);
  return mentors.nodes.map(({ id }) => id);
}

test('a favourite is kept for oneself, once', async () => {
  for (let times = 0; times < 2; times++)
    expect(await favourite(learner, one)).toMatchObject({
      data: { favouriteMentor: { mentor: { id: idOf(one), viewerHasFavourited: true } } },
    });
  expect(await listed(learner.client, { favourited: true })).toEqual([idOf(one)]);
  expect(await listed(other.client, { favourited: true })).toEqual([]);
  expect(await listed(service.anonymous, { favourited: true })).toEqual([]);
  expect(await favourite(one, one)).toMatchObject({ data: { favouriteMentor: { code: 'NOT_ALLOWED_NOW' } } });
  for (let times = 0; times < 2; times++)
    expect(await unfavourite(learner, one)).toMatchObject({
      data: { unfavouriteMentor: { mentor: { id: idOf(one), viewerHasFavourited: false } } },
    });
  expect(await listed(learner.client, { favourited: true })).toEqual([]);
});

test('with a block there is nobody to favour, and who was is not listed', async () => {
  const mentor = await aMentor(service);
  await favourite(learner, mentor);
  await block(service, mentor, learner);
  expect(await listed(learner.client, { favourited: true })).toEqual([]);
  const { errors } = await favourite(learner, mentor);
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
});

test('who has met whom is known once an interview is completed', async () => {
  await openDaily(one);
  const offeringId = await anOffering(one);
  const MET = 'query ($id: ID!) { mentor(id: $id) { viewerHasMet metCount } }';
  const met = async (client: Person['client']) =>
    (await client.data<{ mentor: unknown }>(MET, { id: idOf(one) })).mentor;
  for (const hours of [10, 12]) {
    expect(await met(learner.client)).toEqual({ viewerHasMet: hours === 12, metCount: hours === 12 ? 1 : 0 });
    const startsAt = `${service.clock.now().add({ hours: 48 }).toString().slice(0, 11)}${hours}:00:00Z`;
    const { bookInterview } = await learner.client.run('BookInterview', {
      input: keyed({ offeringId, startsAt, timeZone: 'UTC' }),
    });
    if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
    expect(await met(learner.client)).toMatchObject({ metCount: hours === 12 ? 1 : 0 });
    await service.sql.query(`UPDATE interview SET status = 'COMPLETED' WHERE id = $1`, [
      keyOf(bookInterview.interview.id),
    ]);
  }
  expect(await met(learner.client)).toEqual({ viewerHasMet: true, metCount: 2 });
  expect(await met(other.client)).toEqual({ viewerHasMet: false, metCount: 0 });
  expect(await met(service.anonymous)).toEqual({ viewerHasMet: false, metCount: 0 });
  expect(await listed(learner.client, { notMetBefore: true })).not.toContain(idOf(one));
  expect(await listed(learner.client, { notMetBefore: true })).toContain(idOf(two));
  expect(await listed(other.client, { notMetBefore: true })).toContain(idOf(one));

  const LEARNER = 'query ($id: ID!) { node(id: $id) { ... on Learner { viewerHasMet } } }';
  const metLearner = async (who: Person, of: Person) =>
    (await who.client.data<{ node: { viewerHasMet: boolean } }>(LEARNER, { id: `learner_${of.accountId}` })).node
      .viewerHasMet;
  expect(await metLearner(one, learner)).toBe(true);
  expect(await metLearner(one, other)).toBe(false);
  expect(await metLearner(learner, one)).toBe(false); // the other way round
});
