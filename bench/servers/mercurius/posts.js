import { blockedOf, nothing, rowsOf, sql, unlessBlocked } from './database.js';
import { batched, asked, Connection, grouped, placeOf } from './pages.js';
import { AUTHOR, authorOf, permission, Topic } from './people.js';

class Post {
  constructor(row) {
    this.key = row.id;
    this.place = row.publish_at;
    this.authorId = row.author_id;
    this.id = `post_${row.id}`;
    this.slug = row.slug;
    this.title = row.title;
    this.html = row.html;
    this.markdown = row.markdown;
    this.status = 'PUBLISHED'; // others aren't read
    this.version = row.version;
    this.publishedAt = row.publish_at;
    this.scheduledFor = null;
    this.readingMinutes = row.reading_minutes;
    this.author = authorOf(row);
    this.commentCount = row.comment_count;
    this.reactionCount = row.reaction_count;
    this.viewerHasBookmarked = row.bookmarked;
  }

  toJSON() {
    return this.key;
  }
}

/** Of a post `p`. */
function columns(viewer, fields) {
  return sql`p.id, p.slug, p.title, p.version, p.publish_at, p.reading_minutes, ${AUTHOR}
    ${fields.has('html') ? sql`, p.html` : nothing} ${fields.has('markdown') ? sql`, p.markdown` : nothing}
    ${hasCounts(fields) ? sql`, s.comment_count, s.reaction_count` : nothing},
    ${viewer ? sql`EXISTS (SELECT FROM bookmark b WHERE b.account_id = ${viewer} AND b.subject_id = p.id)` : sql`FALSE`} AS bookmarked`;
}
const hasCounts = (fields) => fields.has('commentCount') || fields.has('reactionCount');

/** What else columns are read from. */
function joins(fields) {
  return sql`${hasCounts(fields) ? sql`JOIN subject s ON s.id = p.id` : nothing}
    LEFT JOIN profile a ON a.account_id = p.author_id AND a.status = 'ACTIVE'`;
}

const visible = (now, viewer) =>
  sql`state = 'PUBLISHED' AND hidden_at IS NULL AND publish_at <= ${now}::timestamptz ${unlessBlocked(sql`author_id`, viewer)}`;

function page(condition, { first, after }, viewer) {
  const place = after && placeOf(after);
  return sql`SELECT * FROM post WHERE ${visible(new Date().toISOString(), viewer)} ${condition}
    ${place ? sql`AND (publish_at, id) < (${place.place}::timestamptz, ${place.id}::uuid)` : nothing}
    ORDER BY publish_at DESC, id DESC LIMIT ${first + 1}::int`;
}

/** From the counters of what everybody sees, less what isn't published yet or is by the blocked. */
function total(areas, viewer) {
  return sql`SELECT (SELECT coalesce(sum(count), 0) FROM public_count WHERE kind = 'post' ${areas ? sql`AND areas && ${areas}` : nothing})::int
    - (SELECT count(*) FROM post WHERE state = 'PUBLISHED' AND hidden_at IS NULL ${areas ? sql`AND areas && ${areas}` : nothing}
       AND (publish_at > ${new Date().toISOString()}::timestamptz
         ${viewer ? sql`OR author_id = ANY (${blockedOf(viewer)})` : nothing}))::int AS total`;
}

const TOPICS = sql`JOIN topic t ON t.id = g.topic_id`;

export const resolvers = {
  Query: {
    posts: async (_, { first, after, filter }, { viewer }, info) => {
      const fields = asked(info);
      const areas = filter?.areas && sql`${filter.areas}::int[]`;
      const rows =
        await rowsOf(sql`SELECT ${columns(viewer, fields)} ${fields.has('totalCount') ? sql`, total` : nothing}
        FROM ${fields.has('totalCount') ? sql`(${total(areas, viewer)}) AS n LEFT JOIN LATERAL` : nothing}
          (${page(areas ? sql`AND areas && ${areas}` : nothing, { first, after }, viewer)}) p
          ${fields.has('totalCount') ? sql`ON TRUE` : nothing}
        ${joins(fields)} ORDER BY p.publish_at DESC, p.id DESC`);
      return new Connection(
        rows.filter(({ id }) => id).map((row) => new Post(row)),
        { first, after },
        rows[0]?.total,
      );
    },
    post: async (_, { author, slug }, { viewer }, info) => {
      const fields = asked(info);
      const [row] = await rowsOf(sql`SELECT ${columns(viewer, fields)}
        FROM profile who JOIN post p ON p.author_id = who.account_id ${joins(fields)}
        WHERE who.handle = ${author}::citext AND p.slug = ${slug} AND ${visible(new Date().toISOString(), viewer)}`);
      return row ? new Post(row) : null;
    },
  },
  Post: { viewerCanEdit: (post, _, context) => permission(post, context) },
};

export const loaders = {
  SkillArea: {
    posts: batched(async (areas, params, { viewer }, fields) => {
      const area = sql`ARRAY[area.number]`;
      const rows = await rowsOf(sql`SELECT area.number AS owner, ${columns(viewer, fields)}
          ${fields.has('totalCount') ? sql`, total` : nothing}
        FROM unnest(${areas}::int[]) AS area (number)
        ${fields.has('totalCount') ? sql`CROSS JOIN LATERAL (${total(area, viewer)}) n` : nothing}
        LEFT JOIN LATERAL (${page(sql`AND areas @> ${area}`, params, viewer)}) p ON TRUE
        ${joins(fields)} ORDER BY p.publish_at DESC, p.id DESC`);
      const of = grouped(rows, (row) => row);
      return (number) => {
        const own = of(number);
        const posts = own.filter(({ id }) => id).map((row) => new Post(row));
        return new Connection(posts, params, own[0].total);
      };
    }),
  },
  Post: {
    topics: batched(async (posts) =>
      grouped(
        await rowsOf(sql`SELECT g.post_id AS owner, t.id, t.slug, t.name FROM post_topic g ${TOPICS}
          WHERE g.post_id = ANY (${posts}) ORDER BY g.post_id, g.position`),
        (row) => new Topic(row),
      ),
    ),
    reactions: batched(async (posts, _, { viewer }) =>
      grouped(
        await rowsOf(sql`SELECT subject_id AS owner, kind, count(*)::int AS count,
            ${viewer ? sql`bool_or(account_id = ${viewer})` : sql`FALSE`} AS "viewerHasReacted"
          FROM reaction WHERE subject_id = ANY (${posts}) GROUP BY subject_id, kind ORDER BY count DESC, kind COLLATE "C"`),
        (row) => row,
      ),
    ),
  },
};
