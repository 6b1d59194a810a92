import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { type ContentFile, LoadedContent, readContent } from '../base/content/index.js';
import { Database, newId } from '../base/database/index.js';
import { renderMarkdown } from '../base/text/index.js';
import { Clock } from '../base/time/index.js';
import { Subject } from '../discussion/index.js';
import { Tagging } from '../skills/index.js';
import { questionTags } from './question.view.js';

const text = z.string().trim().min(1);
const words = (max: number) => text.refine((value) => value.split(/\s+/).length <= max, `at most ${max} words`);

const record = z.strictObject({
  prompt: text,
  kind: z.enum(['CONCEPT', 'COMPARE', 'SCENARIO', 'NUMERIC', 'CODE', 'DESIGN', 'DEBUG']),
  difficulty: z.enum(['EASY', 'MEDIUM', 'HARD']),
  topics: z.array(text).min(1).max(4),
  hints: z.array(text).min(1).max(3),
  shortAnswer: words(80),
  answer: text,
  rubric: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]+$/), text, points: z.number().int().min(1).max(3) }))
    .min(3)
    .max(6),
  commonMistakes: z.array(text).min(1).max(3),
  followUps: z
    .array(z.strictObject({ prompt: text, probes: text }))
    .min(2)
    .max(3),
  references: z
    .array(z.strictObject({ title: text, url: z.url({ protocol: /^https$/ }) }))
    .min(1)
    .max(10),
  verifiedAt: z.iso.date(),
});
type QuestionRecord = z.infer<typeof record>;

const RANK = { EASY: 1, MEDIUM: 2, HARD: 3 };

/** The curated bank, content/questions/, into tables. A changed file is the next version; one that is gone stays. */
@Injectable()
export class LoadQuestions {
  constructor(
    private readonly database: Database,
    private readonly content: LoadedContent,
    private readonly tagging: Tagging,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    const files = readContent('questions');
    await this.content.load('questions', files, async () => {
      const rows = await this.database.query<{ slug: string; hash: string }>(
        'SELECT slug, content_hash AS hash FROM question WHERE content_hash IS NOT NULL',
      );
      const known = new Map(rows.map(({ slug, hash }) => [slug, hash]));
      for (const file of files) if (known.get(slugOf(file)) !== file.hash) await this.#load(file);
    });
  }

  async #load(file: ContentFile): Promise<void> {
    const parsed = record.safeParse(file.value);
    if (!parsed.success) throw new Error(`content/${file.name}.yaml: ${z.prettifyError(parsed.error)}`);
    const topicIds = await this.tagging.topicIds(parsed.data.topics, 'topics');
    const id = await this.#keep(slugOf(file), file.hash, parsed.data, topicIds[0] as string);
    await this.tagging.tag(questionTags, id, topicIds);
  }

  async #keep(slug: string, hash: string, question: QuestionRecord, firstTopicId: string): Promise<string> {
    const known = await this.database.queryOne<{ id: string }>('SELECT id FROM question WHERE slug = $1', [slug]);
    const id = known?.id ?? newId();
    if (!known) await this.database.repository(Subject).insert({ id, kind: 'question' });
    await this.database.query(
      `INSERT INTO question (id, slug, area_number, asked_in, state, published_at, created_at, kind, difficulty, prompt, html, hints,
         short_answer, answer, answer_html, rubric, common_mistakes, follow_ups, "references", verified_at, content_hash)
       SELECT $1, $2, t.area_number, t.asked_in, 'PUBLISHED', $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
       FROM topic t WHERE t.id = $3
       ON CONFLICT (slug) DO UPDATE SET area_number = excluded.area_number, asked_in = excluded.asked_in, version = question.version + 1,
         kind = $5, difficulty = $6, prompt = $7, html = $8, hints = $9, short_answer = $10, answer = $11, answer_html = $12,
         rubric = $13, common_mistakes = $14, follow_ups = $15, "references" = $16, verified_at = $17, content_hash = $18`,
      [
        id,
        slug,
        firstTopicId,
        this.clock.now(),
        question.kind,
        RANK[question.difficulty],
        question.prompt,
        renderMarkdown(question.prompt),
        question.hints,
        question.shortAnswer,
        question.answer,
        renderMarkdown(question.answer),
        JSON.stringify(question.rubric),
        question.commonMistakes,
        JSON.stringify(question.followUps),
        JSON.stringify(question.references),
        question.verifiedAt,
        hash,
      ],
    );
    return id;
  }
}

function slugOf({ name }: ContentFile): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
