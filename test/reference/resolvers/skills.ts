import type { Look, Resolvers } from '../look.js';
import type { RowOf } from '../tables.js';

const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);

/** The topics of something tagged with them, in their order. */
export function topicsOf({ rules }: Look, table: string, owner: string, key: unknown): RowOf[] {
  return [...rules.rows(table, owner, key)]
    .sort((a, b) => Number(a.position) - Number(b.position))
    .map((tag) => rules.one('topic', 'id', tag.topic_id) as RowOf);
}

/** Whether a row with these topics is what a filter's areas and topics ask for. */
export function isAbout(
  topics: readonly RowOf[],
  { areas, topics: slugs }: { readonly areas?: readonly number[] | null; readonly topics?: readonly string[] | null },
): boolean {
  return (
    (areas == null || topics.some((topic) => areas.includes(Number(topic.area_number)))) &&
    (slugs == null || topics.some((topic) => slugs.includes(String(topic.slug))))
  );
}

export const skills: Resolvers = {
  Query: {
    skillAreas: (_, { rules }) => [...rules.all('skill_area')].sort((a, b) => Number(a.number) - Number(b.number)),
    skillArea: (_, { rules }, { slug }) => rules.one('skill_area', 'slug', slug),
    topic: (_, { rules }, { slug }) => rules.one('topic', 'slug', slug),
  },
  SkillArea: {
    topics: (area, { rules }) =>
      [...rules.rows('topic', 'area_number', area.number)].sort(
        (a, b) => Number(b.asked_in) - Number(a.asked_in) || byText(a.name, b.name),
      ),
  },
  Topic: { area: (topic, { rules }) => rules.one('skill_area', 'number', topic.area_number) },
};
