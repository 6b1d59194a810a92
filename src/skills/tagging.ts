import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { type FieldProblem, InvalidInput } from '../base/errors/index.js';
import { raw, type Sql, sql } from '../base/views/index.js';

/** A table (<owner>_id, topic_id, position) that tags a module's rows with topics. */
export interface TagTable {
  readonly table: string;
  readonly owner: string;
}

/** FROM item: the topics of one row, with their positions. */
export function taggedTopics({ table, owner }: TagTable, key: Sql): Sql {
  return sql`(SELECT t.*, tag.position FROM ${raw(table)} tag JOIN topic t ON t.id = tag.topic_id WHERE tag.${raw(owner)} = ${key})`;
}

/** The ids of topics; they don't depend on a row, so PostgreSQL looks them up once. */
export function topicsBySlug(slugs: Sql): Sql {
  return sql`ARRAY(SELECT t.id FROM topic t WHERE t.slug = ANY (${slugs}))`;
}

/** Whether a row is tagged with one of the topics of these slugs. */
export function taggedWithTopics({ table, owner }: TagTable, key: Sql, slugs: Sql): Sql {
  return sql`EXISTS (SELECT FROM ${raw(table)} tag WHERE tag.${raw(owner)} = ${key} AND tag.topic_id = ANY (${topicsBySlug(slugs)}))`;
}

@Injectable()
export class Tagging {
  constructor(private readonly database: Database) {}

  /**
   * The ids of topics, in the order given.
   * @throws InvalidInput naming each slug that is no topic's, under `path`
   */
  async topicIds(slugs: readonly string[], path: string): Promise<string[]> {
    if (slugs.length === 0) return [];
    const rows = await this.database.query<{ id: string; slug: string }>(
      'SELECT id, slug FROM topic WHERE slug = ANY ($1)',
      [slugs],
    );
    const ids = new Map(rows.map(({ id, slug }) => [slug, id]));
    const problems = slugs.flatMap((slug, index): FieldProblem[] =>
      ids.has(slug)
        ? []
        : [{ path: [path, String(index)], code: 'UNKNOWN', message: `There is no topic “${slug.slice(0, 80)}”.` }],
    );
    if (problems.length > 0) throw new InvalidInput(problems);
    return slugs.map((slug) => ids.get(slug) as string);
  }

  /** What a row has of its first topic: where it belongs, and how often it is asked. */
  async placeOf(topicId: string): Promise<{ areaNumber: number; askedIn: number }> {
    const [place] = await this.database.query<{ areaNumber: number; askedIn: number }>(
      'SELECT area_number AS "areaNumber", asked_in AS "askedIn" FROM topic WHERE id = $1',
      [topicId],
    );
    if (!place) throw new Error(`There is no topic ${topicId}`);
    return place;
  }

  /** Tags a row with these topics alone. */
  async tag({ table, owner }: TagTable, key: string, topicIds: readonly string[]): Promise<void> {
    await this.database.query(`DELETE FROM ${table} WHERE ${owner} = $1`, [key]);
    await this.database.query(
      `INSERT INTO ${table} (${owner}, topic_id, position) SELECT $1, t.id, t.position FROM unnest($2::uuid[]) WITH ORDINALITY AS t(id, position)`,
      [key, topicIds],
    );
  }

  /**
   * Tags each of many rows with the topics of these slugs alone.
   * @throws InvalidInput naming each slug that is no topic's
   */
  async tagEach({ table, owner }: TagTable, topics: ReadonlyMap<string, readonly string[]>): Promise<void> {
    const slugs = [...new Set([...topics.values()].flat())];
    const ids = await this.topicIds(slugs, 'topics');
    const idOf = new Map(slugs.map((slug, index) => [slug, ids[index]]));
    const tags = [...topics].flatMap(([key, own]) =>
      own.map((slug, index) => [key, idOf.get(slug), index + 1] as const),
    );
    await this.database.query(`DELETE FROM ${table} WHERE ${owner} = ANY ($1)`, [[...topics.keys()]]);
    await this.database.query(
      `INSERT INTO ${table} (${owner}, topic_id, position) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[])`,
      [tags.map(([key]) => key), tags.map(([, id]) => id), tags.map(([, , position]) => position)],
    );
  }
}
