import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { QuestionFilter, QuestionOrder } from '../contract/types.js';
import { aPerson, keyOf, type Person } from '../factories/people.js';
import { aComment } from '../factories/posts.js';
import { type Service, startService } from '../harness/service.js';
import { statementsOf } from '../harness/statements.js';

let service: Service;
let learner: Person;
let moderator: Person;
beforeAll(async () => {
  service = await startService();
  learner = await aPerson(service);
  moderator = await aPerson(service, { roles: ['MODERATOR'] });
});
afterAll(() => service.stop());

async function list(filter?: QuestionFilter, orderBy?: QuestionOrder, who = service.anonymous) {
  const found: Awaited<ReturnType<typeof page>>['nodes'] = [];
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo, totalCount }: Awaited<ReturnType<typeof page>> = await page(filter, orderBy, who, after);
    found.push(...nodes);
    if (!pageInfo.hasNextPage) {
      expect(totalCount).toBe(found.length);
      return found;
    }
    after = pageInfo.endCursor;
  }
}

async function page(
  filter?: QuestionFilter,
  orderBy?: QuestionOrder,
  who = service.anonymous,
  after: string | null = null,
) {
  const { questions } = await who.run('Questions', {
    first: 100,
    after,
    filter: filter ?? null,
    orderBy: orderBy ?? null,
  });
  if (!questions) throw new Error('no questions');
  return questions;
}

async function attempt(who: Person, questionId: string): Promise<void> {
  await service.sql.query(
    `INSERT INTO attempt (id, account_id, question_id, question_version, grade, at) VALUES ($1, $2, $3, 1, 'GOOD', now())`,
    [randomUUID(), who.accountId, keyOf(questionId)],
  );
}

test('the bank holds at least 35 complete questions, five an area', async () => {
  const all = await list();
  expect(all.length).toBeGreaterThanOrEqual(35);
  for (const area of [1, 2, 3, 4, 5, 6, 7]) expect((await list({ areas: [area] })).length).toBeGreaterThanOrEqual(5);
  for (const { slug } of all) {
    const { question } = await service.anonymous.run('QuestionPage', { slug });
    expect(question?.html).toMatch(/^<p>/);
    expect(question?.shortAnswer.split(/\s+/).length).toBeLessThanOrEqual(80);
    expect(question?.answerHtml.length).toBeGreaterThan(500);
    expect(question?.answerHtml).not.toMatch(/katex-error|mathcolor="#cc0000"/);
    expect(question?.rubric.length).toBeGreaterThanOrEqual(3);
    expect(new Set(question?.rubric.map(({ id }) => id)).size).toBe(question?.rubric.length);
    for (const part of [question?.hints, question?.commonMistakes, question?.followUps])
      expect(part?.length).toBeGreaterThanOrEqual(1);
    expect(question?.verifiedAt).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(question?.topics[0]).toBeDefined();
    expect(question?.answer).toBeNull();
  }
});

test('questions can be filtered and ordered', async () => {
  expect(new Set((await list({ difficulty: ['EASY'] })).map(({ difficulty }) => difficulty))).toEqual(
    new Set(['EASY']),
  );
  expect(new Set((await list({ kinds: ['CODE', 'NUMERIC'] })).map(({ kind }) => kind))).toEqual(
    new Set(['CODE', 'NUMERIC']),
  );
  expect((await list({ topics: ['self-attention'] })).map(({ slug }) => slug)).toContain('why-scale-attention-scores');
  expect(await list({ author: learner.handle })).toEqual([]);
  expect(await list({ areas: [1], difficulty: ['HARD'], kinds: ['CONCEPT'], topics: ['bleu'] })).toEqual([]);
  const rank = { EASY: 1, MEDIUM: 2, HARD: 3 };
  const ranks = (await list(undefined, 'EASIEST')).map(({ difficulty }) => rank[difficulty]);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  const hardest = (await list(undefined, 'HARDEST')).map(({ difficulty }) => rank[difficulty]);
  expect(hardest).toEqual([...hardest].sort((a, b) => b - a));
  expect((await list(undefined, 'MOST_ASKED')).length).toBe((await list(undefined, 'NEWEST')).length);
});

test.each(['NEWEST', 'EASIEST', 'HARDEST', 'MOST_ASKED'] as const)(
  'pages in the order %s fit together, ties included',
  async (orderBy) => {
    const all = (await list(undefined, orderBy)).map(({ id }) => id);
    const walked: string[] = [];
    for (let after: string | null = null; ;) {
      const { questions }: Awaited<ReturnType<typeof service.anonymous.run<'Questions'>>> = await service.anonymous.run(
        'Questions',
        {
          first: 23,
          orderBy,
          after,
        },
      );
      walked.push(...(questions?.nodes ?? []).map(({ id }) => id));
      if (!questions?.pageInfo.hasNextPage) break;
      after = questions.pageInfo.endCursor;
    }
    expect(walked).toEqual(all);
  },
);

test('attempts and reveals are the viewer’s own', async () => {
  const [first, second] = await list(undefined, undefined, learner.client);
  if (!first || !second) throw new Error('no questions');
  await attempt(learner, first.id);
  await attempt(learner, first.id);
  await attempt(moderator, second.id);
  const seen = await list(undefined, undefined, learner.client);
  expect(seen.find(({ id }) => id === first.id)?.viewerAttempts).toBe(2);
  expect(seen.find(({ id }) => id === second.id)?.viewerAttempts).toBe(0);
  expect((await list({ notAttempted: true }, undefined, learner.client)).map(({ id }) => id)).not.toContain(first.id);
  expect((await list({ notAttempted: true })).length).toBe(seen.length);
  expect((await service.anonymous.run('QuestionPage', { slug: first.slug })).question?.viewerReveals).toEqual({
    hints: 0,
    answer: false,
  });
  for (const [part, hint] of [
    ['HINT', 1],
    ['HINT', 1],
    ['HINT', 2],
    ['ANSWER', null],
  ]) {
    await service.sql.query(
      'INSERT INTO reveal (id, account_id, question_id, part, hint, at) VALUES ($1, $2, $3, $4, $5, now())',
      [randomUUID(), learner.accountId, keyOf(first.id), part, hint],
    );
  }
  expect((await learner.client.run('QuestionPage', { slug: first.slug })).question?.viewerReveals).toEqual({
    hints: 2,
    answer: true,
  });
});

test('the source of the answer is for those who may edit it', async () => {
  const [question] = await list();
  const asModerator = (await moderator.client.run('QuestionPage', { slug: question?.slug ?? '' })).question;
  expect(asModerator?.answer?.length).toBeGreaterThan(300);
  expect(asModerator?.viewerCanEdit).toEqual({ allowed: true, reason: null, until: null });
  expect(
    (await learner.client.run('QuestionPage', { slug: question?.slug ?? '' })).question?.viewerCanEdit,
  ).toMatchObject({
    allowed: false,
    reason: 'NOT_YOURS',
  });
  expect(
    (await service.anonymous.run('QuestionPage', { slug: question?.slug ?? '' })).question?.viewerCanEdit,
  ).toMatchObject({
    allowed: false,
    reason: 'SIGN_IN',
  });
});

test('answers come the accepted one first, then by score, with the viewer’s vote', async () => {
  const [question] = await list();
  const ids: string[] = [];
  for (const [index, text] of ['plain', 'loved', 'accepted', 'hidden'].entries()) {
    const id = randomUUID();
    ids.push(id);
    await service.sql.query(`INSERT INTO subject (id, kind) VALUES ($1, 'answer')`, [id]);
    await service.sql.query(
      `INSERT INTO answer (id, question_id, author_id, markdown, html, accepted, hidden_at, created_at) VALUES ($1, $2, $3, $4, $4, $5, $6, now())`,
      [id, keyOf(question?.id ?? ''), moderator.accountId, text, index === 2, index === 3 ? new Date() : null],
    );
  }
  await service.sql.query(
    'INSERT INTO answer_vote (answer_id, account_id, value, created_at) VALUES ($1, $2, 1, now())',
    [ids[1], learner.accountId],
  );
  const read = async (who: Person['client']) =>
    (await who.run('QuestionPage', { slug: question?.slug ?? '' })).question?.answers;
  expect(await read(learner.client)).toMatchObject({
    totalCount: 3,
    nodes: [
      { html: 'accepted', accepted: true, score: 0, viewerVote: 0 },
      { html: 'loved', score: 1, viewerVote: 1 },
      { html: 'plain', score: 0 },
    ],
  });
  expect((await read(moderator.client))?.totalCount).toBe(4);
  await service.sql.query('UPDATE answer_vote SET value = -1 WHERE answer_id = $1', [ids[1]]);
  expect((await read(service.anonymous))?.nodes.at(-1)).toMatchObject({ html: 'loved', score: -1, viewerVote: 0 });
  const remark = await aComment(learner, `answer_${ids[0]}`, 'On an answer');
  expect(
    await learner.client.data(
      'query ($id: ID!) { node(id: $id) { ... on Comment { subject { __typename id commentCount } } } }',
      { id: remark },
    ),
  ).toEqual({
    node: { subject: { __typename: 'Answer', id: `answer_${ids[0]}`, commentCount: 1 } },
  });
});

test('states other than published are for authors and moderators', async () => {
  const question = (await list())[1];
  await service.sql.query(`UPDATE question SET state = 'IN_REVIEW', author_id = $2 WHERE id = $1`, [
    keyOf(question?.id ?? ''),
    learner.accountId,
  ]);
  expect((await list()).map(({ id }) => id)).not.toContain(question?.id);
  expect((await list(undefined, undefined, moderator.client)).map(({ id }) => id)).not.toContain(question?.id);
  for (const who of [learner, moderator])
    expect((await list({ statuses: ['IN_REVIEW'] }, undefined, who.client)).map(({ id }) => id)).toEqual([
      question?.id,
    ]);
  expect(await list({ statuses: ['IN_REVIEW'] })).toEqual([]);
  expect((await service.anonymous.run('QuestionPage', { slug: question?.slug ?? '' })).question).toBeNull();
  expect((await learner.client.run('QuestionPage', { slug: question?.slug ?? '' })).question).toMatchObject({
    status: 'IN_REVIEW',
    viewerCanEdit: { allowed: false, reason: 'WRONG_STATE' },
  });
});

test('reads are one statement', async () => {
  expect(await statementsOf(() => page({ areas: [1, 2], notAttempted: true }, 'HARDEST', learner.client))).toHaveLength(
    1,
  );
  const [question] = await list();
  expect(await statementsOf(() => learner.client.run('QuestionPage', { slug: question?.slug ?? '' }))).toHaveLength(1);
});
