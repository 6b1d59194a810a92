import type { Look, Resolver, Resolvers } from '../look.js';
import { ascending, pageOf } from '../pages.js';
import type { RowOf } from '../tables.js';
import { allowed, denied } from './permission.js';
import { personIn } from './people.js';

const oldestFirst = ascending(['instant', (row) => row.created_at]);
const counts = (row: RowOf) => row.hidden_at === null && row.deleted_at === null;

/** Fields of whatever can be discussed. */
export const discussed: Readonly<Record<string, Resolver>> = {
  commentCount: ({ id }, { rules }) => rules.rows('comment', 'subject_id', id).filter(counts).length,
  comments: ({ id }, look, args) => {
    const { eyes, rules } = look;
    const rows = rules.rows('comment', 'subject_id', id).filter((row) => row.parent_id === null);
    const seen = rows.filter((row) => rules.comment(eyes, row));
    return pageOf(look, 'CommentSubject.comments', seen, oldestFirst, args);
  },
};

export function reactionCount({ rules }: Look, { id }: RowOf): number {
  return rules.rows('reaction', 'subject_id', id).length;
}

export const reactedTo: Readonly<Record<string, Resolver>> = {
  reactionCount: (subject, look) => reactionCount(look, subject),
  reactions: ({ id }, { eyes, rules }) =>
    ['HELPFUL', 'INSIGHTFUL', 'THANKS']
      .map((kind) => ({ kind, rows: rules.rows('reaction', 'subject_id', id).filter((row) => row.kind === kind) }))
      .filter(({ rows }) => rows.length > 0)
      .sort((a, b) => b.rows.length - a.rows.length)
      .map(({ kind, rows }) => ({
        kind,
        count: rows.length,
        viewer_has_reacted: rows.some((row) => rules.isSelf(eyes, row.account_id)),
      })),
};

export function isBookmarked({ eyes, rules }: Look, { id }: RowOf): boolean {
  return rules.rows('bookmark', 'subject_id', id).some((row) => rules.isSelf(eyes, row.account_id));
}

export const bookmarked: Readonly<Record<string, Resolver>> = {
  viewerHasBookmarked: (subject, look) => isBookmarked(look, subject),
};

const unlessDeleted =
  (resolve: Resolver): Resolver =>
  (comment, look, args) =>
    comment.deleted_at === null ? resolve(comment, look, args) : null;

export const discussion: Resolvers = {
  Comment: {
    ...reactedTo,
    markdown: unlessDeleted(({ markdown }) => markdown),
    html: unlessDeleted(({ html }) => html),
    author: unlessDeleted(({ author_id }, look) => personIn(look, 'profile', author_id)),
    subject: ({ subject_kind, subject_id }, { eyes, rules }) => {
      const kind = subject_kind as 'post' | 'question' | 'answer';
      const subject = rules.one(kind, 'id', subject_id);
      const type = { post: 'Post', question: 'Question', answer: 'Answer' }[kind];
      return subject && rules[kind](eyes, subject) ? { __typename: type, ...subject } : null;
    },
    parent: ({ parent_id }, { eyes, rules }) => {
      const parent = rules.one('comment', 'id', parent_id);
      return parent && rules.comment(eyes, parent) ? parent : null;
    },
    replyCount: ({ id }, { rules }) => rules.rows('comment', 'parent_id', id).filter(counts).length,
    replies: ({ id }, look, args) => {
      const { eyes, rules } = look;
      const rows = rules.rows('comment', 'parent_id', id).filter((row) => rules.comment(eyes, row));
      return pageOf(look, 'Comment.replies', rows, oldestFirst, args);
    },
    viewerCanEdit: (comment, { eyes, rules }) => {
      if (eyes.id === null) return denied('SIGN_IN');
      if (!rules.isSelf(eyes, comment.author_id)) return denied('NOT_YOURS');
      return comment.deleted_at === null ? allowed() : denied('WRONG_STATE');
    },
  },
};
