import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { anOffering, openDaily } from '../factories/booking.js';
import { aMentor, aPerson, type Person } from '../factories/people.js';
import { keyed } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { Random } from '../reference/random.js';

/*
 * Votes of many at once, changed, taken back and gone with their accounts, while questions are merged: every score is the sum of the
 * votes that are there. So are mentors' ratings the mean of the reviews that are revealed. VOTES says how many votes (and a tenth as many
 * changes of reviews), SEED repeats what is done (not in which order); `npm run verify:votes` makes 200,000.
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
       FOR KEY SHARE OF p -- whose account is just going votes no more
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

/** Each of those who act at once draws from a seed of its own. */
async function manyAtOnce(times: number, seed: number, once: (random: Random) => Promise<void>): Promise<void> {
  let left = times;
  const one = async (random: Random) => {
    while (left-- > 0) await once(random);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => one(new Random(seed + index))));
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
    const voting = manyAtOnce(VOTES, SEED, act);
    const merges = (async () => {
      const answered: string[] = [];
      for (let times = 0; times < 5; times++) answered.push(await merge());
      return answered;
    })();
    await voting;
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

/** Of interviews, three mentors' in turn: a review can belong to one only. */
async function madeInterviews(count: number): Promise<{ readonly id: string; readonly mentor: string }[]> {
  const mentors = await Promise.all([1, 2, 3].map(() => aMentor(service)));
  const offerings: string[] = [];
  for (const mentor of mentors) {
    await openDaily(mentor);
    offerings.push((await anOffering(mentor)).replace('offering_', ''));
  }
  const made = ids(count).map((id, index) => ({ id, nth: index % 3, hours: index }));
  const rows = [
    made.map(({ id }) => id),
    made.map(({ nth }) => mentors[nth]?.accountId),
    made.map(({ nth }) => offerings[nth]),
    made.map(({ hours }) => hours),
  ];
  const given = 'unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[]) AS made (id, mentor, offering, hours)';
  const starts = `'2026-01-01T00:00:00Z'::timestamptz + make_interval(hours => hours)`;
  await service.sql.query(
    `INSERT INTO session (id, mentor_id, offering_id, starts_at, ends_at, hold, capacity, live)
     SELECT id, mentor, offering, ${starts}, ${starts} + interval '45 min', tstzrange(${starts}, ${starts} + interval '45 min'), 1, FALSE FROM ${given}`,
    rows,
  );
  await service.sql.query(
    `INSERT INTO interview (id, session_id, learner_id, mentor_id, offering_id, starts_at, ends_at, status, learner_time_zone, terms, created_at)
     SELECT id, id, $5, mentor, offering, ${starts}, ${starts} + interval '45 min', 'COMPLETED', 'UTC', '{}', now() FROM ${given}`,
    [...rows, voter.accountId],
  );
  return made.map(({ id, nth }) => ({ id, mentor: mentors[nth]?.accountId ?? '' }));
}

const RATINGS = `SELECT m.account_id, m.review_count, m.rating, r.n, r.mean FROM mentor m CROSS JOIN LATERAL (
    SELECT count(*)::int AS n, round(avg(rating), 2)::float8 AS mean FROM review WHERE mentor_id = m.account_id AND revealed_at IS NOT NULL) r
  WHERE m.review_count <> r.n OR m.rating IS DISTINCT FROM CASE WHEN r.n >= 5 THEN r.mean END`;

test(
  'every rating is the mean of the reviews that are revealed',
  async () => {
    const interviews = await madeInterviews(120);
    const review = async (random: Random) => {
      const { id, mentor } = random.pick(interviews);
      if (random.chance(0.2)) await service.sql.query('DELETE FROM review WHERE interview_id = $1', [id]);
      else
        await service.sql.query(
          `INSERT INTO review (id, interview_id, mentor_id, rating, revealed_at, created_at)
           VALUES (gen_random_uuid(), $1, $2, $3, $4, now())
           ON CONFLICT (interview_id) DO UPDATE SET rating = excluded.rating, revealed_at = excluded.revealed_at`,
          [id, mentor, random.int(1, 5), random.chance(0.7) ? new Date() : null],
        );
    };
    await manyAtOnce(VOTES / 10, SEED + 100, review);
    const { rows } = await service.sql.query<{ n: number; rated: number }>(
      'SELECT (SELECT count(*) FROM review)::int AS n, (SELECT count(*) FROM mentor WHERE rating IS NOT NULL)::int AS rated',
    );
    const found = (await service.sql.query(RATINGS)).rows.length;
    process.stderr.write(
      `${VOTES / 10} reviews written, changed and removed, ${rows[0]?.n} there: drift of ratings ${found}\n`,
    );
    expect([found, rows[0]?.rated]).toEqual([0, 3]);
    await service.sql.query('UPDATE mentor SET rating_sum = rating_sum + 1 WHERE rating IS NOT NULL');
    expect((await service.sql.query(RATINGS)).rows).toHaveLength(3);
  },
  60_000 + VOTES * 20,
);

test('a score that has drifted is found', async () => {
  await service.sql.query('UPDATE answer SET score = score + 1 WHERE id = $1', [answers[0]]);
  expect(await drift()).toBe(1);
});
