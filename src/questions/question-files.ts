import { createHash } from 'node:crypto';

import { z } from 'zod';

import { type ContentFile, readContent } from '../base/content/index.js';
import { type QuestionRecord, questionRecord, type ReferenceEntry, referenceTable } from './question-record.js';

export interface CitedReference extends ReferenceEntry {
  readonly id: string;
}

/** A file of the bank, read. */
export interface FiledQuestion {
  readonly slug: string;
  readonly record: QuestionRecord;
  readonly references: readonly CitedReference[];
  /** Of what the file and its references say, however they are written down. */
  readonly hash: string;
}

/** The files of the bank below a root: what decides whether anything has to be loaded, and what is in them. */
export class QuestionFiles {
  readonly #questions: readonly ContentFile[];
  readonly #references: readonly ContentFile[];
  /** Questions carry numbers of their first topic. */
  readonly #topics: readonly ContentFile[];

  constructor(root?: string) {
    this.#questions = readContent('questions', root);
    this.#references = readContent('references.yaml', root);
    this.#topics = readContent('topics', root);
  }

  get files(): readonly ContentFile[] {
    return [...this.#questions, ...this.#references, ...this.#topics];
  }

  /** @throws Error naming the file and what is wrong with it */
  read(): FiledQuestion[] {
    const table = new Map(this.#references.flatMap((file) => Object.entries(parsed(file, referenceTable))));
    return this.#questions.map((file) => {
      const record = parsed(file, questionRecord);
      const references = record.references.map((id): CitedReference => {
        const entry = table.get(id);
        if (!entry) throw new Error(`content/${file.path}: there is no reference “${id}” in content/references.yaml`);
        return { id, ...entry };
      });
      const hash = createHash('sha256').update(JSON.stringify({ record, references })).digest('hex');
      return { slug: file.slug, record, references, hash };
    });
  }
}

function parsed<Value>(file: ContentFile, schema: z.ZodType<Value>): Value {
  const result = schema.safeParse(file.value);
  if (!result.success) throw new Error(`content/${file.path}: ${z.prettifyError(result.error)}`);
  return result.data;
}
