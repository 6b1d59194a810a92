import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, block, type Person, signIn } from '../factories/people.js';
import { aPost } from '../factories/posts.js';
import type { Client } from '../harness/client.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let learner: Person;
let moderator: Person;
let mentors: Person[];
beforeAll(async () => {
  service = await startService();
  [learner, moderator] = await Promise.all([aPerson(service), aPerson(service, { roles: ['MODERATOR'] })]);
  mentors = [];
  const known: Record<string, number>[] = [{ lora: 3 }, { lora: 2, 'self-attention': 5 }, { bleu: 1 }];
  for (const expertise of known) mentors.push(await aMentor(service, { expertise }));
  for (const mentor of mentors) {
    for (const topics of [['self-attention'], ['lora', 'self-attention'], ['bleu']])
      await aPost(mentor, { title: `On ${topics.join(' and ')}`, topics });
  }
});
afterAll(() => service.stop());

const RECOUNT = `
  SELECT 'post' AS kind, ARRAY(SELECT DISTINCT t.area_number::int FROM post_topic g JOIN topic t ON t.id = g.topic_id WHERE g.post_id = p.id ORDER BY 1) AS areas, ARRAY[]::text[] AS traits
    FROM post p WHERE p.state = 'PUBLISHED' AND p.hidden_at IS NULL
  UNION ALL SELECT 'question', ARRAY[q.area_number::int], ARRAY[(ARRAY['EASY', 'MEDIUM', 'HARD'])[q.difficulty], q.kind] FROM question q WHERE q.state = 'PUBLISHED' AND q.hidden_at IS NULL
  UNION ALL SELECT 'mentor', ARRAY(SELECT DISTINCT t.area_number::int FROM mentor_expertise e JOIN topic t ON t.id = e.topic_id WHERE e.mentor_id = m.account_id ORDER BY 1), ARRAY[]::text[]
    FROM mentor m JOIN account a ON a.id = m.account_id WHERE a.status = 'ACTIVE'`;

async function drift(): Promise<unknown[]> {
  const { rows } = await service.sql.query(
    `WITH counted AS (SELECT kind, areas, traits, count(*) AS count FROM (${RECOUNT}) AS rows GROUP BY kind, areas, traits)
     SELECT * FROM counted FULL JOIN public_count AS kept USING (kind, areas, traits) WHERE coalesce(counted.count, 0) <> coalesce(kept.count, 0)`,
  );
  return rows as unknown[];
}

const any = (table: string, key = 'id') => `(SELECT ${key} FROM ${table} ORDER BY md5(${key}::text || $1) LIMIT 1)`;
/** Changes of everything that the counters depend on, each to a row that `$1` picks. */
const CHANGES = [
  `UPDATE post SET hidden_at = CASE WHEN hidden_at IS NULL THEN now() END WHERE id = ${any('post')}`,
  `UPDATE post SET state = CASE state WHEN 'PUBLISHED' THEN 'ARCHIVED' ELSE 'PUBLISHED' END WHERE id = ${any('post')}`,
  `DELETE FROM post_topic WHERE (post_id, topic_id) = (SELECT post_id, topic_id FROM post_topic ORDER BY md5(post_id::text || topic_id || $1) LIMIT 1)`,
  `INSERT INTO post_topic (post_id, topic_id, position) SELECT ${any('post')}, ${any('topic')}, 5 ON CONFLICT DO NOTHING`,
  `UPDATE question SET hidden_at = CASE WHEN hidden_at IS NULL THEN now() END WHERE id = ${any('question')}`,
  `UPDATE question SET difficulty = 1 + difficulty % 3, kind = 'CODE' WHERE id = ${any('question')}`,
  `UPDATE question SET area_number = 1 + area_number % 7 WHERE id = ${any('question')}`,
  `DELETE FROM question WHERE id = ${any('question')}`,
  `UPDATE account SET status = CASE status WHEN 'ACTIVE' THEN 'SUSPENDED' ELSE 'ACTIVE' END WHERE id = ${any('mentor', 'account_id')}`,
  `INSERT INTO mentor_expertise (mentor_id, topic_id, level) SELECT ${any('mentor', 'account_id')}, ${any('topic')}, 2 ON CONFLICT DO NOTHING`,
  `DELETE FROM mentor_expertise WHERE (mentor_id, topic_id) = (SELECT mentor_id, topic_id FROM mentor_expertise ORDER BY md5(mentor_id::text || topic_id || $1) LIMIT 1)`,
  `UPDATE topic SET area_number = 1 + area_number % 7 WHERE id = (SELECT topic_id FROM post_topic ORDER BY md5(topic_id::text || $1) LIMIT 1)`,
];

describe('counters', () => {
  test('are never off, whatever changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(CHANGES.length - 1),
        fc.string({ maxLength: 8, unit: 'grapheme-ascii' }),
        async (change, pick) => {
          await service.sql.query((CHANGES[change] as string).replace(/\$1(?!\d)/g, '$1::text'), [pick]);
          expect(await drift()).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('nor when many change them at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const change = CHANGES[n % 2] as string; // hiding and archiving: what moderators and authors do
        await service.sql.query(change.replace(/\$1(?!\d)/g, '$1::text'), [`pick ${n}`]);
      }),
    );
    expect(await drift()).toEqual([]);
  });
});

describe('totals are those of the rows that this viewer can walk through', () => {
  beforeAll(async () => {
    await service.sql.query(`UPDATE account SET status = 'ACTIVE'`);
    await service.sql.query(`UPDATE post SET state = 'PUBLISHED', hidden_at = NULL`);
    await service.sql.query(
      `UPDATE post SET publish_at = now() + interval '1 day' WHERE id IN (SELECT id FROM post WHERE author_id = $1 LIMIT 1)`,
      [mentors[0]?.accountId],
    );
    await service.sql.query(
      `UPDATE post SET hidden_at = now() WHERE id IN (SELECT id FROM post WHERE author_id = $1 LIMIT 1)`,
      [mentors[1]?.accountId],
    );
    await service.sql.query(
      `UPDATE question SET author_id = $1 WHERE id IN (SELECT id FROM question ORDER BY id LIMIT 5)`,
      [mentors[2]?.accountId],
    );
    await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [mentors[0]?.accountId]);
    for (const who of [learner, moderator])
      await service.sql.query(
        `INSERT INTO attempt (id, account_id, question_id, question_version, grade, at)
         SELECT gen_random_uuid(), $1, q.id, 1, 'GOOD', now() FROM (SELECT id FROM question ORDER BY id LIMIT 12) q, generate_series(1, 2)`,
        [who.accountId],
      );
    await block(service, mentors[2] as Person, learner);
  });

  interface Counted {
    readonly totalCount: number;
    readonly nodes: unknown[];
    readonly pageInfo?: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }
  const WALKED = 'totalCount nodes { id } pageInfo { hasNextPage endCursor }';
  /** The pages after the first, into its nodes. */
  async function walkOn(client: Client, field: string, list: Counted): Promise<void> {
    let info = list.pageInfo;
    while (info?.hasNextPage) {
      const next = field.replace('first: 100', `first: 100, after: "${info.endCursor}"`);
      const { page }: { page: Counted } = await client.data(`{ page: ${next} { ${WALKED} } }`);
      list.nodes.push(...page.nodes);
      info = page.pageInfo;
    }
  }

  const LISTS = [
    'posts(first: 100)',
    ...[1, 2, 3, 5].flatMap((area) => [
      `posts(first: 100, filter: { areas: [${area}] })`,
      `questions(first: 100, filter: { areas: [${area}] })`,
    ]),
    'posts(first: 100, filter: { areas: [1, 2, 5] })',
    'posts(first: 100, filter: { areas: [] })',
    'questions(first: 100)',
    'questions(first: 100, filter: { difficulty: [EASY, HARD] })',
    'questions(first: 100, filter: { difficulty: [EASY], kinds: [NUMERIC, CODE], areas: [1, 2, 3] })',
    'questions(first: 100, filter: { difficulty: [], notAttempted: true })',
    'questions(first: 100, filter: { notAttempted: true, kinds: [NUMERIC, CONCEPT] })',
    'questions(first: 100, filter: { notAttempted: false, topics: ["lora", "self-attention"] })',
    'questions(first: 100, filter: { areas: [1, 2, 99999] })',
    'mentors(first: 100)',
    'mentors(first: 100, filter: { areas: [1] })',
    'mentors(first: 100, filter: { areas: [1, 2, 5], followed: false })',
  ];
  test.each(['anonymous', 'learner', 'moderator', 'mentor'] as const)('%s', async (who) => {
    const clients: Record<typeof who, Client> = {
      anonymous: service.anonymous,
      learner: learner.client,
      moderator: moderator.client,
      mentor: (mentors[2] as Person).client,
    };
    const fields = LISTS.map((list, index) => `list${index}: ${list} { ${WALKED} }`);
    const areas =
      'areas: skillAreas { posts(first: 100) { totalCount nodes { id } } questions(first: 100) { totalCount nodes { id } } }';
    const lists: Record<string, Counted> = {};
    while (fields.length > 0)
      Object.assign(lists, await clients[who].data<Record<string, Counted>>(`{ ${fields.splice(0, 20).join(' ')} }`));
    for (const [name, list] of Object.entries(lists))
      await walkOn(clients[who], LISTS[Number(name.slice('list'.length))] as string, list);
    const { areas: found } = await clients[who].data<{ areas: { posts: Counted; questions: Counted }[] }>(
      `{ ${areas} }`,
    );
    const counted = [...Object.values(lists), ...found.flatMap(({ posts, questions }) => [posts, questions])];
    expect(counted.map(({ totalCount }) => totalCount)).toEqual(counted.map(({ nodes }) => nodes.length));
    expect(Math.max(...counted.map(({ totalCount }) => totalCount))).toBeGreaterThan(10);
  });
});

describe('the next slot', () => {
  const asked = '{ mentors(orderBy: NEXT_SLOT, first: 1) { nodes { id nextSlotAt } } }';
  const first = async () =>
    (await service.anonymous.data<{ mentors: { nodes: [{ id: string; nextSlotAt: string }] } }>(asked)).mentors
      .nodes[0];
  const kept = async (mentor: Person) =>
    (
      await service.sql.query<{ at: Date; passed: boolean }>(
        'SELECT next_slot_at AS at, next_slot_until <= $2 AS passed FROM mentor WHERE account_id = $1',
        [mentor.accountId, service.clock.now().toString()],
      )
    ).rows[0];

  test('is kept with the mentor, by every booking and as time goes by', async () => {
    const mentor = await aMentor(service);
    await openDaily(mentor);
    const offeringId = await anOffering(mentor, { stepMinutes: 30 });
    const before = await first();
    expect(before.nextSlotAt).toBe((await kept(mentor))?.at.toISOString());
    await learner.client.run('BookInterview', {
      input: keyed({ offeringId, startsAt: before.nextSlotAt, timeZone: 'UTC' }),
    });
    const booked = await first();
    expect(Date.parse(booked.nextSlotAt)).toBe(Date.parse(before.nextSlotAt) + 60 * 60_000);
    expect((await kept(mentor))?.at.toISOString()).toBe(booked.nextSlotAt);

    service.clock.advance({ hours: 5 });
    const day = [service.clock.now(), service.clock.now().add({ hours: 3 })].map(String) as [string, string];
    const again = { ...learner, client: service.client(await signIn(service, learner.email)) };
    const [soonest] = await slotsOf(again, offeringId, ...day);
    expect((await kept(mentor))?.passed).toBe(true);
    expect((await first()).nextSlotAt).toBe(soonest); // though nobody has looked after the row yet
    await service.clock.tick();
    expect(await kept(mentor)).toEqual({ at: new Date(soonest as string), passed: false });
    service.clock.advance({ hours: -5 });
  });
});
