import { snippetOf } from '../../../src/search/snippet.js';
import type { Args, Look, Resolvers } from '../look.js';
import { ascending, pageOf } from '../pages.js';
import type { RowOf } from '../tables.js';

/** What the database makes of a query; the rest of a search is done here once more. */
export interface SearchPlan {
  readonly groups: readonly number[];
  readonly in_a: readonly string[];
  readonly in_b: readonly string[];
  readonly in_c: readonly string[];
  readonly in_d: readonly string[];
  readonly points: readonly number[];
  readonly finds: readonly boolean[];
  readonly needed: number;
  readonly best: number;
  readonly marks: readonly string[];
}

/** Where a lexeme stands in a document: position by class. */
type Places = ReadonlyMap<string, readonly { readonly position: number; readonly grade: string }[]>;

const vectors = new Map<string, Places>();

/** A tsvector as PostgreSQL writes it: 'bay':3A,7 'way':2B. */
function placesOf(vector: string): Places {
  let places = vectors.get(vector);
  if (!places) {
    places = new Map(
      [...vector.matchAll(/'((?:[^']|'')*)':([\dA-D,]+)/g)].map(([, lexeme, at]) => [
        lexeme as string,
        (at as string)
          .split(',')
          .map((place) => ({ position: Number.parseInt(place, 10), grade: /[A-C]$/.exec(place)?.[0] ?? 'D' })),
      ]),
    );
    vectors.set(vector, places);
  }
  return places;
}

/** 'kv':A <-> 'cach':A, 'quant':*B; nothing else is asked here. */
function holds(places: Places, query: string): boolean {
  const terms = [...query.matchAll(/(?:<(-|\d+)> )?'([^']*)':(\*?)([A-D])/g)];
  let ends: number[] | undefined;
  for (const [, distance, lexeme = '', star, grade] of terms) {
    const found = [...places]
      .filter(([word]) => (star ? word.startsWith(lexeme) : word === lexeme))
      .flatMap(([, at]) => at.filter((place) => place.grade === grade).map(({ position }) => position));
    const step = distance === '-' ? 1 : Number(distance);
    ends = ends ? found.filter((position) => ends?.includes(position - step)) : found;
    if (ends.length === 0) return false;
  }
  return terms.length > 0;
}

interface Hit extends RowOf {
  readonly id: unknown;
  readonly kind: string;
  readonly areas: readonly number[];
  readonly difficulty: number | null;
  readonly points: number;
  readonly plan: SearchPlan;
}

function fit(vector: string, plan: SearchPlan): { readonly points: number; readonly covered: number } {
  const places = placesOf(vector);
  const best = new Map<number, { points: number; covered: number }>();
  plan.groups.forEach((group, index) => {
    const classes = [plan.in_a, plan.in_b, plan.in_c, plan.in_d].map((queries) =>
      holds(places, queries[index] as string),
    );
    const worth = plan.points[index] as number;
    const points = [6, 3, 2, 1].reduce((sum, points, grade) => sum + (classes[grade] ? points * worth : 0), 0);
    const covered = plan.finds[index] && points > 0 ? worth : 0;
    const before = best.get(group) ?? { points: 0, covered: 0 };
    best.set(group, { points: Math.max(before.points, points), covered: Math.max(before.covered, covered) });
  });
  const all = [...best.values()];
  return {
    points: all.reduce((sum, each) => sum + each.points, 0),
    covered: all.reduce((sum, each) => sum + each.covered, 0),
  };
}

function sees({ eyes, rules }: Look, kind: string, id: unknown): boolean {
  if (kind === 'mentor') return rules.person(eyes, id);
  const row = rules.one(kind, 'id', id);
  if (!row) return false;
  return kind === 'post'
    ? rules.postIsOut(row) && rules.post(eyes, row)
    : rules.questionIsOut(row) && rules.question(eyes, row);
}

function hitsOf(look: Look, query: string): Hit[] {
  const plan = look.searchPlans.get(query);
  if (!plan) throw new Error(`No plan for ${query}`);
  return look.rules.all('search_document').flatMap((row) => {
    const { points, covered } = fit(String(row.vector), plan);
    if (covered === 0 || covered < plan.needed || !sees(look, String(row.kind), row.id)) return [];
    const areas = (String(row.areas).match(/\d+/g) ?? []).map(Number);
    const difficulty = row.difficulty === null ? null : Number(row.difficulty);
    return [{ id: row.id, kind: String(row.kind), areas, difficulty, points, plan }];
  });
}

const DIFFICULTIES = ['EASY', 'MEDIUM', 'HARD'];

/** Whether a hit is within what a search is narrowed to, but for one respect. */
function isWithin({ kind, areas, difficulty }: Hit, args: Args, but?: 'kinds' | 'areas' | 'difficulty'): boolean {
  return (
    (but === 'kinds' || args.kinds == null || args.kinds.includes(kind.toUpperCase())) &&
    (but === 'areas' || args.areas == null || areas.some((area) => args.areas?.includes(area))) &&
    (but === 'difficulty' ||
      args.difficulty == null ||
      args.difficulty.includes(DIFFICULTIES[Number(difficulty) - 1] ?? ''))
  );
}

function counted<Key extends string | number>(keys: readonly Key[]): { readonly key: Key; readonly count: number }[] {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

function textOf({ rules }: Look, { kind, id }: Hit): string {
  if (kind === 'post') return String(rules.one('post', 'id', id)?.markdown);
  if (kind === 'question') {
    const row = rules.one('question', 'id', id) as RowOf;
    return [row.short_answer, row.answer, row.prompt].join('\n\n');
  }
  const { headline, bio, name } = rules.one('profile', 'account_id', id) as Readonly<
    Record<'headline' | 'bio' | 'name', string | null>
  >;
  const topics = rules
    .rows('mentor_expertise', 'mentor_id', id)
    .map(({ level, topic_id }) => ({ level: Number(level), topic: rules.one('topic', 'id', topic_id) as RowOf }))
    .sort((a, b) => b.level - a.level || (String(a.topic.slug) < String(b.topic.slug) ? -1 : 1))
    .map(({ topic }) => topic.name);
  return [headline, bio, topics.length > 0 ? topics.join(', ') : null, name]
    .filter((part) => part != null)
    .join('\n\n');
}

export const search: Resolvers = {
  Query: {
    search: (_, look, args) => {
      const hits = hitsOf(look, args.query);
      const page = pageOf(
        look,
        'Query.search',
        hits.filter((hit) => isWithin(hit, args)),
        ascending(['number', (hit) => -Number(hit.points)]),
        args,
      );
      return { ...page, hits, args };
    },
  },
  SearchHitConnection: {
    facets: ({ hits, args }) => {
      const within = (but: 'kinds' | 'areas' | 'difficulty') =>
        (hits as readonly Hit[]).filter((hit) => isWithin(hit, args as Args, but));
      return {
        kinds: counted(within('kinds').map(({ kind }) => kind.toUpperCase())),
        areas: counted(within('areas').flatMap(({ areas }) => [...areas])),
        difficulties: counted(within('difficulty').flatMap(({ difficulty }) => difficulty ?? [])).sort(
          (a, b) => a.key - b.key,
        ),
      };
    },
  },
  SearchKindCount: { kind: ({ key }) => key },
  SearchAreaCount: { area: ({ key }, { rules }) => rules.one('skill_area', 'number', key) },
  SearchDifficultyCount: { difficulty: ({ key }) => DIFFICULTIES[Number(key) - 1] },
  SearchHit: {
    score: ({ points, plan }) => Math.floor((Number(points) * 1_000) / (plan as SearchPlan).best) / 1_000,
    snippet: (hit, look) => snippetOf(textOf(look, hit as Hit).slice(0, 20_000), (hit as Hit).plan.marks),
    item: (hit, { rules }) => {
      const { kind, id } = hit as Hit;
      const row = rules.one(kind, kind === 'mentor' ? 'account_id' : 'id', id);
      return row && { __typename: { post: 'Post', question: 'Question', mentor: 'Mentor' }[kind], ...row };
    },
  },
};
