import { Injectable } from '@nestjs/common';

import { LoadedContent } from '../base/content/index.js';
import { Database, newId } from '../base/database/index.js';
import { renderMarkdown } from '../base/text/index.js';
import { Clock } from '../base/time/index.js';
import { Tagging } from '../skills/index.js';
import { type FiledQuestion, QuestionFiles } from './question-files.js';
import { citation, DIFFICULTIES } from './question-record.js';
import { questionTags } from './question.view.js';

/** Columns that a file decides, with their types; readers see those above the line. */
const SEEN = {
  kind: 'text',
  difficulty: 'smallint',
  prompt: 'text',
  html: 'text',
  hints: 'text[]',
  short_answer: 'text',
  answer: 'text',
  answer_html: 'text',
  rubric: 'jsonb',
  common_mistakes: 'text[]',
  follow_ups: 'jsonb',
  references: 'jsonb',
};
const FILED = { ...SEEN, verified_at: 'date', source: 'jsonb', content_hash: 'text' };

const quoted = (columns: object, row = '') =>
  Object.keys(columns)
    .map((column) => `${row}"${column}"`)
    .join(', ');
const GIVEN = `jsonb_to_recordset($1::jsonb) AS file(id uuid, ${Object.entries(FILED)
  .map(([column, type]) => `"${column}" ${type}`)
  .join(', ')}, slug text)`;

interface Known {
  readonly id: string;
  readonly slug: string;
  /** Null: its file was gone the last time. */
  readonly hash: string | null;
}

/** A statement for all of the bank could take longer, on a busy machine, than any statement may. */
const AT_ONCE = 50;

/**
 * The curated bank, content/questions/, into tables: files that have changed are written, the others' rows are not touched. A
 * question is at its next version when readers see something new. One whose file is gone is deprecated: it leaves the bank and
 * keeps what hangs on it; it comes back with its file.
 */
@Injectable()
export class LoadQuestions {
  constructor(
    private readonly database: Database,
    private readonly content: LoadedContent,
    private readonly tagging: Tagging,
    private readonly clock: Clock,
  ) {}

  /** @param root another folder in place of content/ */
  async execute(root?: string): Promise<void> {
    const files = new QuestionFiles(root);
    await this.content.load('questions', files.files, async () => {
      const questions = files.read();
      const rows = await this.database.query<Known>(
        'SELECT id, slug, content_hash AS hash FROM question WHERE author_id IS NULL',
      );
      const known = new Map(rows.map((row) => [row.slug, row]));
      await this.#freeSlugs(questions);
      const added = questions.filter(({ slug }) => !known.has(slug));
      const changed = questions.flatMap((question) => {
        const row = known.get(question.slug);
        return row && row.hash !== question.hash ? [{ ...question, id: row.id }] : [];
      });
      for (let at = 0; at < added.length; at += AT_ONCE) await this.#add(added.slice(at, at + AT_ONCE));
      for (let at = 0; at < changed.length; at += AT_ONCE) await this.#change(changed.slice(at, at + AT_ONCE));
      await this.#deprecate(questions);
      await this.#followTopics();
    });
  }

  /** A curated question gets the slug of its file, whoever has it. */
  async #freeSlugs(questions: readonly FiledQuestion[]): Promise<void> {
    await this.database.query(
      `UPDATE question SET slug = slug || '-' || right(id::text, 12) WHERE author_id IS NOT NULL AND slug = ANY ($1)`,
      [questions.map(({ slug }) => slug)],
    );
  }

  async #add(questions: readonly FiledQuestion[]): Promise<void> {
    const added = questions.map((question) => ({ ...question, id: newId() }));
    await this.database.query("INSERT INTO subject (id, kind) SELECT unnest($1::uuid[]), 'question'", [
      added.map(({ id }) => id),
    ]);
    await this.database.query(
      `INSERT INTO question (id, slug, area_number, asked_in, state, published_at, created_at, ${quoted(FILED)})
       SELECT file.id, file.slug, t.area_number, t.asked_in, 'DRAFT', $3, $3, ${quoted(FILED, 'file.')}
       FROM ${GIVEN} JOIN unnest($2::uuid[], $4::text[]) AS first(id, topic) USING (id) JOIN topic t ON t.slug = first.topic`,
      [
        JSON.stringify(added.map(columnsOf)),
        added.map(({ id }) => id),
        this.clock.now(),
        added.map(({ record }) => record.topics[0]),
      ],
    );
    await this.#tag(added);
    // Only now, with its topics: what search has of a question is made as soon as it is published, and anew with each change.
    await this.database.query("UPDATE question SET state = 'PUBLISHED' WHERE id = ANY ($1)", [
      added.map(({ id }) => id),
    ]);
  }

  async #change(changed: readonly (FiledQuestion & { readonly id: string })[]): Promise<void> {
    await this.database.query(
      `UPDATE question q SET (${quoted(FILED)}) = ROW (${quoted(FILED, 'file.')}),
         version = q.version + ((${quoted(SEEN, 'q.')}) IS DISTINCT FROM (${quoted(SEEN, 'file.')}))::int,
         changed_at = CASE WHEN (${quoted(SEEN, 'q.')}) IS DISTINCT FROM (${quoted(SEEN, 'file.')}) THEN $2 ELSE q.changed_at END,
         state = CASE WHEN q.content_hash IS NULL AND NOT q.merged THEN 'PUBLISHED' ELSE q.state END,
         successor_id = CASE WHEN q.merged OR q.content_hash IS NOT NULL THEN q.successor_id END
       FROM ${GIVEN} WHERE q.id = file.id`,
      [JSON.stringify(changed.map(columnsOf)), this.clock.now()],
    );
    await this.#tag(changed);
  }

  async #tag(questions: readonly (FiledQuestion & { readonly id: string })[]): Promise<void> {
    await this.tagging.tagEach(questionTags, new Map(questions.map(({ id, record }) => [id, record.topics])));
  }

  async #deprecate(questions: readonly FiledQuestion[]): Promise<void> {
    await this.database.query(
      `UPDATE question SET state = 'DEPRECATED', content_hash = NULL
       WHERE author_id IS NULL AND content_hash IS NOT NULL AND slug <> ALL ($1)`,
      [questions.map(({ slug }) => slug)],
    );
  }

  /** Where a question belongs and how often it is asked are its first topic's. */
  async #followTopics(): Promise<void> {
    await this.database.query(
      `UPDATE question q SET area_number = t.area_number, asked_in = t.asked_in
       FROM question_topic tag JOIN topic t ON t.id = tag.topic_id
       WHERE tag.question_id = q.id AND tag.position = 1 AND (q.area_number, q.asked_in) <> (t.area_number, t.asked_in)`,
    );
  }
}

function columnsOf({ id, slug, record, references, hash }: FiledQuestion & { readonly id: string }) {
  return {
    id,
    slug,
    kind: record.kind,
    difficulty: DIFFICULTIES.indexOf(record.difficulty) + 1,
    prompt: record.prompt,
    html: renderMarkdown(record.prompt),
    hints: record.hints,
    short_answer: record.shortAnswer,
    answer: record.answer,
    answer_html: renderMarkdown(record.answer),
    rubric: record.rubric,
    common_mistakes: record.commonMistakes,
    follow_ups: record.followUps,
    references: references.map(citation),
    verified_at: record.verifiedAt,
    source: { references, numbers: record.numbers },
    content_hash: hash,
  };
}
