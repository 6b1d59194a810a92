import { blockedOf, nothing, rowsOf, sql, unlessBlocked } from './database.js';
import { batched, asked, Connection, grouped, placeOf } from './pages.js';
import { Topic } from './people.js';

export class SkillArea {
  constructor(row) {
    this.key = row.number;
    this.id = `area_${row.id}`;
    this.number = row.number;
    this.slug = row.slug;
    this.name = row.name;
  }

  toJSON() {
    return this.key;
  }
}

const DIFFICULTIES = [null, 'EASY', 'MEDIUM', 'HARD'];

class Question {
  constructor(row) {
    this.key = row.id;
    this.place = row.place;
    this.id = `question_${row.id}`;
    this.slug = row.slug;
    this.prompt = row.prompt;
    this.status = 'PUBLISHED'; // others aren't read
    this.difficulty = DIFFICULTIES[row.difficulty];
    this.kind = row.kind;
    this.viewerAttempts = row.attempts;
    this.area = new SkillArea({ id: row.area_id, number: row.area_number, slug: row.area_slug, name: row.area_name });
  }

  toJSON() {
    return this.key;
  }
}

const ORDERS = {
  NEWEST: { column: sql`published_at`, type: sql`timestamptz` },
  MOST_ASKED: { column: sql`asked_in`, type: sql`int` },
};

/** Of a question `q`. */
function columns({ column }, viewer, fields) {
  return sql`q.id, q.slug, q.prompt, q.difficulty, q.kind, q.${column} AS place,
    area.id AS area_id, area.number AS area_number, area.slug AS area_slug, area.name AS area_name
    ${fields.has('viewerAttempts') ? sql`, ${viewer ? sql`(SELECT count(*)::int FROM attempt WHERE account_id = ${viewer} AND question_id = q.id)` : sql`0`} AS attempts` : nothing}`;
}

function page(condition, { column, type }, { first, after }, viewer) {
  const place = after && placeOf(after);
  return sql`SELECT * FROM question WHERE state = 'PUBLISHED' AND hidden_at IS NULL ${condition} ${unlessBlocked(sql`author_id`, viewer)}
    ${place ? sql`AND (${column}, id) < (${place.place}::${type}, ${place.id}::uuid)` : nothing}
    ORDER BY ${column} DESC, id DESC LIMIT ${first + 1}::int`;
}

/** From the counters of what everybody sees, less what is by the blocked. */
function total(areas, viewer) {
  return sql`SELECT (SELECT coalesce(sum(count), 0) FROM public_count WHERE kind = 'question' ${areas ? sql`AND areas && ${areas}` : nothing})::int
    ${
      viewer
        ? sql`- (SELECT count(*) FROM question WHERE state = 'PUBLISHED' AND hidden_at IS NULL AND author_id = ANY (${blockedOf(viewer)})
            ${areas ? sql`AND area_number = ANY (${areas})` : nothing})::int`
        : nothing
    } AS total`;
}

export const resolvers = {
  Query: {
    skillArea: async (_, { slug }) => {
      const [row] = await rowsOf(sql`SELECT id, number, slug, name FROM skill_area WHERE slug = ${slug}`);
      return row ? new SkillArea(row) : null;
    },
    questions: async (_, { first, after, filter, orderBy }, { viewer }, info) => {
      const fields = asked(info);
      const order = ORDERS[orderBy ?? 'NEWEST'];
      const areas = filter?.areas && sql`${filter.areas}::int[]`;
      const rows =
        await rowsOf(sql`SELECT ${columns(order, viewer, fields)} ${fields.has('totalCount') ? sql`, total` : nothing}
        FROM ${fields.has('totalCount') ? sql`(${total(areas, viewer)}) AS n LEFT JOIN LATERAL` : nothing}
          (${page(areas ? sql`AND area_number = ANY (${areas})` : nothing, order, { first, after }, viewer)}) q
          ${fields.has('totalCount') ? sql`ON TRUE` : nothing}
        LEFT JOIN skill_area area ON area.number = q.area_number ORDER BY q.${order.column} DESC, q.id DESC`);
      return new Connection(
        rows.filter(({ id }) => id).map((row) => new Question(row)),
        { first, after },
        rows[0]?.total,
      );
    },
  },
};

export const loaders = {
  SkillArea: {
    questions: batched(async (areas, params, { viewer }, fields) => {
      const area = sql`ARRAY[area.number::int]`;
      const rows = await rowsOf(sql`SELECT area.number AS owner, ${columns(ORDERS.NEWEST, viewer, fields)}
          ${fields.has('totalCount') ? sql`, total` : nothing}
        FROM skill_area area
        ${fields.has('totalCount') ? sql`CROSS JOIN LATERAL (${total(area, viewer)}) n` : nothing}
        LEFT JOIN LATERAL (${page(sql`AND area_number = area.number`, ORDERS.NEWEST, params, viewer)}) q ON TRUE
        WHERE area.number = ANY (${areas}) ORDER BY q.published_at DESC, q.id DESC`);
      const of = grouped(rows, (row) => row);
      return (number) => {
        const own = of(number);
        const questions = own.filter(({ id }) => id).map((row) => new Question(row));
        return new Connection(questions, params, own[0].total);
      };
    }),
  },
  Question: {
    topics: batched(async (questions) =>
      grouped(
        await rowsOf(sql`SELECT g.question_id AS owner, t.id, t.slug, t.name FROM question_topic g JOIN topic t ON t.id = g.topic_id
          WHERE g.question_id = ANY (${questions}) ORDER BY g.question_id, g.position`),
        (row) => new Topic(row),
      ),
    ),
  },
};
