import { Injectable } from '@nestjs/common';

import { LoadedContent, readContent } from '../base/content/index.js';
import { Database } from '../base/database/index.js';
import { renderMarkdown } from '../base/text/index.js';
import { questionsOfGuide, withQuestionLinks } from './study-guide.js';

/** content/guides/, a file for an area, into tables; after the questions that they lead to. A guide whose file is gone goes. */
@Injectable()
export class LoadGuides {
  constructor(
    private readonly database: Database,
    private readonly content: LoadedContent,
  ) {}

  /** @param root another folder in place of content/ */
  async execute(root?: string): Promise<void> {
    const files = readContent('guides', root);
    await this.content.load('guides', files, async () => {
      await this.database.query('DELETE FROM study_guide');
      for (const { path, slug, text } of files) {
        const rows = await this.database.query(
          `INSERT INTO study_guide (area_number, markdown, html)
           SELECT number, $2, $3 FROM skill_area WHERE slug = $1 RETURNING area_number`,
          [slug, text, renderMarkdown(withQuestionLinks(text))],
        );
        if (rows.length === 0) throw new Error(`content/${path}: there is no area “${slug}”`);
        await this.#lead(path, slug, questionsOfGuide(text));
      }
    });
  }

  async #lead(path: string, area: string, slugs: readonly string[]): Promise<void> {
    const found = await this.database.query<{ slug: string }>(
      `WITH led AS (
         INSERT INTO study_guide_question (area_number, position, question_id)
         SELECT a.number, link.position, q.id
         FROM unnest($2::text[]) WITH ORDINALITY AS link(slug, position) JOIN question q USING (slug), skill_area a WHERE a.slug = $1
         RETURNING question_id)
       SELECT q.slug FROM led JOIN question q ON q.id = led.question_id`,
      [area, slugs],
    );
    const missing = slugs.filter((slug) => !found.some((row) => row.slug === slug));
    if (missing.length > 0) throw new Error(`content/${path}: there is no question “${missing.join('”, “')}”`);
  }
}
