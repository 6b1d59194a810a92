import type pg from 'pg';

import type { Random } from '../random.js';
import { insert, instant, NOW, tags } from './insert.js';
import type { People } from './people.js';

interface Topical {
  readonly topics: readonly string[];
  readonly questions: readonly string[];
}

const ids = (random: Random, count: number) => Array.from({ length: count }, () => random.uuid());

/** Somebody; those who look, and those whom blocks are about, more often than others. */
function somebody(random: Random, { all, named, others }: People): string {
  const chance = random.next();
  return random.pick(chance < 0.3 ? named : chance < 0.65 ? others : all);
}

/** One of these, the first few (which everybody can see) much more often, so that some have long lists. */
const favourite = (random: Random, items: readonly string[]) =>
  random.pick(random.chance(0.6) ? items.slice(0, 6) : items);

export async function makeWriting(sql: pg.Pool, random: Random, people: People, topical: Topical): Promise<void> {
  const posts = await makePosts(sql, random, people, topical);
  await makeGuides(sql, random, topical);
  await changeQuestions(sql, random, people, topical);
  const answers = await makeAnswers(sql, random, people, topical);
  const comments = await makeComments(sql, random, people, {
    post: posts,
    question: topical.questions,
    answer: answers,
  });
  const subjects = [...posts, ...answers, ...comments];
  const liked = (probability: number) =>
    people.all.flatMap((account_id) =>
      random.some(subjects, probability).map((subject_id) => ({ account_id, subject_id, created_at: NOW })),
    );
  for (const kind of ['INSIGHTFUL', 'HELPFUL', 'THANKS'])
    await insert(
      sql,
      'reaction',
      liked(0.02).map((reaction) => ({ ...reaction, kind })),
    );
  await insert(
    sql,
    'bookmark',
    people.all.flatMap((account_id) =>
      random
        .some([...posts, ...topical.questions], 0.1)
        .map((subject_id) => ({ account_id, subject_id, created_at: NOW })),
    ),
  );
  await makePractice(sql, random, people, topical);
  await makeReview(sql, random, people, topical);
  await makeEncounters(sql, random, people, topical);
  await makeLists(sql, random, people, topical);
}

/** What moderators decided, and what lives on in another question. */
async function makeReview(sql: pg.Pool, random: Random, people: People, { questions }: Topical): Promise<void> {
  await insert(
    sql,
    'question_decision',
    random.some(questions, 0.4).map((question_id) => ({
      id: random.uuid(),
      question_id,
      version: random.int(1, 3),
      decision: random.pick(['APPROVE', 'REJECT', 'ASK_FOR_MORE']),
      reason: 'Say "more".',
      moderator_id: random.pick(people.all),
      decided_at: instant(random, -5, 0),
    })),
  );
  const { rows } = await sql.query<{ id: string }>(`SELECT id FROM question WHERE state = 'DEPRECATED' ORDER BY id`);
  for (const { id } of rows)
    if (random.chance(0.7))
      await sql.query('UPDATE question SET successor_id = $2, merged = $3 WHERE id = $1 AND id <> $2', [
        id,
        favourite(random, questions),
        random.chance(0.5),
      ]);
}

/** Of a few companies and months, so that some have enough people. */
async function makeEncounters(sql: pg.Pool, random: Random, people: People, { questions }: Topical): Promise<void> {
  const said = new Map<string, object>();
  for (const account_id of people.all)
    for (const question_id of [...questions.slice(0, 4), ...random.some(questions, 0.03)]) {
      const company = random.pick(['Acme', 'ACME', 'acme', 'Globex "x"']);
      const facts = {
        question_id,
        account_id,
        company_key: company.startsWith('G') ? 'globexx' : 'acme',
        role: random.pick(['ML_ENGINEER', 'ML_ENGINEER', 'OTHER']),
        month: random.pick(['2026-10-01', '2026-11-01']),
      };
      said.set(JSON.stringify(facts), { ...facts, id: random.uuid(), company, created_at: instant(random, -3, 0) });
    }
  await insert(sql, 'encounter', [...said.values()]);
}

async function makeLists(sql: pg.Pool, random: Random, people: People, { questions }: Topical): Promise<void> {
  const lists = [...people.named, ...people.named, ...people.all].map((account_id, index) => ({
    id: random.uuid(),
    account_id,
    title: `List ${index} "x"`,
    version: random.int(1, 3),
    share_key: index === 0 || random.chance(0.6) ? `key-${index}-`.padEnd(32, 'x') : null,
    created_at: instant(random, -5, 0),
  }));
  await insert(sql, 'question_list', lists);
  await insert(
    sql,
    'question_list_item',
    lists.flatMap(({ id }) =>
      random.some(questions, 0.02).map((question_id, index) => ({ list_id: id, question_id, position: index + 1 })),
    ),
  );
}

async function makePosts(sql: pg.Pool, random: Random, people: People, { topics }: Topical): Promise<string[]> {
  const posts = ids(random, 80);
  const rows = posts.map((id, index) => {
    const state = index < 6 || random.chance(0.7) ? 'PUBLISHED' : random.pick(['DRAFT', 'DRAFT', 'ARCHIVED']);
    const isUntimed = state === 'DRAFT' && random.chance(0.7);
    return {
      id,
      author_id: somebody(random, people),
      slug: `post-${index}`,
      title: `Post ${index} "x" \\ é`,
      markdown: `Text ${index}\n\n* a\u2028b`,
      html: `<p>Text ${index}</p>`,
      reading_minutes: random.int(1, 9),
      state,
      publish_at: isUntimed ? null : instant(random, -12, index < 6 ? -1 : 3),
      hidden_at: state === 'PUBLISHED' && index >= 6 && random.chance(0.12) ? NOW : null,
      version: random.int(1, 5),
      created_at: instant(random, -30, -20),
      updated_at: instant(random, -20, 0),
    };
  });
  await insert(
    sql,
    'subject',
    posts.map((id) => ({ id, kind: 'post' })),
  );
  await insert(sql, 'post', rows);
  await insert(
    sql,
    'post_topic',
    posts.flatMap((id) => tags(random, 'post_id', id, topics)),
  );
  return posts;
}

const STATES = ['DRAFT', 'IN_REVIEW', 'NEEDS_WORK', 'REJECTED', 'DEPRECATED', 'PUBLISHED', 'PUBLISHED'];

/** Of some areas, leading to questions of any. */
async function makeGuides(sql: pg.Pool, random: Random, { questions }: Topical): Promise<void> {
  await sql.query('DELETE FROM study_guide');
  for (const area of [1, 2, 5]) {
    await sql.query("INSERT INTO study_guide (area_number, markdown, html) VALUES ($1, $2, '<p>' || $2 || '</p>')", [
      area,
      `What to know of area ${area}.`,
    ]);
    await sql.query(
      'INSERT INTO study_guide_question SELECT $1, position, id FROM unnest($2::uuid[]) WITH ORDINALITY AS led(id, position)',
      [area, random.some(questions, 0.2).slice(0, 60)],
    );
  }
}

/** The bank's questions, some of them as if people had written them. */
async function changeQuestions(sql: pg.Pool, random: Random, people: People, { questions }: Topical): Promise<void> {
  for (const [index, id] of questions.entries()) {
    const isCurated = index === 0 || random.chance(0.5);
    const state = isCurated ? 'PUBLISHED' : random.pick(STATES);
    const author = isCurated ? null : somebody(random, people);
    const hidden = state === 'PUBLISHED' && index > 0 && random.chance(isCurated ? 0.05 : 0.3) ? NOW : null;
    const published = state === 'PUBLISHED' || random.chance(0.3) ? instant(random, -10, -1) : null;
    await sql.query(
      'UPDATE question SET state = $2, author_id = $3, hidden_at = $4, published_at = $5, answer = $6, version = $7, submitted_at = $8 WHERE id = $1',
      [id, state, author, hidden, published, `Answer "of" ${id}`, random.int(2, 5), author && instant(random, -9, 0)],
    );
  }
}

async function makeAnswers(sql: pg.Pool, random: Random, people: People, { questions }: Topical): Promise<string[]> {
  const answers = ids(random, 70);
  const accepted = new Set<string>();
  const rows = answers.map((id, index) => {
    const question_id = index < 6 ? (questions[0] as string) : favourite(random, questions);
    const isAccepted = !accepted.has(question_id) && random.chance(0.3);
    if (isAccepted) accepted.add(question_id);
    return {
      id,
      question_id,
      author_id: index < 6 ? random.pick(people.named) : somebody(random, people),
      markdown: `Answer ${index}`,
      html: `<p>Answer ${index}</p>`,
      accepted: isAccepted,
      hidden_at: index >= 6 && random.chance(0.15) ? NOW : null,
      created_at: instant(random, -10, 0),
    };
  });
  await insert(
    sql,
    'subject',
    answers.map((id) => ({ id, kind: 'answer' })),
  );
  await insert(sql, 'answer', rows);
  await insert(
    sql,
    'answer_vote',
    answers.flatMap((answer_id) =>
      random
        .some(people.all, 0.06)
        .filter((account_id) => account_id !== rows.find(({ id }) => id === answer_id)?.author_id)
        .map((account_id) => ({ answer_id, account_id, value: random.pick([-1, 1, 1]), created_at: NOW })),
    ),
  );
  return answers;
}

async function makeComments(
  sql: pg.Pool,
  random: Random,
  people: People,
  subjects: Readonly<Record<string, readonly string[]>>,
): Promise<string[]> {
  const made: { id: string; kind: string; subject: string; parent: string | null }[] = [];
  for (const id of ids(random, 320)) {
    const reply = made.length > 20 && random.chance(0.4) ? random.pick(made.slice(0, 60)) : undefined;
    const kind = reply?.kind ?? random.pick(['post', 'post', 'question', 'answer']);
    const subject = reply?.subject ?? favourite(random, subjects[kind] as readonly string[]);
    made.push({ id, kind, subject, parent: reply?.id ?? null });
  }
  // One that is deleted goes, unless it has replies.
  const isRepliedTo = (id: string) => made.some(({ parent }) => parent === id);
  await insert(
    sql,
    'subject',
    made.map(({ id }) => ({ id, kind: 'comment' })),
  );
  await insert(
    sql,
    'comment',
    made.map(({ id, kind, subject, parent }, index) => ({
      id,
      subject_id: subject,
      subject_kind: kind,
      parent_id: parent,
      author_id: somebody(random, people),
      markdown: `Remark ${index} "`,
      html: `<p>Remark ${index}</p>`,
      version: random.int(1, 3),
      created_at: instant(random, -4, 0),
      edited_at: random.chance(0.2) ? NOW : null,
      deleted_at: isRepliedTo(id) && random.chance(0.5) ? NOW : null,
      hidden_at: random.chance(0.12) ? NOW : null,
    })),
  );
  return made.map(({ id }) => id);
}

async function makePractice(sql: pg.Pool, random: Random, people: People, { questions }: Topical): Promise<void> {
  const each = (probability: number) =>
    people.all.flatMap((account_id) =>
      random
        .some(questions, probability)
        .map((question_id) => ({ id: random.uuid(), account_id, question_id, at: NOW })),
    );
  await insert(
    sql,
    'attempt',
    [...each(0.2), ...each(0.1)].map((row) => ({
      ...row,
      question_version: 1,
      grade: 'GOOD',
      answer_revealed: false,
      rubric_met: [],
    })),
  );
  const hints = [...each(0.1), ...each(0.1), ...each(0.1)].map((row) => ({
    ...row,
    part: 'HINT',
    hint: random.int(1, 3),
  }));
  await insert(sql, 'reveal', [...hints, ...each(0.1).map((row) => ({ ...row, part: 'ANSWER', hint: null }))]);
}
