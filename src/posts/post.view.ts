import { EVERYONE, PUBLISHERS, type RootPolicy, SIGNED_IN, verified } from '../base/access/index.js';
import {
  and,
  type Arguments,
  connection,
  derived,
  descending,
  FALSE,
  one,
  or,
  type Row,
  type Sql,
  sql,
  TRUE,
  value,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { bookmarkSubject, commentSubject, declareSubject, isBookmarked, reactionSubject } from '../discussion/index.js';
import { notBlocked } from '../people/index.js';
import { type TagTable, taggedInAreas, taggedWithTopics, topicsOf } from '../skills/index.js';
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

/** Lists show what is published, unless states are asked for. */
function publishedUnlessAsked(post: Row, scope: ViewScope, args: Arguments): Sql {
  return args.has('filter.statuses') ? TRUE : published(post, scope);
}

const newest = descending(['timestamptz', (post) => sql`coalesce(${post}.publish_at, '-infinity')`]);
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
            sql`CASE WHEN ${post}.state = 'PUBLISHED' AND ${post}.publish_at > ${now} THEN ${post}.publish_at END`,
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
      posts: connection('Post', { where: (post, _row, scope, args) => publishedUnlessAsked(post, scope, args) }),
    },
    SkillArea: {
      posts: connection('Post', {
        where: (post, area, scope) =>
          and(published(post, scope), taggedInAreas(postTags, sql`${post}.id`, sql`ARRAY[${area}.number]`)),
        order: newestPublished,
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
      areas: (post, given) => taggedInAreas(postTags, sql`${post}.id`, given('int[]')),
      topics: (post, given) => taggedWithTopics(postTags, sql`${post}.id`, given('text[]')),
      author: (post, given) =>
        sql`${post}.author_id = (SELECT p.account_id FROM profile p WHERE p.handle = ${given('citext')})`,
      followed: (post, _given, { signedIn, viewerId }) =>
        signedIn
          ? sql`EXISTS (SELECT FROM follow f WHERE f.follower_id = ${viewerId} AND f.followed_id = ${post}.author_id)`
          : FALSE,
      bookmarked: (post, _given, scope) => isBookmarked(post, scope),
      statuses: (post, given, scope) =>
        and(
          sql`${status(post, scope)} = ANY (${given('text[]')})`,
          or(sql`(${published(post, scope)})`, own(post, scope)),
        ),
    },
  },
  orders: {
    PostOrder: {
      NEWEST: newest,
      TOP: descending(['int', (post) => sql`(SELECT s.reaction_count FROM subject s WHERE s.id = ${post}.id)`]),
    },
  },
};

export const postPolicy: RootPolicy = {
  'Query.post': EVERYONE,
  'Query.posts': EVERYONE,
  'Mutation.createPost': SIGNED_IN,
  'Mutation.publishPost': verified(PUBLISHERS),
};
