import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { aMentor, aPerson, block, keyOf, type Person } from '../factories/people.js';
import { aComment, aDraft, aPost } from '../factories/posts.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { invalidField, refusal } from '../harness/shapes.js';
import { statementsOf } from '../harness/statements.js';

let service: Service;
let mentor: Person;
let learner: Person;
let moderator: Person;
beforeAll(async () => {
  service = await startService();
  mentor = await aMentor(service, { name: 'Mira Mentor' });
  learner = await aPerson(service, { name: 'Leo Learner' });
  moderator = await aPerson(service, { name: 'Mo Derator', roles: ['MODERATOR'] });
});
afterAll(() => service.stop());

const create = async (who: Person, input: object) =>
  (
    await who.client.run('CreatePost', {
      input: keyed({ title: 'A title', markdown: 'Text', topics: ['bleu'], ...input }),
    })
  ).createPost;
const publish = async (who: Person, input: { postId: string; publishAt?: string }) =>
  (await who.client.run('PublishPost', { input: keyed(input) })).publishPost;
const page = async (who: { client: Person['client'] }, author: Person, slug: string) =>
  (await who.client.run('PostPage', { author: author.handle, slug })).post;
const anyone = () => ({ client: service.anonymous });

describe('a draft', () => {
  test('is rendered, tagged, and seen by its author alone', async () => {
    const post = await create(mentor, {
      title: '  Ärger with Ünïcode & more  ',
      markdown: '# Hi\n\n`x` and $x^2$ <script>alert(1)</script>',
      topics: ['shap', 'bleu'],
    });
    if (!post || !('post' in post)) throw new Error(JSON.stringify(post));
    expect(post.post).toMatchObject({
      slug: 'arger-with-unicode-more',
      status: 'DRAFT',
      version: 1,
      title: 'Ärger with Ünïcode & more',
      topics: [{ slug: 'shap' }, { slug: 'bleu' }],
    });
    expect(post.post.html).toContain('<h1>Hi</h1>');
    expect(post.post.html).toContain('<math');
    expect(post.post.html).not.toContain('<script');
    expect(await page(mentor, mentor, post.post.slug)).toMatchObject({
      status: 'DRAFT',
      publishedAt: null,
      scheduledFor: null,
      viewerCanEdit: { allowed: true, reason: null },
    });
    for (const viewer of [anyone(), learner, moderator]) {
      expect(await page(viewer, mentor, post.post.slug)).toBeNull();
      expect(await viewer.client.run('AnyNode', { id: post.post.id })).toEqual({ node: null });
    }
  });

  test('gets a slug of its own among its author’s', async () => {
    const slugs = await Promise.all(Array.from({ length: 5 }, () => aDraft(learner, { title: 'Same title' })));
    expect(slugs.map(({ slug }) => slug).sort()).toEqual([
      'same-title',
      'same-title-2',
      'same-title-3',
      'same-title-4',
      'same-title-5',
    ]);
    expect((await aDraft(mentor, { title: 'Same title' })).slug).toBe('same-title');
    expect((await aDraft(mentor, { title: '¿¿¿' })).slug).toBe('post');
  });

  test.each([
    [{ title: '' }, ['title'], 'REQUIRED'],
    [{ title: 'ab' }, ['title'], 'TOO_SHORT'],
    [{ title: 'a'.repeat(151) }, ['title'], 'TOO_LONG'],
    [{ title: 'a\nb c' }, ['title'], 'MALFORMED'],
    [{ title: 'nul \u0000 nul' }, ['title'], 'MALFORMED'],
    [{ markdown: ' \n ' }, ['markdown'], 'REQUIRED'],
    [{ markdown: 'x'.repeat(60_001) }, ['markdown'], 'TOO_LONG'],
    [{ markdown: 'a\u0000' }, ['markdown'], 'MALFORMED'],
    [{ markdown: '$x$ '.repeat(501) }, ['markdown'], 'TOO_LONG'],
    [{ topics: [] }, ['topics'], 'REQUIRED'],
    [{ topics: ['bleu', 'shap', 'lime', 'rlhf', 'lora', 'qlora'] }, ['topics'], 'TOO_LONG'],
    [{ topics: ['bleu', 'bleu'] }, ['topics'], 'NOT_UNIQUE'],
    [{ topics: ['bleu', 'alchemy'] }, ['topics', '1'], 'UNKNOWN'],
    [{ topics: ["bleu'; DROP TABLE post; --"] }, ['topics', '0'], 'UNKNOWN'],
  ])('names the field of %j and keeps nothing', async (input, path, code) => {
    const count =
      'SELECT (SELECT count(*) FROM post) AS posts, (SELECT count(*) FROM subject) AS subjects, (SELECT count(*) FROM idempotency_record) AS keys';
    const before = (await service.sql.query(count)).rows;
    expect(await create(mentor, input)).toEqual(invalidField(path, code));
    expect((await service.sql.query(count)).rows).toEqual(before);
  });

  test('can be made by any account, but not without one', async () => {
    expect(await create(learner, {})).toHaveProperty('post');
    expect(
      await service.anonymous.fails('CreatePost', {
        input: keyed({ title: 'A title', markdown: 'x', topics: ['bleu'] }),
      }),
    ).toEqual(['UNAUTHENTICATED']);
  });

  test('sent twice under one key is one, at once or later; another body under it is a mismatch', async () => {
    const input = keyed({ title: 'Once only', markdown: 'Text', topics: ['bleu'] });
    const answers = await Promise.all(Array.from({ length: 8 }, () => mentor.client.run('CreatePost', { input })));
    const ids = answers.map(({ createPost }) => createPost && 'post' in createPost && createPost.post.id);
    expect(new Set(ids).size).toBe(1);
    const later = (await mentor.client.run('CreatePost', { input: { ...input, topics: ['bleu'] } })).createPost;
    expect(later).toMatchObject({ post: { id: ids[0] } });
    expect(
      (await mentor.client.run('CreatePost', { input: { ...input, title: 'Something else' } })).createPost,
    ).toEqual(refusal('IDEMPOTENCY_MISMATCH'));
    expect((await learner.client.run('CreatePost', { input })).createPost).toMatchObject({
      post: { title: 'Once only' },
    });
    const { rows } = await service.sql.query(`SELECT FROM post WHERE title = 'Once only' AND author_id = $1`, [
      mentor.accountId,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('refused under a key can be put right under the same key', async () => {
    const input = keyed({ title: 'x', markdown: 'Text', topics: ['bleu'] });
    expect((await mentor.client.run('CreatePost', { input })).createPost).toEqual(invalidField(['title'], 'TOO_SHORT'));
    expect(
      (await mentor.client.run('CreatePost', { input: { ...input, title: 'Long enough' } })).createPost,
    ).toHaveProperty('post');
  });
});

describe('publishing', () => {
  test('shows the post to everybody', async () => {
    const draft = await aDraft(mentor, { title: 'For everybody' });
    const published = await publish(mentor, { postId: draft.id });
    expect(published).toMatchObject({
      post: {
        status: 'PUBLISHED',
        version: 2,
        scheduledFor: null,
        publishedAt: expect.stringMatching(/Z$/) as unknown,
      },
    });
    for (const viewer of [anyone(), learner, moderator])
      expect(await page(viewer, mentor, draft.slug)).toMatchObject({ status: 'PUBLISHED', title: 'For everybody' });
    expect(await publish(mentor, { postId: draft.id })).toEqual(refusal('NOT_ALLOWED_NOW'));
  });

  test('at a time to come shows it from then on, without anything having to run', async () => {
    const draft = await aDraft(mentor, { title: 'For tomorrow' });
    const at = service.clock.now().add({ hours: 24 }).toString();
    expect(await publish(mentor, { postId: draft.id, publishAt: at })).toMatchObject({
      post: { status: 'SCHEDULED', publishedAt: null },
    });
    expect(await page(learner, mentor, draft.slug)).toBeNull();
    expect(
      (await mentor.client.run('Feed', { first: 1, filter: { statuses: ['SCHEDULED'] } })).posts?.edges.map(
        ({ node }) => node.title,
      ),
    ).toEqual(['For tomorrow']);
    const moved = service.clock.now().add({ hours: 1 }).toString();
    expect(await publish(mentor, { postId: draft.id, publishAt: moved })).toMatchObject({
      post: { status: 'SCHEDULED' },
    });
    service.clock.advance({ hours: 2 });
    const later = { client: service.anonymous };
    expect(await page(later, mentor, draft.slug)).toMatchObject({ status: 'PUBLISHED', scheduledFor: null });
    service.clock.advance({ hours: -2 });
  });

  test('needs a mentor, and a post of one’s own', async () => {
    const own = await aDraft(learner);
    expect(await learner.client.fails('PublishPost', { input: keyed({ postId: own.id }) })).toEqual(['FORBIDDEN']);
    const other = await aDraft(mentor);
    expect(await moderator.client.fails('PublishPost', { input: keyed({ postId: other.id }) })).toEqual(['NOT_FOUND']);
    const shown = await aPost(mentor, { title: 'Shown' });
    expect(await moderator.client.fails('PublishPost', { input: keyed({ postId: shown.id }) })).toEqual(['NOT_FOUND']);
    for (const postId of ['x', `post_${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`, mentor.profileId]) {
      expect(await mentor.client.fails('PublishPost', { input: keyed({ postId }) })).toEqual(['NOT_FOUND']);
    }
  });

  test('refuses times that have passed or lie too far ahead', async () => {
    const { id: postId } = await aDraft(mentor);
    const now = service.clock.now();
    expect(await publish(mentor, { postId, publishAt: now.subtract({ hours: 1 }).toString() })).toEqual(
      invalidField(['publishAt'], 'OUT_OF_RANGE'),
    );
    expect(await publish(mentor, { postId, publishAt: now.add({ hours: 24 * 400 }).toString() })).toEqual(
      invalidField(['publishAt'], 'OUT_OF_RANGE'),
    );
    for (const publishAt of [
      'tomorrow',
      '2026-13-01T00:00:00Z',
      '2026-11-01',
      '2026-11-01T24:00:01Z',
      '9999-01-01T00:00:00Z',
      5,
      true,
    ]) {
      expect(await mentor.client.fails('PublishPost', { input: keyed({ postId, publishAt }) })).toEqual([
        'BAD_USER_INPUT',
      ]);
    }
  });
});

describe('comments', () => {
  test('are threaded, counted and rendered', async () => {
    const post = await aPost(mentor, { title: 'Discuss me' });
    const { addComment } = await learner.client.run('AddComment', {
      input: keyed({ subjectId: post.id, markdown: 'First **thing**' }),
    });
    if (!addComment || !('comment' in addComment)) throw new Error(JSON.stringify(addComment));
    expect(addComment).toMatchObject({
      comment: {
        html: '<p>First <strong>thing</strong></p>',
        version: 1,
        parent: null,
        author: { handle: learner.handle },
      },
      edge: { node: { id: addComment.comment.id } },
      subject: { id: post.id, commentCount: 1 },
    });
    const reply = await mentor.client.run('AddComment', {
      input: keyed({ subjectId: addComment.comment.id, markdown: 'A reply' }),
    });
    expect(reply.addComment).toMatchObject({
      comment: { parent: { id: addComment.comment.id, replyCount: 1 } },
      subject: { id: post.id, commentCount: 2 },
    });
    const second = await aComment(learner, post.id, 'Second');
    const read = await page(learner, mentor, post.slug);
    expect(read?.commentCount).toBe(3);
    expect(read?.comments.nodes.map(({ id }) => id)).toEqual([addComment.comment.id, second]);
    expect(read?.comments.nodes[0]).toMatchObject({
      replyCount: 1,
      viewerCanEdit: { allowed: true },
      replies: { nodes: [{ html: '<p>A reply</p>' }] },
    });
    const after = await learner.client.run('PostPage', {
      author: mentor.handle,
      slug: post.slug,
      commentsAfter: addComment.edge.cursor,
    });
    expect(after.post?.comments.nodes.map(({ id }) => id)).toEqual([second]);
  });

  test('need something to comment on that others can see', async () => {
    const draft = await aDraft(mentor);
    expect(
      (await mentor.client.run('AddComment', { input: keyed({ subjectId: draft.id, markdown: 'x' }) })).addComment,
    ).toEqual(refusal('NOT_ALLOWED_NOW'));
    expect(await learner.client.fails('AddComment', { input: keyed({ subjectId: draft.id, markdown: 'x' }) })).toEqual([
      'NOT_FOUND',
    ]);
    for (const subjectId of ['x', mentor.profileId, 'comment_x']) {
      expect(await learner.client.fails('AddComment', { input: keyed({ subjectId, markdown: 'x' }) })).toEqual([
        'NOT_FOUND',
      ]);
    }
    const post = await aPost(mentor);
    expect(
      (await learner.client.run('AddComment', { input: keyed({ subjectId: post.id, markdown: '' }) })).addComment,
    ).toEqual(invalidField(['markdown'], 'REQUIRED'));
    expect(
      (await learner.client.run('AddComment', { input: keyed({ subjectId: post.id, markdown: 'x'.repeat(10_001) }) }))
        .addComment,
    ).toEqual(invalidField(['markdown'], 'TOO_LONG'));
    expect(
      await service.anonymous.fails('AddComment', { input: keyed({ subjectId: post.id, markdown: 'x' }) }),
    ).toEqual(['UNAUTHENTICATED']);
  });

  test('that are deleted but have replies leave a tombstone; hidden ones are there for author and moderators', async () => {
    const post = await aPost(mentor, { title: 'Graveyard' });
    const parent = await aComment(learner, post.id, 'Regrettable');
    await aComment(mentor, parent, 'Why?');
    const hidden = await aComment(learner, post.id, 'Rude');
    await service.sql.query('UPDATE comment SET deleted_at = now() WHERE id = $1', [keyOf(parent)]);
    await service.sql.query('UPDATE comment SET hidden_at = now() WHERE id = $1', [keyOf(hidden)]);
    const read = await page(mentor, mentor, post.slug);
    expect(read?.commentCount).toBe(1);
    expect(read?.comments.nodes).toMatchObject([
      { id: parent, html: null, markdown: null, author: null, replyCount: 1 },
    ]);
    for (const viewer of [learner, moderator])
      expect((await page(viewer, mentor, post.slug))?.comments.nodes.map(({ id }) => id)).toEqual([parent, hidden]);
  });
});

describe('the feed', () => {
  test('is newest first, in pages that neither repeat nor miss, both ways', async () => {
    const all = (await service.anonymous.run('Feed', { first: 100 })).posts?.edges.map(({ node }) => node.id) ?? [];
    expect(all.length).toBeGreaterThanOrEqual(5);
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { posts }: Awaited<ReturnType<typeof service.anonymous.run<'Feed'>>> = await service.anonymous.run('Feed', {
        first: 2,
        after,
      });
      walked.push(...(posts?.edges.map(({ node }) => node.id) ?? []));
      after = posts?.pageInfo.hasNextPage ? posts.pageInfo.endCursor : null;
    } while (after);
    expect(walked).toEqual(all);
    const backward = `query ($before: String) { posts(last: 2, before: $before) { nodes { id } pageInfo { hasPreviousPage hasNextPage startCursor } } }`;
    const back: string[] = [];
    let before: string | null = null;
    do {
      const {
        posts,
      }: {
        posts: {
          nodes: { id: string }[];
          pageInfo: { hasPreviousPage: boolean; hasNextPage: boolean; startCursor: string };
        };
      } = await service.anonymous.data(backward, { before });
      expect(posts.pageInfo.hasNextPage).toBe(before !== null);
      back.unshift(...posts.nodes.map(({ id }) => id));
      before = posts.pageInfo.hasPreviousPage ? posts.pageInfo.startCursor : null;
    } while (before);
    expect(back).toEqual(all);
  });

  test('is one statement, whatever it selects', async () => {
    const statements = await statementsOf(() =>
      learner.client.run('Feed', {
        first: 20,
        filter: { areas: [1, 5], topics: ['bleu', 'self-attention'], followed: false },
        orderBy: 'TOP',
      }),
    );
    expect(statements).toHaveLength(1);
  });

  test('can be filtered', async () => {
    const titles = async (who: { client: Person['client'] }, filter: object) =>
      (await who.client.run('Feed', { first: 100, filter })).posts?.edges.map(({ node }) => node.title);
    await aPost(mentor, { title: 'On LoRA', topics: ['lora'] });
    expect(await titles(anyone(), { topics: ['lora'] })).toEqual(['On LoRA']);
    expect(await titles(anyone(), { areas: [2] })).toEqual(['On LoRA']);
    expect(await titles(anyone(), { areas: [] })).toEqual([]);
    expect(await titles(anyone(), { author: learner.handle })).toEqual([]);
    expect((await titles(anyone(), { author: mentor.handle.toUpperCase() }))?.length).toBeGreaterThan(3);
    expect(await titles(anyone(), { followed: true })).toEqual([]);
    await service.sql.query('INSERT INTO follow (follower_id, followed_id, created_at) VALUES ($1, $2, now())', [
      learner.accountId,
      mentor.accountId,
    ]);
    expect(await titles(learner, { followed: true, topics: ['lora'] })).toEqual(['On LoRA']);
    const id =
      (await learner.client.run('Feed', { first: 1, filter: { topics: ['lora'] } })).posts?.edges[0]?.node.id ?? '';
    await service.sql.query('INSERT INTO bookmark (account_id, subject_id, created_at) VALUES ($1, $2, now())', [
      learner.accountId,
      keyOf(id),
    ]);
    expect(await titles(learner, { bookmarked: true })).toEqual(['On LoRA']);
    expect(await titles(mentor, { bookmarked: true })).toEqual([]);
    expect(await titles(mentor, { statuses: ['DRAFT'] })).not.toEqual([]);
    expect(await titles(moderator, { statuses: ['DRAFT'] })).toEqual([]);
    expect(await titles(anyone(), { statuses: ['PUBLISHED'], topics: ['lora'] })).toEqual(['On LoRA']);
  });

  test('shows reactions and their counts', async () => {
    const post = await aPost(mentor, { title: 'Applause', topics: ['lora'] });
    for (const [who, kind] of [
      [learner, 'HELPFUL'],
      [moderator, 'HELPFUL'],
      [learner, 'THANKS'],
    ] as const) {
      await service.sql.query(
        'INSERT INTO reaction (subject_id, account_id, kind, created_at) VALUES ($1, $2, $3, now())',
        [keyOf(post.id), who.accountId, kind],
      );
    }
    expect(await page(moderator, mentor, post.slug)).toMatchObject({
      reactionCount: 3,
      reactions: [
        { kind: 'HELPFUL', count: 2, viewerHasReacted: true },
        { kind: 'THANKS', count: 1, viewerHasReacted: false },
      ],
    });
    expect((await service.anonymous.run('Feed', { first: 1, orderBy: 'TOP' })).posts?.edges[0]?.node.title).toBe(
      'Applause',
    );
  });
});

describe('who sees what', () => {
  test('hidden posts: author and moderators', async () => {
    const post = await aPost(mentor, { title: 'Under review' });
    await service.sql.query('UPDATE post SET hidden_at = now() WHERE id = $1', [keyOf(post.id)]);
    for (const viewer of [anyone(), learner]) expect(await page(viewer, mentor, post.slug)).toBeNull();
    for (const viewer of [mentor, moderator])
      expect(await page(viewer, mentor, post.slug)).toMatchObject({ status: 'HIDDEN' });
    const titles = (await moderator.client.run('Feed', { first: 100 })).posts?.edges.map(({ node }) => node.title);
    expect(titles).not.toContain('Under review');
  });

  test('a post that was hidden before its time is not scheduled any more', async () => {
    const post = await aPost(mentor, { title: 'Hidden too soon' });
    await service.sql.query(`UPDATE post SET hidden_at = now(), publish_at = now() + interval '1 day' WHERE id = $1`, [
      keyOf(post.id),
    ]);
    expect(await page(mentor, mentor, post.slug)).toMatchObject({
      status: 'HIDDEN',
      scheduledFor: null,
      publishedAt: null,
    });
  });

  test('a comment is seen just where its post is', async () => {
    const post = await aPost(mentor, { title: 'Soon hidden' });
    const comment = await aComment(learner, post.id, 'Under it');
    const sees = async (who: { client: Person['client'] }) =>
      (await who.client.run('AnyNode', { id: comment })).node !== null;
    expect([await sees(anyone()), await sees(learner), await sees(moderator)]).toEqual([true, true, true]);
    await service.sql.query('UPDATE post SET hidden_at = now() WHERE id = $1', [keyOf(post.id)]);
    expect([await sees(anyone()), await sees(learner), await sees(mentor), await sees(moderator)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
    const reply = await learner.client.fails('AddComment', { input: keyed({ subjectId: comment, markdown: 'x' }) });
    expect(reply).toEqual(['NOT_FOUND']);
  });

  test('a block hides posts, comments and people in both directions, as if absent; moderators see on', async () => {
    const writer = await aMentor(service, { name: 'Blocked Writer' });
    const reader = await aPerson(service, { name: 'Blocked Reader' });
    const post = await aPost(writer, { title: 'Not for you' });
    const open = await aPost(mentor, { title: 'Neutral ground' });
    await aComment(writer, open.id, 'by the writer');
    await aComment(reader, open.id, 'by the reader');
    const total = async (who: Person) =>
      (await who.client.data<{ posts: { totalCount: number } }>('{ posts { totalCount } }')).posts.totalCount;
    const before = await total(reader);
    await block(service, reader, writer);
    expect(await page(reader, writer, post.slug)).toBeNull();
    expect(await reader.client.run('AnyNode', { id: post.id })).toEqual({ node: null });
    expect((await reader.client.run('PersonPage', { handle: writer.handle })).profile).toBeNull();
    expect((await writer.client.run('PersonPage', { handle: reader.handle })).profile).toBeNull();
    expect(await total(reader)).toBe(before - 1);
    const remarks = async (who: Person) => (await page(who, mentor, open.slug))?.comments.nodes.map(({ html }) => html);
    expect(await remarks(reader)).toEqual(['<p>by the reader</p>']);
    expect(await remarks(writer)).toEqual(['<p>by the writer</p>']);
    expect(await remarks(moderator)).toHaveLength(2);
    expect(await reader.client.fails('AddComment', { input: keyed({ subjectId: post.id, markdown: 'x' }) })).toEqual([
      'NOT_FOUND',
    ]);
  });

  test('what suspended and deleted people wrote stays, without a name', async () => {
    const gone = await aMentor(service, { name: 'Soon Gone' });
    const post = await aPost(gone, { title: 'Left behind' });
    const author = async (who: { client: Person['client'] }) => {
      const { node } = await who.client.data<{ node: object | null }>(
        `query ($id: ID!) { node(id: $id) { ... on Post { title author { name } } } }`,
        {
          id: post.id,
        },
      );
      return node;
    };
    await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [gone.accountId]);
    expect(await author(learner)).toEqual({ title: 'Left behind', author: null });
    expect(await author(moderator)).toEqual({ title: 'Left behind', author: { name: 'Soon Gone' } });
    await service.sql.query(`UPDATE account SET status = 'DELETED', email = NULL WHERE id = $1`, [gone.accountId]);
    expect(await author(moderator)).toEqual({ title: 'Left behind', author: null });
  });
});
