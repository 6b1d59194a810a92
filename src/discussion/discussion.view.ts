import { type RootPolicy, SIGNED_IN, verified } from '../base/access/index.js';
import {
  and,
  ascending,
  connection,
  derived,
  FALSE,
  many,
  one,
  or,
  ref,
  type Row,
  type Source,
  type Sql,
  sql,
  TRUE,
  value,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { notBlocked } from '../people/index.js';
import { Comment } from './discussion.entity.js';
import { canEditComment } from './discussion.policy.js';
import { subjectVisible } from './subjects.js';

const inOrder = ascending(['timestamptz', (comment) => sql`${comment}.created_at`]);

/** Fields of whatever can be discussed; the visibility of the subject answers for its comments. */
export const commentSubject: Readonly<Record<string, Source>> = {
  commentCount: value((subject) => sql`${subject.beside('subject')}.comment_count`),
  comments: connection('Comment', {
    where: (comment, subject) => sql`${comment}.subject_id = ${subject}.id AND ${comment}.parent_id IS NULL`,
    order: inOrder,
    within: true,
  }),
};

export const reactionSubject: Readonly<Record<string, Source>> = {
  reactionCount: value((subject) => sql`${subject.beside('subject')}.reaction_count`),
  reactions: many('ReactionCount', {
    from: (subject, { viewerId }) =>
      sql`(SELECT r.kind, count(*)::int AS count, coalesce(bool_or(r.account_id = ${viewerId}), FALSE) AS viewer_has_reacted FROM reaction r WHERE r.subject_id = ${subject}.id GROUP BY r.kind)`,
    order: (reaction) => sql`${reaction}.count DESC, ${reaction}.kind COLLATE "C"`,
  }),
};

export const bookmarkSubject: Readonly<Record<string, Source>> = {
  viewerHasBookmarked: value((subject, scope) => isBookmarked(subject, scope)),
};

export function isBookmarked(subject: Row, { signedIn, viewerId }: ViewScope): Sql {
  return signedIn
    ? sql`EXISTS (SELECT FROM bookmark b WHERE b.account_id = ${viewerId} AND b.subject_id = ${subject}.id)`
    : FALSE;
}

/** Hidden ones are there for their author and for moderators. */
export function commentVisible(comment: Row, scope: ViewScope, within: boolean): Sql {
  const { moderator, signedIn, viewerId } = scope;
  const shown = moderator
    ? TRUE
    : or(sql`${comment}.hidden_at IS NULL`, signedIn ? sql`${comment}.author_id = ${viewerId}` : FALSE);
  return and(shown, notBlocked(sql`${comment}.author_id`, scope), within ? TRUE : subjectVisible(comment, scope));
}

export const discussionViews: ViewSet = {
  views: {
    Comment: {
      entity: Comment,
      id: { prefix: 'comment' },
      visible: commentVisible,
      fields: {
        ...reactionSubject,
        markdown: value((comment) => sql`CASE WHEN ${comment}.deleted_at IS NULL THEN ${comment}.markdown END`),
        html: value((comment) => sql`CASE WHEN ${comment}.deleted_at IS NULL THEN ${comment}.html END`),
        author: one('Profile', {
          key: (comment) => sql`CASE WHEN ${comment}.deleted_at IS NULL THEN ${comment}.author_id END`,
        }),
        subject: ref({
          prefix: (comment) => sql`${comment}.subject_kind`,
          key: (comment) => sql`${comment}.subject_id`,
        }),
        parent: one('Comment', { key: (comment) => sql`${comment}.parent_id`, within: true }),
        replies: connection('Comment', {
          where: (reply, comment) => sql`${reply}.parent_id = ${comment}.id`,
          order: inOrder,
          within: true,
        }),
        viewerCanEdit: derived<Parameters<typeof canEditComment>[0]>(
          (comment, { viewerId }) => ({
            own: sql`coalesce(${comment}.author_id = ${viewerId}, FALSE)`,
            deleted: sql`${comment}.deleted_at IS NOT NULL`,
          }),
          (facts, { viewer }) => canEditComment(facts, viewer),
        ),
      },
    },
    ReactionCount: {},
  },
};

export const discussionPolicy: RootPolicy = { 'Mutation.addComment': verified(SIGNED_IN) };
