import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { anOffering, openDaily } from '../factories/booking.js';
import { aMentor, aPerson, block, type Person } from '../factories/people.js';
import { aPost } from '../factories/posts.js';
import { type Service, startService } from '../harness/service.js';
import { statementsOf } from '../harness/statements.js';
import type { MentorFilter, MentorOrder } from '../contract/types.js';

let service: Service;
let learner: Person;
let attention: Person;
let fairness: Person;
let open: Person;
beforeAll(async () => {
  service = await startService();
  learner = await aPerson(service, { name: 'Leo Learner' });
  attention = await aMentor(service, { name: 'Ana Attention', expertise: { 'self-attention': 5, bleu: 2 } });
  fairness = await aMentor(service, { name: 'Fay Fairness', expertise: { 'debiasing-techniques': 4, shap: 3 } });
  open = await aMentor(service, { name: 'Olga Open', expertise: { bleu: 3 } });
  await openDaily(open);
  await anOffering(open, { title: 'Open house', durationMinutes: 30 });
  await service.sql.query(`UPDATE profile SET languages = '{de,en}' WHERE account_id = $1`, [fairness.accountId]);
});
afterAll(() => service.stop());

async function names(filter?: MentorFilter, orderBy?: MentorOrder, who = service.anonymous): Promise<string[]> {
  const { mentors } = await who.run('Mentors', { first: 100, filter: filter ?? null, orderBy: orderBy ?? null });
  expect(mentors?.totalCount).toBe(mentors?.nodes.length);
  return (mentors?.nodes ?? []).map(({ profile }) => profile.name);
}

test('a mentor is listed with expertise, rating, offerings and the next slot', async () => {
  const { mentors } = await service.anonymous.run('Mentors', { first: 10, filter: { topics: ['bleu'] } });
  expect(mentors?.nodes.map(({ profile }) => profile.name)).toEqual(['Olga Open', 'Ana Attention']);
  expect(mentors?.nodes[0]).toMatchObject({
    expertise: [{ topic: { slug: 'bleu' }, level: 3 }],
    rating: { average: null, count: 0 },
    nextSlotAt: expect.stringMatching(/:(00|30):00\.000Z$/) as unknown,
    offerings: [{ title: 'Open house', durationMinutes: 30 }],
  });
  expect(mentors?.nodes[1]).toMatchObject({ nextSlotAt: null, offerings: [], expertise: [{ level: 5 }, { level: 2 }] });
});

test('mentors can be filtered', async () => {
  expect(await names({ areas: [6] })).toEqual(['Fay Fairness']);
  expect((await names({ areas: [1, 5] }))[0]).toBe('Ana Attention');
  expect((await names({ areas: [1, 5] })).sort()).toEqual(['Ana Attention', 'Fay Fairness', 'Olga Open']);
  expect(await names({ topics: ['shap', 'lime'] })).toEqual(['Fay Fairness']);
  expect(await names({ languages: ['de'] })).toEqual(['Fay Fairness']);
  expect(await names({ languages: ['xx'] })).toEqual([]);
  expect(await names({ availableBefore: service.clock.now().add({ hours: 24 }).toString() })).toEqual(['Olga Open']);
  expect(await names({ availableBefore: service.clock.now().toString() })).toEqual([]);
  await service.sql.query('INSERT INTO follow (follower_id, followed_id, created_at) VALUES ($1, $2, now())', [
    learner.accountId,
    fairness.accountId,
  ]);
  expect(await names({ followed: true }, undefined, learner.client)).toEqual(['Fay Fairness']);
  expect(await names({ followed: true })).toEqual([]);
});

test('mentors can be ordered', async () => {
  expect((await names(undefined, 'BEST_MATCH'))[0]).toBe('Ana Attention');
  expect((await names({ topics: ['bleu'] }, 'BEST_MATCH'))[0]).toBe('Olga Open');
  expect(await names(undefined, 'NEWEST')).toEqual(['Olga Open', 'Fay Fairness', 'Ana Attention']);
  expect((await names(undefined, 'NEXT_SLOT'))[0]).toBe('Olga Open');
  expect(await names(undefined, 'RATING')).toHaveLength(3);
});

test.each(['BEST_MATCH', 'NEWEST', 'NEXT_SLOT', 'RATING'] as const)(
  'pages in the order %s fit together, ties and missing slots included',
  async (orderBy) => {
    const all = await names(undefined, orderBy);
    const walked: string[] = [];
    for (let after: string | null = null; ;) {
      const { mentors }: Awaited<ReturnType<typeof service.anonymous.run<'Mentors'>>> = await service.anonymous.run(
        'Mentors',
        { first: 1, orderBy, after },
      );
      walked.push(...(mentors?.nodes ?? []).map(({ profile }) => profile.name));
      if (!mentors?.pageInfo.hasNextPage) break;
      after = mentors.pageInfo.endCursor;
    }
    expect(walked).toEqual(all);
  },
);

test('the rating counts revealed reviews, and shows no average below five', async () => {
  const rated = await aMentor(service, { name: 'Rita Rated' });
  await openDaily(rated);
  const offering = (await anOffering(rated)).split('_')[1];
  const rating = async () => {
    const { mentors } = await service.anonymous.run('Mentors', { first: 100, orderBy: 'RATING' });
    return mentors?.nodes.find(({ profile }) => profile.name === 'Rita Rated')?.rating;
  };
  const review = (index: number, score: number, revealed: boolean) =>
    service.sql.query(
      `WITH s AS (INSERT INTO session (id, mentor_id, offering_id, starts_at, ends_at, hold, live)
                  VALUES (gen_random_uuid(), $1, $2, '2026-01-01'::timestamptz + make_interval(hours => $3), '2026-01-01'::timestamptz + make_interval(hours => $3 + 1),
                          tstzrange('2026-01-01'::timestamptz + make_interval(hours => $3), '2026-01-01'::timestamptz + make_interval(hours => $3 + 1)), FALSE) RETURNING *),
            i AS (INSERT INTO interview (id, session_id, mentor_id, learner_id, offering_id, status, starts_at, ends_at, learner_time_zone, terms, created_at)
                  SELECT gen_random_uuid(), id, mentor_id, $4, offering_id, 'COMPLETED', starts_at, ends_at, 'UTC', '{}', now() FROM s RETURNING id)
       INSERT INTO review (id, interview_id, mentor_id, rating, revealed_at, created_at) SELECT gen_random_uuid(), id, $1, $5, $6, now() FROM i`,
      [rated.accountId, offering, index, learner.accountId, score, revealed ? '2026-01-02' : null],
    );
  for (const [index, score] of [5, 4, 5, 3].entries()) await review(index, score, true);
  await review(10, 1, false);
  expect(await rating()).toEqual({ average: null, count: 4 });
  await review(11, 4, true);
  expect(await rating()).toEqual({ average: 4.2, count: 5 });
  expect((await names(undefined, 'RATING'))[0]).toBe('Rita Rated');
});

test('a person has a page with posts and offerings', async () => {
  await aPost(open, { title: 'Open thoughts' });
  await service.sql.query(
    `UPDATE profile SET bio_html = '<p>Hi</p>', links = '[{"label":"Site","url":"https://example.org"}]' WHERE account_id = $1`,
    [open.accountId],
  );
  const { profile } = await learner.client.run('PersonPage', { handle: open.handle.toUpperCase() });
  expect(profile).toMatchObject({
    handle: open.handle,
    bioHtml: '<p>Hi</p>',
    links: [{ label: 'Site', url: 'https://example.org' }],
    viewerFollows: false,
    posts: { nodes: [{ title: 'Open thoughts' }] },
    mentor: { offerings: [{ title: 'Open house' }] },
  });
  expect((await learner.client.run('PersonPage', { handle: learner.handle })).profile?.mentor).toBeNull();
  expect((await learner.client.run('PersonPage', { handle: 'nobody-at-all' })).profile).toBeNull();
  const statements = await statementsOf(() => learner.client.run('PersonPage', { handle: open.handle }));
  expect(statements).toHaveLength(1);
});

test('follower counts follow', async () => {
  const followers = async () =>
    (
      await service.anonymous.data<{ profile: { followerCount: number } }>(
        `{ profile(handle: "${attention.handle}") { followerCount } }`,
      )
    ).profile.followerCount;
  expect(await followers()).toBe(0);
  await service.sql.query('INSERT INTO follow (follower_id, followed_id, created_at) VALUES ($1, $2, now())', [
    learner.accountId,
    attention.accountId,
  ]);
  expect(await followers()).toBe(1);
  await service.sql.query('DELETE FROM follow WHERE followed_id = $1', [attention.accountId]);
  expect(await followers()).toBe(0);
});

test('a blocked mentor, their offerings and slots are as if absent', async () => {
  const reader = await aPerson(service);
  const mentor = await aMentor(service, { name: 'Invisible' });
  await openDaily(mentor);
  const offering = await anOffering(mentor);
  await block(service, mentor, reader);
  expect(await names(undefined, undefined, reader.client)).not.toContain('Invisible');
  const slots = {
    offeringId: offering,
    from: service.clock.now().toString(),
    to: service.clock.now().add({ hours: 48 }).toString(),
    timeZone: 'UTC',
  };
  expect(await reader.client.run('Slots', slots)).toEqual({ offering: null });
  expect((await learner.client.run('Slots', slots)).offering?.slots.length).toBeGreaterThan(10);
});

test('hours are shown to the mentor alone', async () => {
  const query = `query ($handle: String!) { profile(handle: $handle) { mentor { availability { timeZone weeklyHours { day } } } } }`;
  const seen = async (who: Person['client']) =>
    (await who.data<{ profile: { mentor: { availability: object | null } } }>(query, { handle: open.handle })).profile
      .mentor.availability;
  expect(await seen(open.client)).toMatchObject({
    timeZone: 'UTC',
    weeklyHours: [{ day: 'MONDAY' }, {}, {}, {}, {}, {}, { day: 'SUNDAY' }],
  });
  expect(await seen(learner.client)).toBeNull();
  expect(await seen(service.anonymous)).toBeNull();
});
