import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { LoadedContent, readContent } from '../base/content/index.js';
import { Database, newId } from '../base/database/index.js';
import { aliasKey, areaList, topicList } from './skill-files.js';

/** content/areas.yaml and content/topics/ into tables. What a file no longer names stays: others may refer to it. */
@Injectable()
export class LoadSkills {
  constructor(
    private readonly database: Database,
    private readonly content: LoadedContent,
  ) {}

  async execute(): Promise<void> {
    const areaFile = readContent('areas.yaml');
    const topicFiles = readContent('topics');
    await this.content.load('skills', [...areaFile, ...topicFiles], async () => {
      for (const area of areaList.parse(areaFile[0]?.value)) {
        await this.database.query(
          `INSERT INTO skill_area (id, number, slug, name, summary) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (number) DO UPDATE SET name = $4, summary = $5`,
          [newId(), area.number, area.slug, area.name, area.summary.trim()],
        );
      }
      await this.database.query('DELETE FROM topic_alias');
      for (const file of topicFiles) await this.#loadTopics(file.slug, topicList.parse(file.value));
    });
  }

  async #loadTopics(areaSlug: string, list: z.infer<typeof topicList>): Promise<void> {
    for (const topic of list) {
      const row = await this.database.queryOne<{ id: string }>(
        `INSERT INTO topic (id, area_number, slug, name, aliases, asked_in)
         VALUES ($1, (SELECT number FROM skill_area WHERE slug = $2), $3, $4, $5, $6)
         ON CONFLICT (slug) DO UPDATE SET area_number = excluded.area_number, name = $4, aliases = $5, asked_in = $6
         RETURNING id`,
        [newId(), areaSlug, topic.slug, topic.name, topic.aliases, topic.askedIn],
      );
      await this.database.query('INSERT INTO topic_alias (alias, topic_id) SELECT unnest($1::text[]), $2', [
        topic.aliases.map(aliasKey),
        row?.id,
      ]);
    }
  }
}
