import { EVERYONE, PUBLISHERS, type RootPolicy, SIGNED_IN, verified, withScope } from '../base/access/index.js';
import {
  and,
  type Arguments,
  connection,
  derived,
  descending,
  FALSE,
  join,
  literal,
  one,
  or,
  Row,
  type Sql,
  sql,
  TRUE,
  value,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { bookmarkSubject, commentSubject, declareSubject, isBookmarked, reactionSubject } from '../discussion/index.js';
import { blockedPeople, notBlocked } from '../people/index.js';
import {
  inAnyArea,
  type Narrowing,
  narrowing,
  publicCount,
  type TagTable,
  taggedWithTopics,
  topicsOf,
} from '../skills/index.js';
import { Post } from './post.entity.js';
import { canEditPost } from './post.workflow.js';

export const postTags: TagTable = { table: 'post_topic', owner: 'post_id' };

/** Shown to everybody: the predicate of the index post_newest, and the time. */
function published(post: Row, { now }: ViewScope): Sql {
  return sql`${post}.state = 'PUBLISHED' AND ${post}.hidden_at IS NULL AND ${post}.publish_at <= ${now}`;
}

function own(post: Row, { signedIn, viewerId }: ViewScope): Sql {
  return signedIn ? sql`${post}.author_id = ${viewerId}` : FALSE;
}

function postVisible(post: Row, scope: ViewScope): Sql {
  const hiddenForModerators = scope.moderator ? sql`${post}.hidden_at IS NOT NULL` : FALSE;
  return or(
    and(sql`(${published(post, scope)})`, notBlocked(sql`${post}.author_id`, scope)),
    own(post, scope),
    hiddenForModerators,
  );
}

declareSubject({ kind: 'post', type: 'Post', table: 'post', visible: postVisible, open: published });

/** The contract's status; statusOf in post.workflow.ts says the same. */
function status(post: Row, { now }: ViewScope): Sql {
  return sql`CASE WHEN ${post}.hidden_at IS NOT NULL THEN 'HIDDEN' WHEN ${post}.state = 'PUBLISHED' AND ${post}.publish_at > ${now} THEN 'SCHEDULED' ELSE ${post}.state END`;
}

/** Rows with the status that the contract calls so; what isn't published is for its author. */
function hasStatus(post: Row, asked: string, scope: ViewScope): Sql {
  switch (asked) {
    case 'PUBLISHED':
      return sql`(${published(post, scope)})`;
    case 'HIDDEN':
      return and(own(post, scope), sql`${post}.hidden_at IS NOT NULL`);
    case 'SCHEDULED':
      return and(
        own(post, scope),
        sql`${post}.hidden_at IS NULL AND ${post}.state = 'PUBLISHED' AND ${post}.publish_at > ${scope.now}`,
      );
    default:
      return and(own(post, scope), sql`${post}.hidden_at IS NULL AND ${post}.state = ${literal(asked)}`);
  }
}

/** Lists show what is published, unless statuses are asked for. */
function publishedUnlessAsked(post: Row, scope: ViewScope, args: Arguments): Sql {
  return args.has('filter.statuses') ? TRUE : published(post, scope);
}

/** Counters of what everybody sees, less what is scheduled and what blocked people have written. */
function total(scope: ViewScope, within: Narrowing | undefined): Sql | undefined {
  if (!within) return undefined;
  const post = new Row('p');
  const inAreas = within.areas ? sql`${post}.areas && ${within.areas}` : TRUE;
  const blocked = blockedPeople(scope);
  const without = [
    and(sql`${post}.state = 'PUBLISHED' AND ${post}.hidden_at IS NULL AND ${post}.publish_at > ${scope.now}`, inAreas),
    ...(blocked ? [and(published(post, scope), sql`${post}.author_id = ANY (${blocked})`, inAreas)] : []),
  ];
  return sql`(${publicCount('post', within)}${join(
    without.map((condition) => sql` - (SELECT count(*) FROM post ${post} WHERE ${condition})`),
    '',
  )})`;
}

/** What has no time yet comes last where it is listed; elsewhere the plain column lets the index order the rows. */
const newest = descending([
  'timestamptz',
  (post, _scope, args) =>
    args.choices('filter.statuses').every((asked) => asked === 'PUBLISHED')
      ? sql`${post}.publish_at`
      : sql`coalesce(${post}.publish_at, '-infinity')`,
]);
const newestPublished = descending(['timestamptz', (post) => sql`${post}.publish_at`]);

export const postViews: ViewSet = {
  views: {
    Post: {
      entity: Post,
      id: { prefix: 'post' },
      visible: postVisible,
      fields: {
        ...commentSubject,
        ...reactionSubject,
        ...bookmarkSubject,
        status: value(status),
        publishedAt: value(
          (post, { now }) =>
            sql`CASE WHEN ${post}.state <> 'DRAFT' AND ${post}.publish_at <= ${now} THEN ${post}.publish_at END`,
        ),
        scheduledFor: value(
          (post, { now }) =>
            sql`CASE WHEN ${post}.state = 'PUBLISHED' AND ${post}.hidden_at IS NULL AND ${post}.publish_at > ${now} THEN ${post}.publish_at END`,
        ),
        author: one('Profile', { key: (post) => sql`${post}.author_id` }),
        topics: topicsOf(postTags),
        viewerCanEdit: derived<Parameters<typeof canEditPost>[0]>(
          (post, { viewerId }) => ({
            own: sql`coalesce(${post}.author_id = ${viewerId}, FALSE)`,
            hidden: sql`${post}.hidden_at IS NOT NULL`,
          }),
          (facts, { viewer }) => canEditPost(facts, viewer),
        ),
      },
    },
  },
  fields: {
    Query: {
      post: one('Post', {
        where: (post, _row, _scope, args) =>
          sql`${post}.slug = ${args.param('slug', 'text')} AND ${post}.author_id = (SELECT p.account_id FROM profile p WHERE p.handle = ${args.param('author', 'citext')})`,
      }),
      posts: connection('Post', {
        where: (post, _row, scope, args) => publishedUnlessAsked(post, scope, args),
        total: (_row, scope, args) => total(scope, narrowing(args)),
      }),
    },
    SkillArea: {
      posts: connection('Post', {
        where: (post, area, scope) => and(published(post, scope), sql`${post}.areas @> ARRAY[${area}.number::int]`),
        order: newestPublished,
        total: (area, scope) => total(scope, { areas: sql`ARRAY[${area}.number::int]` }),
      }),
    },
    Profile: {
      posts: connection('Post', {
        where: (post, profile, scope) => and(published(post, scope), sql`${post}.author_id = ${profile}.account_id`),
        order: newestPublished,
      }),
    },
  },
  filters: {
    PostFilter: {
      areas: (post, given) => inAnyArea(post, given('int[]')),
      topics: (post, given) => taggedWithTopics(postTags, sql`${post}.id`, given('text[]')),
      author: (post, given) =>
        sql`${post}.author_id = (SELECT p.account_id FROM profile p WHERE p.handle = ${given('citext')})`,
      followed: (post, _given, { signedIn, viewerId }) =>
        signedIn
          ? sql`EXISTS (SELECT FROM follow f WHERE f.follower_id = ${viewerId} AND f.followed_id = ${post}.author_id)`
          : FALSE,
      bookmarked: (post, _given, scope) => isBookmarked(post, scope),
      statuses: (post, _given, scope, args) =>
        or(...args.choices('filter.statuses').map((asked) => hasStatus(post, asked, scope))),
    },
  },
  orders: {
    PostOrder: {
      NEWEST: newest,
      TOP: {
        ...descending(['int', () => sql`top.reaction_count`]),
        join: { from: (post) => sql`JOIN subject top ON top.kind = 'post' AND top.id = ${post}.id`, id: sql`top.id` },
      },
    },
  },
};

export const postPolicy: RootPolicy = {
  'Query.post': EVERYONE,
  'Query.posts': EVERYONE,
  'Mutation.createPost': withScope('posts:write', SIGNED_IN),
  'Mutation.publishPost': withScope('posts:write', verified(PUBLISHERS)),
};
