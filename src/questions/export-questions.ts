import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { Injectable } from '@nestjs/common';
import { Document, isScalar, Scalar, visit } from 'yaml';

import { Database } from '../base/database/index.js';
import type { QuestionSource } from './question.entity.js';
import { DIFFICULTIES, type QuestionRecord, type ReferenceEntry } from './question-record.js';

interface Row extends Omit<QuestionRecord, 'references' | 'numbers' | 'difficulty'> {
  readonly slug: string;
  readonly area: string;
  readonly difficulty: number;
  readonly source: QuestionSource;
}

/** Texts that may have paragraphs of their own keep their lines; prose is folded; the rest stands in its line. */
const LITERAL = new Set(['prompt', 'answer']);
const FOLDED = new Set(['hints', 'shortAnswer', 'text', 'commonMistakes', 'probes']);

/**
 * The published curated bank, from the tables back into files. Loaded again they change nothing, and what a file says is what
 * the one that it was loaded from said.
 */
@Injectable()
export class ExportQuestions {
  constructor(private readonly database: Database) {}

  /** @returns how many questions were written into `folder` */
  async execute(folder: string): Promise<number> {
    const rows = await this.database.query<Row>(
      `SELECT q.slug, a.slug AS area, q.prompt, q.kind, q.difficulty, q.hints, q.short_answer AS "shortAnswer", q.answer, q.rubric,
         q.common_mistakes AS "commonMistakes", q.follow_ups AS "followUps", q.verified_at::text AS "verifiedAt", q.source,
         (SELECT array_agg(t.slug ORDER BY tag.position) FROM question_topic tag JOIN topic t ON t.id = tag.topic_id
          WHERE tag.question_id = q.id) AS topics
       FROM question q JOIN skill_area a ON a.number = q.area_number
       WHERE q.author_id IS NULL AND q.state = 'PUBLISHED' AND q.source IS NOT NULL ORDER BY q.slug`,
    );
    const references: Record<string, ReferenceEntry> = {};
    for (const { slug, area, source, ...row } of rows) {
      for (const { id, ...entry } of source.references) references[id] = entry;
      write(join(folder, 'questions', area, `${slug}.yaml`), recordOf(row, source));
    }
    const sorted = Object.entries(references).sort(([a], [b]) => (a < b ? -1 : 1));
    write(join(folder, 'references.yaml'), Object.fromEntries(sorted));
    const guides = await this.database.query<{ area: string; markdown: string }>(
      'SELECT a.slug AS area, g.markdown FROM study_guide g JOIN skill_area a ON a.number = g.area_number',
    );
    for (const { area, markdown } of guides) put(join(folder, 'guides', `${area}.md`), markdown);
    return rows.length;
  }
}

/** In the order of the files. */
function recordOf(row: Omit<Row, 'slug' | 'area' | 'source'>, { references, numbers }: QuestionSource): QuestionRecord {
  return {
    prompt: row.prompt,
    kind: row.kind,
    difficulty: DIFFICULTIES[row.difficulty - 1] as QuestionRecord['difficulty'],
    topics: row.topics,
    hints: row.hints,
    shortAnswer: row.shortAnswer,
    answer: row.answer,
    rubric: row.rubric.map(({ id, text, points }) => ({ id, text, points })),
    commonMistakes: row.commonMistakes,
    followUps: row.followUps.map(({ prompt, probes }) => ({ prompt, probes })),
    references: references.map(({ id }) => id),
    ...(numbers.length > 0 && { numbers: numbers.map(({ shows, computes }) => ({ shows, computes })) }),
    verifiedAt: row.verifiedAt,
  } as QuestionRecord;
}

function write(file: string, value: object): void {
  const document = new Document(value);
  visit(document, {
    Pair: (_, { key, value: node }, path) => {
      const name = isScalar(key) ? String(key.value) : '';
      const top = path.length === 2; // within the document and its mapping
      const style =
        top && LITERAL.has(name)
          ? Scalar.BLOCK_LITERAL
          : FOLDED.has(name) || LITERAL.has(name)
            ? Scalar.BLOCK_FOLDED
            : undefined;
      if (style === undefined) return;
      visit(node as Scalar, {
        Scalar: (at, scalar) => {
          if (at === 'key' || typeof scalar.value !== 'string') return;
          scalar.type = style;
          if (style === Scalar.BLOCK_LITERAL) scalar.value += '\n';
        },
      });
    },
  });
  put(file, document.toString({ lineWidth: 110, flowCollectionPadding: true }));
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
