import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Service, startService } from '../harness/service.js';
import { statementsOf } from '../harness/statements.js';

const SLUGS = [
  'llm-architecture',
  'pretraining-and-fine-tuning',
  'tokenization-and-data-preparation',
  'large-scale-training',
  'evaluation-and-interpretability',
  'ethics-and-bias-mitigation',
  'deployment-and-optimization',
];

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

test('there are the seven areas, in order, with topics and their aliases', async () => {
  const { skillAreas } = await service.anonymous.run('SkillAreas', {});
  expect(skillAreas?.map(({ slug }) => slug)).toEqual(SLUGS);
  expect(skillAreas?.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  for (const area of skillAreas ?? []) {
    expect(area.summary.length).toBeGreaterThan(100);
    expect(area.topics.length).toBeGreaterThanOrEqual(19);
  }
  const topics = (skillAreas ?? []).flatMap((area) => area.topics);
  expect(topics.length).toBeGreaterThanOrEqual(151);
  expect(new Set(topics.map(({ slug }) => slug)).size).toBe(topics.length);
  expect(topics.find(({ slug }) => slug === 'mqa-gqa-mla')?.aliases).toContain('grouped-query attention');
});

test.each([
  ['self-attention', 1],
  ['multi-head attention', 1],
  ['positional encoding', 1],
  ['transfer learning', 2],
  ['domain adaptation', 2],
  ['byte-pair encoding', 3],
  ['wordpiece', 3],
  ['data augmentation', 3],
  ['gradient accumulation', 4],
  ['hyperparameter tuning', 4],
  ['perplexity', 5],
  ['bleu', 5],
  ['shap', 5],
  ['attention visualization', 5],
  ['data bias', 6],
  ['quantization', 7],
  ['containerization', 7],
])('%s is a topic of area %i', async (name, area) => {
  const { skillAreas } = await service.anonymous.run('SkillAreas', {});
  const names = skillAreas?.[area - 1]?.topics.map((topic) => topic.name.toLowerCase());
  expect(names).toContain(name);
});

test('an area has its posts and at least five questions', async () => {
  for (const slug of SLUGS) {
    const { skillArea } = await service.anonymous.run('SkillAreaPage', { slug });
    expect(skillArea?.questions.totalCount).toBeGreaterThanOrEqual(5);
    expect(skillArea?.questions.nodes).toHaveLength(5);
    expect(skillArea?.posts).toEqual({
      totalCount: 0,
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null, hasPreviousPage: false, startCursor: null },
    });
  }
});

test('an area that does not exist is null, without an error', async () => {
  expect(await service.anonymous.run('SkillAreaPage', { slug: 'astrology' })).toEqual({ skillArea: null });
});

test('whatever has an id can be read again by it', async () => {
  const { skillAreas } = await service.anonymous.run('SkillAreas', {});
  const [area] = skillAreas ?? [];
  expect(await service.anonymous.run('AnyNode', { id: area?.id ?? '' })).toEqual({
    node: { __typename: 'SkillArea', id: area?.id },
  });
  const topic = area?.topics[0];
  expect(await service.anonymous.run('AnyNode', { id: topic?.id ?? '' })).toEqual({
    node: { __typename: 'Topic', id: topic?.id },
  });
});

test.each([
  '',
  'x',
  'area_',
  'area_1',
  `post_${'0'.repeat(36)}`,
  '1 OR 1=1',
  '-1',
  '2147483648',
  'a\u0000b',
  'é'.repeat(5_000),
  'YXJlYTox',
])('an id that is none (%j) is null, like one that does not exist', async (id) => {
  expect(
    await service.anonymous.ask('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id }),
  ).toEqual({
    status: 200,
    data: { node: null, nodes: [null] },
  });
});

test('a read is one statement', async () => {
  const statements = await statementsOf(() => service.anonymous.run('SkillAreas', {}));
  expect(statements).toHaveLength(1);
});
