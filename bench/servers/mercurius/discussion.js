import { nothing, rowsOf, sql, unlessBlocked } from './database.js';
import { batched, Connection, grouped, placeOf } from './pages.js';
import { AUTHOR, authorOf, permission } from './people.js';

class Comment {
  constructor(row) {
    this.key = row.id;
    this.place = row.created_at;
    this.authorId = row.author_id;
    this.id = `comment_${row.id}`;
    this.markdown = row.markdown;
    this.html = row.html;
    this.createdAt = row.created_at;
    this.editedAt = row.edited_at;
    this.version = row.version;
    this.author = authorOf(row);
    this.replyCount = row.reply_count;
  }

  toJSON() {
    return this.key;
  }
}

/** The comments of many subjects, or the replies to many comments. One that was deleted has neither text nor author. */
const pages =
  (condition) =>
  async (owners, params, { viewer }, fields) => {
    const { first, after } = params;
    const place = after && placeOf(after);
    const rows =
      await rowsOf(sql`SELECT owner.id AS owner, c.id, c.created_at, c.edited_at, c.version, c.reply_count, ${AUTHOR},
      CASE WHEN c.deleted_at IS NULL THEN c.html END AS html
      ${fields.has('markdown') ? sql`, CASE WHEN c.deleted_at IS NULL THEN c.markdown END AS markdown` : nothing}
    FROM unnest(${owners}::uuid[]) AS owner (id)
    CROSS JOIN LATERAL (SELECT * FROM comment WHERE ${condition} AND hidden_at IS NULL ${unlessBlocked(sql`author_id`, viewer)}
      ${place ? sql`AND (created_at, id) > (${place.place}::timestamptz, ${place.id}::uuid)` : nothing}
      ORDER BY created_at, id LIMIT ${fields.has('pageInfo') ? first + 1 : first}::int) c
    LEFT JOIN profile a ON a.account_id = c.author_id AND a.status = 'ACTIVE' AND c.deleted_at IS NULL
    ORDER BY c.created_at, c.id`);
    const of = grouped(rows, (row) => new Comment(row));
    return (owner) => new Connection(of(owner), params);
  };

export const resolvers = { Comment: { viewerCanEdit: (comment, _, context) => permission(comment, context) } };

export const loaders = {
  Post: { comments: batched(pages(sql`subject_id = owner.id AND parent_id IS NULL`)) },
  Comment: { replies: batched(pages(sql`parent_id = owner.id`)) },
};
