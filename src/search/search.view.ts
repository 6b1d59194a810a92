import { EVERYONE, type RootPolicy } from '../base/access/index.js';
import {
  and,
  type Arguments,
  ascending,
  connection,
  derived,
  many,
  one,
  raw,
  ref,
  Row,
  type Sql,
  sql,
  value,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { subjectOpen } from '../discussion/index.js';
import { personVisible } from '../people/index.js';
import { lexicon } from './lexicon.js';
import { askedFor } from './query.js';
import { snippetOf } from './snippet.js';

/** Longer texts are quoted from their beginning. */
const QUOTED_CHARACTERS = 20_000;
const NULL = sql`NULL::text[]`;

/** FROM item: what a text finds, whoever looks, as documents with their points. */
function found(args: Arguments, kinds: Sql = NULL): Sql {
  const asked = args.param('query', 'jsonb', (query) => JSON.stringify(askedFor(String(query), lexicon())));
  return sql`(SELECT d.id, d.kind, d.areas, d.difficulty, plan.marks, -d.points AS rank, floor(d.points * 1000.0 / plan.best)::float8 / 1000 AS score
    FROM search_plan(${asked}) AS plan CROSS JOIN LATERAL search_found(plan, ${kinds}) AS d)`;
}

/** The best first, before anybody asks who may see them: of thousands only those of a page are looked up. */
function page(args: Arguments): Sql {
  const hits = found(args, args.has('kinds') ? kindsOf(args) : NULL);
  return sql`(SELECT * FROM ${hits} AS hits ORDER BY rank, id OFFSET 0)`;
}

/** What it stands for is shown to everybody, and this viewer may see it. */
function hitVisible(hit: Row, scope: ViewScope): Sql {
  const id = sql`${hit}.id`;
  return sql`CASE ${hit}.kind WHEN 'post' THEN ${subjectOpen('post', id, scope)} WHEN 'question' THEN ${subjectOpen('question', id, scope)} ELSE ${personVisible(id, scope)} END`;
}

function kindsOf(args: Arguments): Sql {
  return args.param('kinds', 'text[]', (kinds) => (kinds as string[]).map((kind) => kind.toLowerCase()));
}

/** What a search may be narrowed to, by argument. */
const narrowings: Readonly<Record<'kinds' | 'areas' | 'difficulty', (hit: Row, args: Arguments) => Sql>> = {
  kinds: (hit, args) => sql`${hit}.kind = ANY (${kindsOf(args)})`,
  areas: (hit, args) => sql`${hit}.areas && ${args.param('areas', 'int[]')}`,
  difficulty: (hit, args) => sql`${difficultyName(hit)} = ANY (${args.param('difficulty', 'text[]')})`,
};
type Narrowing = keyof typeof narrowings;

const difficultyName = (hit: Row) => sql`(ARRAY['EASY', 'MEDIUM', 'HARD'])[${hit}.difficulty]`;

function narrowed(hit: Row, args: Arguments, without?: Narrowing): Sql {
  const given = (Object.keys(narrowings) as Narrowing[]).filter((name) => name !== without && args.has(name));
  return and(...given.map((name) => narrowings[name](hit, args)));
}

/** FROM item: one row with a list (jsonb) for each way to count. */
function facets(scope: ViewScope, args: Arguments): Sql {
  const hit = new Row('hit');
  const counted = (name: Narrowing, key: Sql, from: Sql) =>
    sql`(SELECT coalesce(jsonb_agg(counted), '[]') FROM (SELECT ${key} AS key, count(*)::int AS count FROM ${from} WHERE ${and(narrowed(hit, args, name), sql`${key} IS NOT NULL`)} GROUP BY 1) counted) AS ${raw(name)}`;
  return sql`(WITH hits AS MATERIALIZED (SELECT ${hit}.kind, ${hit}.areas, ${hit}.difficulty FROM ${found(args)} AS ${hit} WHERE ${hitVisible(hit, scope)})
    SELECT ${counted('kinds', sql`upper(${hit}.kind)`, sql`hits AS ${hit}`)},
      ${counted('areas', sql`area.number`, sql`hits AS ${hit} CROSS JOIN LATERAL unnest(${hit}.areas) AS area(number)`)},
      ${counted('difficulty', sql`${hit}.difficulty`, sql`hits AS ${hit}`)})`;
}

const counts = (list: Sql) => sql`(SELECT * FROM jsonb_to_recordset(${list}) AS counted(key text, count int))`;

/** What a hit is quoted from. */
function textOf(hit: Row): Sql {
  const text = sql`CASE ${hit}.kind
    WHEN 'post' THEN (SELECT p.markdown FROM post p WHERE p.id = ${hit}.id)
    WHEN 'question' THEN (SELECT concat_ws(E'\\n\\n', q.short_answer, q.answer, q.prompt) FROM question q WHERE q.id = ${hit}.id)
    ELSE (SELECT concat_ws(E'\\n\\n', p.headline, p.bio, (SELECT string_agg(t.name, ', ' ORDER BY e.level DESC, t.slug COLLATE "C") FROM mentor_expertise e JOIN topic t ON t.id = e.topic_id WHERE e.mentor_id = ${hit}.id), p.name)
      FROM profile p WHERE p.account_id = ${hit}.id) END`;
  return sql`left(${text}, ${raw(String(QUOTED_CHARACTERS))})`;
}

export const searchViews: ViewSet = {
  views: {
    SearchHit: {
      id: { prefix: 'hit', column: 'id' },
      visible: hitVisible,
      fields: {
        score: value((hit) => sql`${hit}.score`),
        snippet: derived<{ readonly text: string; readonly marks: readonly string[] }>(
          (hit) => ({ text: textOf(hit), marks: sql`${hit}.marks` }),
          ({ text, marks }) => snippetOf(text, marks),
        ),
        item: ref({ prefix: (hit) => sql`${hit}.kind`, key: (hit) => sql`${hit}.id` }),
      },
    },
    SearchFacets: {
      fields: {
        kinds: many('SearchKindCount', {
          from: (row) => counts(sql`${row}.kinds`),
          order: (row) => sql`${row}.count DESC, ${row}.key`,
        }),
        areas: many('SearchAreaCount', {
          from: (row) => counts(sql`${row}.areas`),
          order: (row) => sql`${row}.count DESC, ${row}.key`,
        }),
        difficulties: many('SearchDifficultyCount', {
          from: (row) => counts(sql`${row}.difficulty`),
          order: (row) => sql`${row}.key`,
        }),
      },
    },
    SearchKindCount: { fields: { kind: value((row) => sql`${row}.key`) } },
    SearchAreaCount: {
      fields: { area: one('SkillArea', { where: (area, row) => sql`${area}.number = ${row}.key::int` }) },
    },
    SearchDifficultyCount: {
      fields: { difficulty: value((row) => sql`(ARRAY['EASY', 'MEDIUM', 'HARD'])[${row}.key::int]`) },
    },
  },
  fields: {
    Query: {
      search: connection('SearchHit', {
        from: (_row, _scope, args) => page(args),
        where: (hit, _row, _scope, args) => narrowed(hit, args),
        // The older of two that fit alike comes first: what is new can't push ahead.
        order: ascending(['int', (hit) => sql`${hit}.rank`]),
        beside: { facets: one('SearchFacets', { from: (_row, scope, args) => facets(scope, args) }) },
      }),
    },
  },
};

export const searchPolicy: RootPolicy = { 'Query.search': EVERYONE };
