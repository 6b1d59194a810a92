import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { aPerson, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { Random } from '../reference/random.js';

/*
 * Votes of many at once, changed, taken back and gone with their accounts, while questions are merged: every score is the sum of the
 * votes that are there. VOTES says how many, SEED repeats what is done (not in which order); `npm run verify:votes` makes 200,000.
 */
const VOTES = Number(process.env.VOTES ?? 4_000);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const [PEOPLE, QUESTIONS, ANSWERS, AT_ONCE] = [400, 20, 60, 8];
/** So many of them are asked for over HTTP. */
const BY_API = 0.05;

const DRIFT = `SELECT a.id, a.score, coalesce(sum(v.value), 0)::int AS recomputed
  FROM answer a LEFT JOIN answer_vote v ON v.answer_id = a.id GROUP BY a.id HAVING a.score <> coalesce(sum(v.value), 0)`;

let service: Service;
let voter: Person;
let moderator: Person;
const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
const [people, answers] = [ids(PEOPLE), ids(ANSWERS)];
let questions: string[];
beforeAll(async () => {
  service = await startService({ env: { RATE_LIMITS: 'off' } });
  voter = await aPerson(service);
  moderator = await aPerson(service, { roles: ['MODERATOR'] });
  await service.sql.query(
    `INSERT INTO account (id, email, email_verified_at, status, time_zone, created_at)
     SELECT id, id || '@example.org', now(), 'ACTIVE', 'UTC', now() FROM unnest($1::uuid[]) AS id`,
    [people],
  );
  const { rows } = await service.sql.query<{ id: string }>('SELECT id FROM question ORDER BY id LIMIT $1', [QUESTIONS]);
  questions = rows.map(({ id }) => id);
  await service.sql.query(`INSERT INTO subject (id, kind) SELECT id, 'answer' FROM unnest($1::uuid[]) AS id`, [
    answers,
  ]);
  await service.sql.query(
    `INSERT INTO answer (id, question_id, author_id, markdown, html, created_at)
     SELECT id, question, author, 'x', 'x', now() FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS made (id, question, author)`,
    [
      answers,
      answers.map((_, index) => questions[index % QUESTIONS]),
      // Of people who stay: an account goes only with all that it wrote.
      answers.map((_, index) => people[index % 20]),
    ],
  );
}, 60_000);
afterAll(() => service.stop());

async function drift(): Promise<number> {
  return (await service.sql.query(DRIFT)).rows.length;
}

async function voteInDatabase(random: Random): Promise<void> {
  const [answerId, accountId] = [random.pick(answers), random.pick(people)];
  if (random.chance(0.25))
    await service.sql.query('DELETE FROM answer_vote WHERE answer_id = $1 AND account_id = $2', [answerId, accountId]);
  else
    await service.sql.query(
      `INSERT INTO answer_vote (answer_id, account_id, value, created_at)
       SELECT a.id, p.id, $3, now() FROM answer a, account p WHERE a.id = $1 AND p.id = $2 AND a.author_id <> p.id
       ON CONFLICT (answer_id, account_id) DO UPDATE SET value = excluded.value`,
      [answerId, accountId, random.pick([-1, 1, 1])],
    );
}

/** Takes the scores of many answers along, in any order: the service would ask the database again, too. */
async function goes(accountId: string): Promise<void> {
  try {
    await service.sql.query('DELETE FROM account WHERE id = $1', [accountId]);
  } catch (error) {
    if ((error as { code?: string }).code !== '40P01') throw error;
    await goes(accountId);
  }
}

async function act(random: Random): Promise<void> {
  const chance = random.next();
  if (chance < BY_API) {
    const input = { answerId: `answer_${random.pick(answers)}`, value: random.pick([-1, 0, 1]) };
    const { vote } = await voter.client.run('Vote', { input });
    expect(vote).not.toHaveProperty('code', 'INVALID_INPUT');
  } else if (chance < BY_API + 0.001) {
    await goes(random.pick(people.slice(20)));
  } else await voteInDatabase(random);
}

async function merge(): Promise<string> {
  const [from, into] = questions.splice(0, 1).concat(questions.slice(-1)) as [string, string];
  const { mergeQuestion } = await moderator.client.data<{ mergeQuestion: { __typename: string } }>(
    'mutation ($input: MergeQuestionInput!) { mergeQuestion(input: $input) { __typename } }',
    { input: keyed({ questionId: `question_${from}`, version: 1, intoId: `question_${into}`, reason: 'The same.' }) },
  );
  return mergeQuestion.__typename;
}

test(
  'every score is the sum of the votes that are there',
  async () => {
    const started = performance.now();
    let left = VOTES;
    const voters = Array.from({ length: AT_ONCE }, async (_, index) => {
      const random = new Random(SEED + index);
      while (left-- > 0) await act(random);
    });
    const merges = (async () => {
      const answered: string[] = [];
      for (let times = 0; times < 5; times++) answered.push(await merge());
      return answered;
    })();
    await Promise.all(voters);
    expect(await merges).toEqual(Array.from({ length: 5 }, () => 'QuestionMerged'));
    const { rows } = await service.sql.query<{ votes: number; own: number }>(
      `SELECT count(*)::int AS votes, count(*) FILTER (WHERE a.author_id = v.account_id)::int AS own
       FROM answer_vote v JOIN answer a ON a.id = v.answer_id`,
    );
    const found = await drift();
    const rate = Math.round((VOTES * 1_000) / (performance.now() - started));
    process.stderr.write(
      `${VOTES} votes cast, changed and taken back, ${rows[0]?.votes} there: drift ${found}, own ${rows[0]?.own}, ${rate} a second, SEED=${SEED}\n`,
    );
    expect([found, rows[0]?.own]).toEqual([0, 0]);
    expect(rows[0]?.votes).toBeGreaterThan(Math.min(VOTES / 10, 1_000));
  },
  60_000 + VOTES * 20,
);

test('a score that has drifted is found', async () => {
  await service.sql.query('UPDATE answer SET score = score + 1 WHERE id = $1', [answers[0]]);
  expect(await drift()).toBe(1);
});
