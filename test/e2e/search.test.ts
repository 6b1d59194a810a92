import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { RecountWords } from '../../src/search/index.js';
import type { Client } from '../harness/client.js';
import { aMentor, aPerson, block, keyOf, type Person } from '../factories/people.js';
import { aDraft, aPost } from '../factories/posts.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let mentor: Person;
let learner: Person;
let moderator: Person;
beforeAll(async () => {
  service = await startService();
  mentor = await aMentor(service, { name: 'Mira Quintessa', expertise: { 'mixed-precision-training': 5 } });
  learner = await aPerson(service, { name: 'Leo Learner' });
  moderator = await aPerson(service, { name: 'Mo Derator', roles: ['MODERATOR'] });
});
afterAll(() => service.stop());

interface Found {
  readonly score: number;
  readonly snippet: string;
  readonly item: { readonly __typename: string; readonly id: string; readonly title?: string; readonly slug?: string };
}

const DOCUMENT = `query ($query: String!, $first: Int, $after: String, $last: Int, $before: String, $kinds: [SearchKind!], $areas: [Int!], $difficulty: [Difficulty!]) {
  search(query: $query, first: $first, after: $after, last: $last, before: $before, kinds: $kinds, areas: $areas, difficulty: $difficulty) {
    totalCount
    edges { cursor node { score snippet item { __typename ... on Node { id } ... on Post { title } ... on Question { slug } } } }
    pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    facets { kinds { kind count } areas { area { number } count } difficulties { difficulty count } }
  }
}`;
interface Answer {
  readonly search: {
    readonly totalCount: number;
    readonly edges: readonly { readonly cursor: string; readonly node: Found }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
    readonly facets: {
      readonly kinds: readonly { readonly kind: string; readonly count: number }[];
      readonly areas: readonly { readonly area: { readonly number: number }; readonly count: number }[];
      readonly difficulties: readonly { readonly difficulty: string; readonly count: number }[];
    };
  };
}

const search = async (query: string, more: object = {}, client: Client = service.anonymous) =>
  (await client.data<Answer>(DOCUMENT, { query, ...more })).search;
const titles = async (query: string, more: object = {}, client: Client = service.anonymous) =>
  (await search(query, { first: 100, ...more }, client)).edges.map(({ node }) => node.item.title ?? node.item.slug);
const drift = async () => (await service.sql.query<{ problem: string }>('SELECT * FROM search_drift()')).rows;

describe('what is found', () => {
  test('is found at once when it is published, and gone at once when it is hidden', async () => {
    const draft = await aDraft(mentor, { title: 'Notes on quokkatron routing' });
    expect(await titles('quokkatron')).toEqual([]);
    await mentor.client.run('PublishPost', { input: keyed({ postId: draft.id }) });
    expect(await titles('quokkatron')).toEqual(['Notes on quokkatron routing']);
    await service.sql.query('UPDATE post SET hidden_at = now() WHERE id = $1', [keyOf(draft.id)]);
    for (const client of [service.anonymous, mentor.client, moderator.client])
      expect(await titles('quokkatron', {}, client)).toEqual([]);
    await service.sql.query('UPDATE post SET hidden_at = NULL, title = $2 WHERE id = $1', [
      keyOf(draft.id),
      'Notes on wombatron routing',
    ]);
    expect([await titles('quokkatron'), await titles('wombatron')]).toEqual([[], ['Notes on wombatron routing']]);
    await service.sql.query('DELETE FROM subject WHERE id = $1', [keyOf(draft.id)]);
    expect(await titles('wombatron')).toEqual([]);
  });

  test('what is to be published later is found when its time has come, by its author too', async () => {
    const draft = await aDraft(mentor, { title: 'About numbatronics' });
    const publishAt = service.clock.now().add({ minutes: 1 }).toString();
    await mentor.client.run('PublishPost', { input: keyed({ postId: draft.id, publishAt }) });
    expect([await titles('numbatronics'), await titles('numbatronics', {}, mentor.client)]).toEqual([[], []]);
    service.clock.advance({ minutes: 2 });
    expect(await titles('numbatronics')).toEqual(['About numbatronics']);
  });

  test('a block hides each from the other, and a suspension from all but moderators', async () => {
    const blocker = await aMentor(service, { name: 'Bartholomew Quillfeather' });
    await aPost(blocker, { title: 'Quillfeather on attention' });
    const ofViewer = async (client: Client) => (await search('quillfeather', { first: 10 }, client)).totalCount;
    expect(await ofViewer(learner.client)).toBe(2);
    await block(service, learner, blocker);
    expect([
      await ofViewer(learner.client),
      await ofViewer(service.anonymous),
      await ofViewer(moderator.client),
    ]).toEqual([0, 2, 2]);
    await service.sql.query("UPDATE account SET status = 'SUSPENDED' WHERE id = $1", [blocker.accountId]);
    expect([await ofViewer(service.anonymous), await ofViewer(moderator.client)]).toEqual([1, 2]);
  });

  test.each([
    ['an exact technical token', 'q_projx', 'Why q_projx and k_projx differ'],
    ['a token with signs', 'zigx++', 'Bindings of zigx++ for tokenizers'],
    ['letters and digits', 'bf17', 'Training in bf17'],
    ['joined where it is written apart', 'blimpcaching', 'What blimp-caching does'],
    ['apart where it is written joined', 'zonk-tuning', 'Zonktuning for beginners'],
    ['British for American', 'flurbisation', 'Flurbization of logits'],
    ['American for British', 'gribbleize', 'When to gribbleise'],
    ['a word that is begun', 'snorkeldi', 'The snorkeldingle optimizer'],
    ['a slip', 'wobblefratzer', 'A wobblefrazter in practice'],
    ['another form', 'plonkers', 'A plonker of gradients'],
    ['without accents', 'Muller-Zeitgärtel', 'Müller-Zeitgartel splits'],
    ['an alias of its topic that it never says', 'SmoothQuant', 'A post that says nothing'],
  ])('%s: “%s”', async (_kind, query, title) => {
    await aPost(mentor, {
      title,
      topics: title === 'A post that says nothing' ? ['quantization-methods-and-formats'] : ['bleu'],
    });
    expect(await titles(query)).toContain(title);
  });

  test('“X vs Y” finds what is about both first, and each', async () => {
    await aPost(mentor, { title: 'All about glimmerdrop' });
    await aPost(mentor, { title: 'All about frostgate' });
    await aPost(mentor, { title: 'Glimmerdrop or frostgate?' });
    const found = await titles('glimmerdrop vs. frostgate');
    expect(found[0]).toBe('Glimmerdrop or frostgate?');
    expect(found).toEqual(expect.arrayContaining(['All about glimmerdrop', 'All about frostgate']));
  });

  test('similar words are found only where hardly anything has the word itself', async () => {
    for (const n of [1, 2, 3]) await aPost(mentor, { title: `Brontosalt ${n}` });
    await aPost(mentor, { title: 'Brontosalz' });
    await service.sql.query('SELECT search_recount()');
    expect((await titles('brontosalt')).sort()).toEqual(['Brontosalt 1', 'Brontosalt 2', 'Brontosalt 3']);
    expect(await titles('brontosalx')).toHaveLength(4);
  });

  test('saying a word again, or anew, lifts nothing above what is about it', async () => {
    const about = await aPost(mentor, {
      title: 'Understanding zibblenorm',
      markdown: 'Zibblenorm? Zibblenorm! Zibblenorm in depth.',
    });
    for (const n of [1, 2, 3]) {
      const title = `Buy now ${n}`;
      await aPost(mentor, { title, markdown: 'zibblenorm '.repeat(3_000) });
    }
    const again = await aPost(mentor, {
      title: 'Understanding zibblenorm too',
      markdown: `${'Zibblenorm '.repeat(500)} in depth`,
    });
    const { edges } = await search('zibblenorm ');
    expect(edges.slice(0, 2).map(({ node }) => node.item.id)).toEqual([about.id, again.id]);
    const few = await aPost(mentor, { title: 'Three times', markdown: 'zibblenorm zibblenorm zibblenorm' });
    const scores = new Map((await search('zibblenorm ')).edges.map(({ node }) => [node.item.title, node.score]));
    expect(scores.get('Three times')).toBe(scores.get('Buy now 1'));
    expect(few.id).not.toBe(about.id);
  });

  test('mentors are found by name, by topic and by what they say of themselves', async () => {
    const of = async (query: string) =>
      (await search(query, { kinds: ['MENTOR'], first: 10 })).edges.map(({ node }) => node.item);
    expect(await of('quintessa')).toHaveLength(1);
    expect(await of('loss scaling')).toHaveLength(1);
    await service.sql.query('UPDATE profile SET headline = $2 WHERE account_id = $1', [
      mentor.accountId,
      'Zeppelinist',
    ]);
    expect(await of('zeppelinist')).toMatchObject([{ __typename: 'Mentor' }]);
  });
});

describe('the answer', () => {
  test('snippets are safe and mark what was looked for', async () => {
    const markdown = `# Long\n\n${'Filler words come first. '.repeat(60)}Then <script>alert("x")</script> & the \`crinkletoken\` **crinkletokens** follow <b onclick=x>bold</b>.`;
    await aPost(mentor, { title: 'Unmarked', markdown });
    const node = (await search('crinkletoken')).edges[0]?.node as Found;
    expect(node.snippet).toContain('<mark>crinkletoken crinkletokens</mark>');
    expect(node.snippet).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; the');
    expect(node.snippet.replace(/<\/?mark>/g, '')).not.toMatch(/[<>"]/);
    expect(node.snippet.length).toBeLessThan(500);
    expect(node.score).toBeGreaterThan(0);
    expect(node.score).toBeLessThanOrEqual(1);
  });

  test('facets count what is found, and what another choice would find', async () => {
    await aPost(mentor, { title: 'Facettonic one', topics: ['kv-cache', 'quantization'] });
    await aPost(mentor, { title: 'Facettonic two', topics: ['quantization'] });
    const all = await search('facettonic');
    expect(all.facets).toEqual({
      kinds: [{ kind: 'POST', count: 2 }],
      areas: [
        { area: { number: 7 }, count: 2 },
        { area: { number: 1 }, count: 1 },
      ],
      difficulties: [],
    });
    const narrowed = await search('facettonic', { areas: [1], kinds: ['POST'] });
    expect(narrowed.totalCount).toBe(1);
    expect(narrowed.facets.areas).toEqual(all.facets.areas);
    expect(narrowed.facets.kinds).toEqual([{ kind: 'POST', count: 1 }]);
    const questions = await search('attention', { kinds: ['QUESTION'], first: 100 });
    const bySum = questions.facets.difficulties.reduce((sum, { count }) => sum + count, 0);
    expect(bySum).toBe(questions.totalCount);
    const hard = questions.facets.difficulties.find(({ difficulty }) => difficulty === 'HARD')?.count;
    expect((await search('attention', { kinds: ['QUESTION'], difficulty: ['HARD'] })).totalCount).toBe(hard);
    expect((await search('attention', { kinds: [] })).totalCount).toBe(0);
  });

  test('pages fit together in both directions, also over ties', async () => {
    for (let n = 0; n < 12; n++) await aPost(mentor, { title: `Pagelisation ${n}` });
    const whole = await search('pagelisation', { first: 100 });
    expect(whole.totalCount).toBe(12);
    const cursors: string[] = [];
    let after: string | undefined;
    for (;;) {
      const { edges, pageInfo } = await search('pagelisation', { first: 5, after });
      cursors.push(...edges.map(({ cursor }) => cursor));
      expect(pageInfo.hasPreviousPage).toBe(after !== undefined);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(cursors).toEqual(whole.edges.map(({ cursor }) => cursor));
    const back = await search('pagelisation', { last: 5, before: cursors[7] });
    expect(back.edges.map(({ cursor }) => cursor)).toEqual(cursors.slice(2, 7));
    // The oldest first: being new is no merit.
    expect(whole.edges.map(({ node }) => node.item.title)).toEqual(
      Array.from({ length: 12 }, (_, n) => `Pagelisation ${n}`),
    );
  });

  test.each(['', '   ', '\n\t'])('an empty query is refused (%j)', async (query) => {
    expect(await service.anonymous.ask(DOCUMENT, { query })).toMatchObject({
      data: { search: null },
      errors: [{ message: expect.stringContaining('"query"'), extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test('a query is bounded', async () => {
    expect((await service.anonymous.ask(DOCUMENT, { query: 'é'.repeat(201) })).errors).toMatchObject([
      { message: expect.stringContaining('200'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect((await search('𝒳 '.repeat(100))).totalCount).toBeGreaterThanOrEqual(0);
    expect((await search('attention transformer '.repeat(9))).totalCount).toBeGreaterThan(0);
  });

  test('no character is an error', async () => {
    const odd = ["'", '"', '\\', "a' | 'b", ':*', 'a:*', '!!!', '<->', '&|!()', '\u0000', 'a\u0000b', '🙂', 'ĳ', '日本語', 'İstanbul', '%_', '$1', '\u0001', '{}', 'x'.repeat(200), '-'.repeat(200), 'a.'.repeat(100), "''''", 'ſ', '１２３', 'ﬁne', '\ud800']; // prettier-ignore
    for (const query of odd)
      expect([query, (await service.anonymous.ask(DOCUMENT, { query })).errors]).toEqual([query, undefined]);
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let n = 0; n < 150; n++) {
      const query = `x${String.fromCodePoint(...Array.from({ length: 1 + random(20) }, () => random(n % 2 ? 128 : 0xd7ff)))}`;
      expect([query, (await service.anonymous.ask(DOCUMENT, { query })).errors]).toEqual([query, undefined]);
    }
  });
});

describe('the projection', () => {
  test('is what it would be made as now, whatever has been changed', async () => {
    const post = await aPost(mentor, { title: 'Driftwoodish' });
    const change = (text: string, ...values: unknown[]) => service.sql.query(text, values);
    await change("UPDATE topic SET aliases = aliases || ARRAY['zanzibarish'] WHERE slug = 'self-attention'");
    expect(await titles('zanzibarish')).toContain('Driftwoodish');
    await change(
      'UPDATE post_topic SET topic_id = (SELECT id FROM topic WHERE slug = $2) WHERE post_id = $1',
      keyOf(post.id),
      'bleu',
    );
    expect(await titles('zanzibarish')).not.toContain('Driftwoodish');
    await change('DELETE FROM post_topic WHERE post_id = $1', keyOf(post.id));
    await change("UPDATE question SET prompt = 'Quuxification?', version = version + 1 WHERE slug = 'what-is-a-token'");
    expect(await titles('quuxification')).toEqual(['what-is-a-token']);
    await change("UPDATE question SET state = 'DEPRECATED' WHERE slug = 'what-is-a-token'");
    expect(await titles('quuxification')).toEqual([]);
    await change('DELETE FROM mentor_expertise WHERE mentor_id = $1', mentor.accountId);
    await change("UPDATE topic SET area_number = 1 + area_number % 7 WHERE slug = 'self-attention'");
    expect(await drift()).toEqual([]);
  });

  test('made anew it is the same, and what is missing, left over or out of date is told', async () => {
    const all = async () => (await service.sql.query<{ id: string }>('SELECT * FROM search_document ORDER BY id')).rows;
    const before = await all();
    await service.sql.query('SELECT search_rebuild()');
    expect(await all()).toEqual(before);
    const [first, second] = before as [{ id: string }, { id: string }];
    await service.sql.query('DELETE FROM search_document WHERE id = $1', [first.id]);
    await service.sql.query("UPDATE search_document SET vector = '' WHERE id = $1", [second.id]);
    await service.sql.query("INSERT INTO search_document VALUES (gen_random_uuid(), 'post', '{}', NULL, '')");
    expect((await drift()).map(({ problem }) => problem).sort()).toEqual(['left over', 'missing', 'out of date']);
    await service.sql.query('SELECT search_rebuild()');
    expect(await drift()).toEqual([]);
  });

  test('two changes of one post at once are both in its document', async () => {
    const post = await aPost(mentor, { title: 'Racecondition before' });
    const [one, two] = [await service.sql.connect(), await service.sql.connect()];
    try {
      await one.query('BEGIN');
      await two.query('BEGIN');
      await one.query("UPDATE post SET title = 'Raceconditions after' WHERE id = $1", [keyOf(post.id)]);
      const tagged = two.query(
        "UPDATE post_topic SET topic_id = (SELECT id FROM topic WHERE slug = 'quantization') WHERE post_id = $1",
        [keyOf(post.id)],
      );
      await new Promise((done) => setTimeout(done, 100));
      await one.query('COMMIT');
      await tagged;
      await two.query('COMMIT');
    } finally {
      one.release();
      two.release();
    }
    expect(await drift()).toEqual([]);
  });

  test('words are counted anew when there are more documents', async () => {
    const counted = async () =>
      (await service.sql.query<{ documents: number }>("SELECT documents FROM search_lexeme WHERE lexeme = ''")).rows;
    const { rows } = await service.sql.query<{ documents: number }>(
      'SELECT count(*)::int AS documents FROM search_document',
    );
    const now = rows[0]?.documents as number;
    for (const [less, then] of [
      [10, 0],
      [1, 1],
    ] as const) {
      await service.sql.query("UPDATE search_lexeme SET documents = $1 WHERE lexeme = ''", [now - less]);
      await service.app.get(RecountWords, { strict: false }).execute();
      expect(await counted()).toEqual([{ documents: now - then }]);
    }
    await service.sql.query("INSERT INTO search_lexeme VALUES ('nobodysaysthis', 1)");
    await service.sql.query('SELECT search_recount()');
    expect((await service.sql.query("SELECT FROM search_lexeme WHERE lexeme = 'nobodysaysthis'")).rowCount).toBe(0);
  });
});
