import { EVERYONE, type RootPolicy } from '../base/access/index.js';
import { many, one, type Row, type Sql, sql, type ViewSet } from '../base/views/index.js';
import { SkillArea, Topic } from './skills.entity.js';
import { type TagTable, taggedTopics } from './tagging.js';

export const skillsViews: ViewSet = {
  views: {
    SkillArea: {
      entity: SkillArea,
      id: { prefix: 'area' },
      fields: {
        topics: many('Topic', {
          where: (topic, area) => sql`${topic}.area_number = ${area}.number`,
          order: (topic) => sql`${topic}.asked_in DESC, ${topic}.name COLLATE "C"`,
        }),
      },
    },
    Topic: {
      entity: Topic,
      id: { prefix: 'topic' },
      fields: { area: one('SkillArea', { where: (area, topic) => sql`${area}.number = ${topic}.area_number` }) },
    },
  },
  fields: {
    Query: {
      skillAreas: many('SkillArea', { order: (area) => sql`${area}.number` }),
      skillArea: one('SkillArea', {
        where: (area, _row, _scope, args) => sql`${area}.slug = ${args.param('slug', 'text')}`,
      }),
      topic: one('Topic', { where: (topic, _row, _scope, args) => sql`${topic}.slug = ${args.param('slug', 'text')}` }),
    },
  },
};

export const skillsPolicy: RootPolicy = {
  'Query.skillAreas': EVERYONE,
  'Query.skillArea': EVERYONE,
  'Query.topic': EVERYONE,
};

/** The topics of something that is tagged with them, most important first. */
export function topicsOf(tags: TagTable, key: (row: Row) => Sql = (row) => sql`${row}.id`) {
  return many('Topic', { from: (row) => taggedTopics(tags, key(row)), order: (topic) => sql`${topic}.position` });
}
