import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';

import { CONTENT } from '../../src/base/content/index.js';
import {
  ExportQuestions,
  LoadGuides,
  LoadQuestions,
  questionRecord,
  type ReferenceEntry,
} from '../../src/questions/index.js';
import { type CitedReference, QuestionFiles } from '../../src/questions/question-files.js';
import { type Service, startService } from '../harness/service.js';
import { statementsOf } from '../harness/statements.js';

let service: Service;
let root: string;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'sevenfold-content-'));
  // Of the questions a few, so that each test takes a moment; the others are deprecated meanwhile.
  cpSync(CONTENT, root, { recursive: true, filter: (path) => !path.endsWith('.yaml') || isNeeded(path) });
  await load();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const isNeeded = (path: string) => !path.includes('/questions/') || /why-|attention|adam-/.test(basename(path));

const load = (from = root) => service.app.get(LoadQuestions, { strict: false }).execute(from);
const SLUG = 'why-scale-attention-scores';
const FILE = 'questions/llm-architecture/why-scale-attention-scores.yaml';
const read = (file: string) => readFileSync(join(root, file), 'utf8');
function change(file: string, replace: (text: string) => string): void {
  const before = read(file);
  const after = replace(before);
  expect(after).not.toBe(before);
  writeFileSync(join(root, file), after);
}

type Stored = Readonly<Record<string, unknown>> & {
  readonly slug: string;
  readonly version: number;
  readonly state: string;
};

/** Every row as it lies in the table, by slug; ctid and xmin change with any write, also one that writes the same. */
async function rows(): Promise<ReadonlyMap<string, Stored>> {
  const { rows: found } = await service.sql.query<Stored>(
    `SELECT q.*, q.ctid::text, q.xmin::text, s.ctid::text AS subject_ctid,
       (SELECT array_agg(tag.ctid::text || tag.topic_id ORDER BY tag.position) FROM question_topic tag WHERE tag.question_id = q.id) AS tags
     FROM question q JOIN subject s ON s.id = q.id`,
  );
  return new Map(found.map((row) => [row.slug, row]));
}
const changed = (before: ReadonlyMap<string, Stored>, after: ReadonlyMap<string, Stored>) =>
  [...after.values()]
    .filter((row) => JSON.stringify(row) !== JSON.stringify(before.get(row.slug)))
    .map(({ slug }) => slug);

describe('the bank is loaded', () => {
  test('again, and nothing is written; a file that is only laid out differently changes nothing either', async () => {
    const before = await rows();
    change(FILE, (text) => `# a note\n${text}`);
    await load();
    expect(changed(before, await rows())).toEqual([]);
  });

  test('a changed file is the next version of its question, and no other row is touched', async () => {
    const before = await rows();
    change(FILE, (text) =>
      text.replace(/^prompt:.*\n/m, (line) => `${line.startsWith('prompt: |') ? `${line}  In short:` : line}\n`),
    );
    await load();
    const after = await rows();
    expect(changed(before, after)).toEqual([SLUG]);
    expect(after.get(SLUG)?.version).toBe((before.get(SLUG)?.version ?? 0) + 1);
    const { question } = await service.anonymous.run('QuestionPage', { slug: SLUG });
    expect(question?.prompt).toMatch(/^In short:/);
  });

  test('a changed reference reaches the questions that name it, and no others', async () => {
    const before = await rows();
    const cited = new QuestionFiles(root).read().find(({ references }) => references.length > 0)?.references[0];
    const { id, authors, year } = cited as CitedReference;
    const naming = [...before.values()]
      .filter(({ state, source }) => state === 'PUBLISHED' && JSON.stringify(source).includes(`"${id}"`))
      .map(({ slug }) => slug);
    expect(naming.length).toBeGreaterThan(0);
    change('references.yaml', (text) => {
      const table = parse(text) as Record<string, ReferenceEntry>;
      return stringify({ ...table, [id]: { ...table[id], title: 'Another Title' } });
    });
    await load();
    const after = await rows();
    expect(changed(before, after).sort()).toEqual(naming.sort());
    for (const slug of naming) {
      expect(after.get(slug)?.version).toBe((before.get(slug)?.version ?? 0) + 1);
      const { question } = await service.anonymous.run('QuestionPage', { slug });
      expect(question?.references.map(({ title }) => title)).toContain(`${authors}, Another Title (${year})`);
    }
  });

  test('what readers don’t see is written without a new version', async () => {
    const before = await rows();
    change(FILE, (text) => text.replace(/^verifiedAt: .*$/m, 'verifiedAt: 2026-12-01'));
    await load();
    const after = await rows();
    expect(changed(before, after)).toEqual([SLUG]);
    expect(after.get(SLUG)?.version).toBe(before.get(SLUG)?.version);
  });

  test('a question whose file is gone leaves the bank, and comes back with it', async () => {
    const before = await rows();
    rmSync(join(root, FILE));
    await load();
    const without = await rows();
    expect(changed(before, without)).toEqual([SLUG]);
    expect(without.get(SLUG)?.state).toBe('DEPRECATED');
    expect((await service.anonymous.run('QuestionPage', { slug: SLUG })).question).toBeNull();
    cpSync(join(CONTENT, FILE), join(root, FILE));
    await load();
    expect((await rows()).get(SLUG)).toMatchObject({
      state: 'PUBLISHED',
      version: before.get(SLUG)?.version,
      id: before.get(SLUG)?.id,
    });
  });

  test('what moderators have deprecated stays so when its file changes', async () => {
    await service.sql.query("UPDATE question SET state = 'DEPRECATED' WHERE slug = $1", [SLUG]);
    change(FILE, (text) => text.replace(/^verifiedAt: .*$/m, 'verifiedAt: 2026-12-02'));
    await load();
    expect((await rows()).get(SLUG)?.state).toBe('DEPRECATED');
    await service.sql.query("UPDATE question SET state = 'PUBLISHED' WHERE slug = $1", [SLUG]);
  });

  test('a topic that is asked about more often moves its questions, at no new version', async () => {
    const before = await rows();
    const {
      rows: [topic],
    } = await service.sql.query<{ id: string; slug: string }>(
      'SELECT t.id, t.slug FROM question q JOIN question_topic tag ON tag.question_id = q.id AND tag.position = 1 JOIN topic t ON t.id = tag.topic_id WHERE q.slug = $1',
      [SLUG],
    );
    await service.sql.query('UPDATE topic SET asked_in = asked_in + 1 WHERE id = $1', [topic?.id]);
    change('topics/llm-architecture.yaml', (text) => `# counted anew\n${text}`);
    await load();
    const after = await rows();
    expect(after.get(SLUG)).toMatchObject({
      asked_in: (before.get(SLUG)?.asked_in as number) + 1,
      version: before.get(SLUG)?.version,
    });
    await service.sql.query('UPDATE topic SET asked_in = asked_in - 1 WHERE id = $1', [topic?.id]);
  });

  test.each([
    [
      'a broken record',
      FILE,
      (text: string) => text.replace(/^kind: .*$/m, 'kind: RIDDLE'),
      /why-scale-attention-scores\.yaml: .*kind/s,
    ],
    [
      'a topic that isn’t there',
      FILE,
      (text: string) => text.replace(/^topics:\n {2}- .*$/m, 'topics:\n  - no-such-topic'),
      /no-such-topic/,
    ],
    [
      'a reference that isn’t there',
      FILE,
      (text: string) =>
        text.replace(/^references:.*$/m, 'references:\n  - nobody-2020-nothing').replace('nothing []', 'nothing'),
      /there is no reference “nobody-2020-nothing”/,
    ],
  ])('%s stops the start, says which, and leaves everything as it was', async (_, file, broken, sentence) => {
    const before = await rows();
    change(file, broken);
    await expect(load()).rejects.toThrow(sentence);
    expect(changed(before, await rows())).toEqual([]);
  });
});

describe('the bank is written back', () => {
  test('into files that say the same, and change nothing when they are loaded', async () => {
    const folder = join(root, 'exported');
    const count = await service.app.get(ExportQuestions, { strict: false }).execute(folder);
    const before = await rows();
    const source = new QuestionFiles(root);
    expect(count).toBe(source.read().length);
    for (const file of source.files.filter(({ path }) => path.startsWith('questions/'))) {
      const written: unknown = parse(readFileSync(join(folder, file.path), 'utf8'));
      expect([file.path, questionRecord.parse(written)]).toEqual([file.path, questionRecord.parse(file.value)]);
    }
    // Paragraphs keep their lines, prose is folded, as in the files that people write.
    const text = readFileSync(join(folder, FILE), 'utf8');
    expect(text).toMatch(/^prompt: \|\n/);
    expect(text).toMatch(/^answer: \|\n/m);
    expect(text).toMatch(/^shortAnswer: >-\n/m);
    const again = new QuestionFiles(folder).read();
    expect(again.map(({ slug, hash }) => [slug, hash])).toEqual(source.read().map(({ slug, hash }) => [slug, hash]));
    await load(folder);
    expect(changed(before, await rows())).toEqual([]);
  });
});

describe('study guides', () => {
  const guide = (links: string) =>
    `# Architecture\n\nBegin with ${links}.\n\n| step | what |\n|---|---|\n| 1 | $d_k$ |\n`;
  const page = `query ($slug: String!) { skillArea(slug: $slug) { studyGuide { html questions { slug } } } }`;
  const asked = async () => {
    const answer = await service.anonymous.post(
      JSON.stringify({ query: page, variables: { slug: 'llm-architecture' } }),
    );
    return (
      (await answer.json()) as {
        data: { skillArea: { studyGuide: { html: string; questions: { slug: string }[] } | null } };
      }
    ).data.skillArea.studyGuide;
  };
  const loadGuide = async (text?: string) => {
    rmSync(join(root, 'guides'), { recursive: true, force: true });
    if (text !== undefined) cpSync(writeGuide(text), join(root, 'guides'), { recursive: true });
    await service.app.get(LoadGuides, { strict: false }).execute(root);
  };
  const writeGuide = (text: string) => {
    const folder = mkdtempSync(join(root, 'guide-'));
    writeFileSync(join(folder, 'llm-architecture.md'), text);
    return folder;
  };
  afterAll(() => service.app.get(LoadGuides, { strict: false }).execute());

  test('lead to questions, in the order of the text, each once', async () => {
    await loadGuide(
      guide(`[scaling](question:${SLUG}), then [order](question:why-positional-encoding), [again](question:${SLUG})`),
    );
    const found = await asked();
    expect(found?.questions.map(({ slug }) => slug)).toEqual([SLUG, 'why-positional-encoding']);
    expect(found?.html).toContain(`<a href="/questions/${SLUG}"`);
    expect(found?.html).toContain('<table>');
  });

  test('not to one that has left the bank', async () => {
    await loadGuide(guide(`[scaling](question:${SLUG}), [order](question:why-positional-encoding)`));
    await service.sql.query("UPDATE question SET state = 'DEPRECATED' WHERE slug = $1", [SLUG]);
    expect((await asked())?.questions.map(({ slug }) => slug)).toEqual(['why-positional-encoding']);
    await service.sql.query("UPDATE question SET state = 'PUBLISHED' WHERE slug = $1", [SLUG]);
  });

  test('name the question that isn’t there', async () => {
    await expect(loadGuide(guide('[x](question:no-such-question)'))).rejects.toThrow(
      /llm-architecture\.md: there is no question “no-such-question”/,
    );
  });

  test('and go with their file', async () => {
    await loadGuide(guide(`[scaling](question:${SLUG})`));
    await loadGuide();
    expect(await asked()).toBeNull();
  });
});

describe('the whole bank', () => {
  const files = readdirSync(join(CONTENT, 'questions'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.yaml'),
  );

  test('is loaded by a few statements into a database that has it, every text changed', async () => {
    cpSync(CONTENT, root, { recursive: true });
    for (const file of files)
      change(join('questions', file), (text) => text.replace(/^answer: [|>]-?\n/m, (line) => `${line}  Briefly.\n\n`));
    await load(CONTENT);
    const before = await rows();
    const started = performance.now();
    const sent = await statementsOf(() => load());
    process.stderr.write(
      `loading ${files.length} questions: ${Math.round(performance.now() - started)} ms, ${sent.length} statements\n`,
    );
    expect(changed(before, await rows())).toHaveLength(files.length);
    expect(sent.length).toBeLessThan(60);
  }, 120_000);

  test('is what clients find, each file one question', async () => {
    await load(CONTENT);
    const { questions } = await service.anonymous.run('Questions', { first: 1 });
    expect(questions?.totalCount).toBe(files.length);
  });
});
