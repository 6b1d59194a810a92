import { blockedOf, nothing, rowsOf, sql, unlessBlocked } from './database.js';
import { batched, asked, Connection, grouped, placeOf } from './pages.js';
import { AUTHOR, Profile, Topic } from './people.js';

class Mentor {
  constructor(row) {
    this.key = row.account_id;
    this.place = row.place ?? 'infinity';
    this.id = `mentor_${row.account_id}`;
    this.profile = new Profile(row);
    this.rating = { average: row.rating, count: row.review_count };
    this.nextSlotAt = row.next_slot_at;
  }

  toJSON() {
    return this.key;
  }
}

const ORDERS = {
  NEWEST: { column: sql`since`, direction: sql`DESC`, beyond: sql`<` },
  NEXT_SLOT: { column: sql`next_slot_at`, direction: nothing, beyond: sql`>` },
};

/** From the counters of what everybody sees, less the blocked. */
function total(areas, viewer) {
  return sql`SELECT (SELECT coalesce(sum(count), 0) FROM public_count WHERE kind = 'mentor' ${areas ? sql`AND areas && ${areas}` : nothing})::int
    ${
      viewer
        ? sql`- (SELECT count(*) FROM mentor WHERE status = 'ACTIVE' AND account_id = ANY (${blockedOf(viewer)})
            ${areas ? sql`AND areas && ${areas}` : nothing})::int`
        : nothing
    } AS total`;
}

export const resolvers = {
  Query: {
    mentors: async (_, { first, after, filter, orderBy }, { viewer }, info) => {
      const fields = asked(info);
      const { column, direction, beyond } = ORDERS[orderBy ?? 'NEWEST'];
      const areas = filter?.areas && sql`${filter.areas}::int[]`;
      const place = after && placeOf(after);
      const page = sql`SELECT * FROM mentor WHERE status = 'ACTIVE' ${areas ? sql`AND areas && ${areas}` : nothing}
        ${unlessBlocked(sql`account_id`, viewer)}
        ${place ? sql`AND (${column}, account_id) ${beyond} (${place.place}::timestamptz, ${place.id}::uuid)` : nothing}
        ORDER BY ${column} ${direction}, account_id ${direction} LIMIT ${first + 1}::int`;
      const rows =
        await rowsOf(sql`SELECT m.account_id, m.${column} AS place, m.rating, m.review_count, m.next_slot_at, ${AUTHOR}
          ${fields.has('totalCount') ? sql`, total` : nothing}
        FROM ${fields.has('totalCount') ? sql`(${total(areas, viewer)}) AS n LEFT JOIN LATERAL (${page}) m ON TRUE` : sql`(${page}) m`}
        LEFT JOIN profile a ON a.account_id = m.account_id
        ORDER BY m.${column} ${direction}, m.account_id ${direction}`);
      return new Connection(
        rows.filter((row) => row.account_id).map((row) => new Mentor(row)),
        { first, after },
        rows[0]?.total,
      );
    },
  },
};

export const loaders = {
  Mentor: {
    expertise: batched(async (mentors) =>
      grouped(
        await rowsOf(sql`SELECT e.mentor_id AS owner, e.level, t.id, t.slug, t.name FROM mentor_expertise e JOIN topic t ON t.id = e.topic_id
          WHERE e.mentor_id = ANY (${mentors}) ORDER BY e.level DESC, t.asked_in DESC, t.slug COLLATE "C"`),
        (row) => ({ topic: new Topic(row), level: row.level }),
      ),
    ),
    offerings: batched(async (mentors) =>
      grouped(
        await rowsOf(sql`SELECT mentor_id AS owner, id, title, duration_minutes FROM offering
          WHERE mentor_id = ANY (${mentors}) AND active ORDER BY created_at, id`),
        (row) => ({ id: `offering_${row.id}`, title: row.title, durationMinutes: row.duration_minutes }),
      ),
    ),
  },
};
