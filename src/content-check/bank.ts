import { z } from 'zod';

import { type ContentFile, readContent } from '../base/content/index.js';
import { type QuestionRecord, questionRecord, type ReferenceEntry, referenceEntry } from '../questions/index.js';
import { areaList, topicList } from '../skills/index.js';
import { type TermTable, termTable } from './term-table.js';

/** What can be wrong, by what has to be done about it. */
export type FaultKind =
  'form' | 'link' | 'term' | 'length' | 'duplicate' | 'coverage' | 'number' | 'markdown' | 'python' | 'guide';

export interface Fault {
  readonly kind: FaultKind;
  /** From content/ on; a folder where it is no single file's fault. */
  readonly file: string;
  /** Where in it, as `rubric.1.text`; empty for the whole. */
  readonly path: string;
  /** A sentence that says what is wrong. */
  readonly says: string;
}

export interface Question {
  readonly file: string;
  /** Of its folder; its first topic has to be of the same. */
  readonly area: string;
  readonly slug: string;
  readonly record: QuestionRecord;
}

export interface Topic {
  readonly slug: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly askedIn: number;
  readonly area: string;
}

/** Everything below a root that could be read; what couldn't is among the faults. */
export interface Bank {
  readonly root: string;
  readonly areas: readonly { readonly slug: string; readonly name: string; readonly summary: string }[];
  readonly topics: readonly Topic[];
  readonly questions: readonly Question[];
  readonly references: ReadonlyMap<string, ReferenceEntry>;
  readonly guides: readonly ContentFile[];
  readonly terms: TermTable;
  readonly faults: readonly Fault[];
}

const anyTable = z.record(
  z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/, 'an id such as vaswani-2017-attention'),
  z.unknown(),
);
const NO_TERMS: TermTable = { exact: {}, anyCase: {} };

export function readBank(root: string): Bank {
  const faults: Fault[] = [];
  const fault = (file: string, path: string, says: string) => faults.push({ kind: 'form', file, path, says });

  function parsed<Value>(
    file: ContentFile,
    schema: z.ZodType<Value>,
    value = () => file.value,
    at = '',
  ): Value | undefined {
    try {
      const result = schema.safeParse(value());
      if (result.success) return result.data;
      for (const { path, message } of result.error.issues)
        fault(file.path, [at, ...path].filter(String).join('.'), message);
    } catch (error) {
      fault(file.path, at, `is no YAML: ${(error as Error).message.split('\n')[0] ?? ''}`);
    }
    return undefined;
  }
  function one(path: string): ContentFile | undefined {
    const [file] = readContent(path, root);
    if (!file) fault(path, '', 'is missing');
    return file;
  }

  const areaFile = one('areas.yaml');
  const termFile = one('terms.yaml');
  const referenceFile = one('references.yaml');
  const entries = referenceFile ? (parsed(referenceFile, anyTable) ?? {}) : {};
  const references = new Map<string, ReferenceEntry>();
  for (const [id, value] of Object.entries(entries)) {
    const entry = parsed(referenceFile as ContentFile, referenceEntry, () => value, id);
    if (entry) references.set(id, entry);
  }
  const topics = readContent('topics', root).flatMap((file) =>
    (parsed(file, topicList) ?? []).map((topic) => ({ ...topic, area: file.slug })),
  );
  const questions: Question[] = [];
  for (const file of readContent('questions', root)) {
    const [, area = '', ...rest] = file.path.split('/');
    if (rest.length !== 1 || !/^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/.test(rest[0] as string))
      fault(file.path, '', 'is not named questions/<area>/<slug>.yaml, in lower case with hyphens');
    const record = parsed(file, questionRecord);
    if (record) questions.push({ file: file.path, area, slug: file.slug, record });
  }
  return {
    root,
    areas: areaFile ? (parsed(areaFile, areaList) ?? []) : [],
    topics,
    questions,
    references,
    guides: readContent('guides', root),
    terms: termFile ? (parsed(termFile, termTable) ?? NO_TERMS) : NO_TERMS,
    faults,
  };
}
