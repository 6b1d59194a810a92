// `npm run verify:practice`: a log of a million attempts, some of it written by COPY and brought up by the product, some recorded late,
// twice and taken back by its verbs; then every card, day and estimate worked out once more and compared. EVENTS and LEARNERS set the size.
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { FSRSAlgorithm, generatorParameters } from 'ts-fsrs';

import { createApp } from '../../dist/app.js';
import { Config } from '../../dist/base/config/index.js';
import { Database, DatabaseServer } from '../../dist/base/database/index.js';
import { Temporal } from '../../dist/base/time/index.js';
import { CalibrateQuestions } from '../../dist/practice/evidence/index.js';
import { Projection } from '../../dist/practice/projection.js';
import { RecordAttempts } from '../../dist/practice/record-attempts.js';
import { RecordReveals } from '../../dist/practice/record-reveals.js';
import { UndoAttempt } from '../../dist/practice/undo-attempt.js';
import { scratch } from '../harness/scratch.js';

const { EVENTS = '1000000', LEARNERS = '400', SEED = '1' } = process.env;
const [events, learners] = [Number(EVENTS), Number(LEARNERS)];
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Auckland'];
const GRADES = ['AGAIN', 'HARD', 'GOOD', 'GOOD', 'GOOD', 'EASY'];
const DAY = 86_400_000;
/** Of each learner's events so many go through the verbs. */
const RECORDED = 20;

let state = Number(SEED) >>> 0;
function chance() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
const pick = (items) => items[Math.floor(chance() * items.length)];
const uuid = () => {
  const hex = Array.from({ length: 4 }, () =>
    Math.floor(chance() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};
const started = performance.now();
const tell = (what) => console.log(`${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${what}`);

const dataDir = mkdtempSync(join(scratch(), 'sevenfold-verify-'));
chmodSync(dataDir, 0o711); // as root, PostgreSQL runs under an account that must get in
const env = { NODE_ENV: 'test', DATA_DIR: dataDir, LOG_LEVEL: 'error', WORKER: 'off' };
const config = new Config(env);
const server = await DatabaseServer.start(config);
const app = await createApp(config, server);
const sql = new pg.Client({ connectionString: server.url, options: '-c TimeZone=UTC -c statement_timeout=0' });
const of = (token) => app.get(token, { strict: false });
let drift = 1;
try {
  await app.init();
  await sql.connect();
  drift = await verify();
} finally {
  await sql.end();
  await app.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(drift === 0 ? 0 : 1);

/** As many at once as a service of some load has under way. */
async function together(all, work) {
  const left = [...all];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await work(next);
  };
  await Promise.all([1, 2, 3, 4].map(worker));
}

async function copy(table, lines) {
  await pipeline(Readable.from(lines), sql.query(copyFrom(`COPY ${table} FROM STDIN`)));
}

async function verify() {
  const now = Date.now();
  const people = Array.from({ length: learners }, () => ({ id: uuid(), zone: pick(ZONES) }));
  await sql.query(
    `INSERT INTO account (id, email, status, time_zone, created_at) SELECT id, id || '@example.org', 'ACTIVE', zone, now()
     FROM unnest($1::uuid[], $2::text[]) AS given (id, zone)`,
    [people.map(({ id }) => id), people.map(({ zone }) => zone)],
  );
  // Three of each question of the bank: learners have many cards, and most of them have been reviewed.
  await sql.query(`CREATE TEMP TABLE made AS SELECT gen_random_uuid() AS new_id, q.*, n FROM question q, generate_series(1, 2) n;
    INSERT INTO subject (id, kind) SELECT new_id, 'question' FROM made;
    INSERT INTO question (id, slug, area_number, state, published_at, kind, difficulty, prompt, html, hints, short_answer, answer, answer_html,
      rubric, common_mistakes, follow_ups, "references", created_at)
    SELECT new_id, slug || '-' || n, area_number, state, published_at, kind, difficulty, prompt, html, hints, short_answer, answer, answer_html,
      rubric, common_mistakes, follow_ups, "references", created_at FROM made`);
  const questions = (await sql.query(`SELECT id FROM question WHERE state = 'PUBLISHED'`)).rows.map(({ id }) => id);
  const each = Math.floor(events / learners);
  const entry = ({ zone }) => ({
    id: uuid(),
    question: pick(questions),
    grade: pick(GRADES),
    at: now - Math.floor(chance() * 400 * DAY) - 3_600_000,
    zone: chance() < 0.9 ? zone : pick(ZONES),
  });
  function* log() {
    for (const person of people)
      for (let index = 0; index < each - RECORDED; index++) {
        const { id, question, grade, at, zone } = entry(person);
        const ms = chance() < 0.8 ? Math.floor(chance() * 300_000) : '\\N';
        yield (
          [id, person.id, question, 1, grade, new Date(at).toISOString(), ms, chance() < 0.1, '{}', zone].join('\t') +
          '\n'
        );
      }
  }
  await sql.query('CREATE TEMP TABLE told (LIKE attempt); ALTER TABLE told DROP COLUMN day');
  await copy('told', log());
  await sql.query(
    `INSERT INTO attempt SELECT t.*, ((t.at AT TIME ZONE t.time_zone) - interval '4 hours')::date FROM told t`,
  );
  await sql.query(`INSERT INTO reveal (id, account_id, question_id, part, hint, at)
    SELECT gen_random_uuid(), account_id, question_id, 'ANSWER', NULL, at - interval '1 minute' FROM attempt WHERE left(id::text, 1) = '0'`);
  await sql.query(
    `INSERT INTO attempt_undone SELECT account_id, id, now() FROM attempt WHERE left(id::text, 2) = 'ff'`,
  );
  await sql.query('ANALYZE');
  tell(
    `${events - learners * RECORDED} attempts of ${learners} learners at ${questions.length} questions copied into the log`,
  );

  const [database, projection] = [of(Database), of(Projection)];
  await together(people, async ({ id }) => {
    const [{ questions: cards, days }] = await database.query(
      `SELECT array_agg(DISTINCT question_id) AS questions, array_agg(DISTINCT day::text) AS days FROM attempt WHERE account_id = $1`,
      [id],
    );
    await database.transaction(async () => {
      await projection.cards(id, cards);
      await projection.days(id, days);
    });
  });
  tell('cards and days brought up by the product');

  const [attempts, reveals, undo] = [of(RecordAttempts), of(RecordReveals), of(UndoAttempt)];
  const batchOf = (person) =>
    Array.from({ length: RECORDED }, () => {
      const { id, question, grade, at } = entry(person);
      return { id, questionId: `question_${question}`, grade, at: Temporal.Instant.fromEpochMilliseconds(at) };
    });
  const batches = people.map((person) => ({ id: person.id, batch: batchOf(person) }));
  await together(batches, async ({ id: accountId, batch }) => {
    const viewer = { accountId, sessionId: null, roles: new Set(), emailVerified: true };
    const part = (from, to) =>
      database.transaction(() => attempts.execute({ attempts: batch.slice(from, to) }, viewer));
    await part(10, 20);
    await part(0, 14);
    const shown = batch.slice(0, 2).map(({ questionId, at }) => ({ id: randomUUID(), questionId, part: 'ANSWER', at }));
    await database.transaction(() => reveals.execute({ reveals: shown }, viewer));
    const [last] = await database.query(
      'SELECT id FROM valid_attempt WHERE account_id = $1 ORDER BY at DESC, id DESC LIMIT 1',
      [accountId],
    );
    await database.transaction(() => undo.execute({ attemptId: last.id }, viewer));
  });
  tell(`${learners * RECORDED} recorded late, some twice, and one of each learner's taken back`);
  await of(CalibrateQuestions).execute();
  tell('questions estimated');

  const [cards, days, estimates] = [await cardDrift(), await dayDrift(), await estimateDrift()];
  const { rows } =
    await sql.query(`SELECT (SELECT count(*) FROM attempt) AS attempts, (SELECT count(*) FROM card) AS cards,
    (SELECT count(*) FROM practice_day) AS days, (SELECT count(*) FROM question_evidence) AS estimates`);
  const count = rows[0];
  tell(`${count.attempts} attempts replayed, SEED=${SEED}`);
  console.log(
    `drift: ${cards} of ${count.cards} cards, ${days} of ${count.days} days, ${estimates} of ${count.estimates} estimates`,
  );
  return Number(count.attempts) === each * learners ? cards + days + estimates : 1;
}

/** Cards a second time: wall time by PostgreSQL's own zones, and one attempt after another in memory. */
async function cardDrift() {
  const fsrs = new FSRSAlgorithm(generatorParameters({ maximum_interval: 365 }));
  const rating = { AGAIN: 1, HARD: 2, GOOD: 3, EASY: 4 };
  await sql.query(`CREATE TEMP TABLE replayed (account_id uuid, question_id uuid, reps int, lapses int, stability float8, difficulty float8,
    again_at timestamptz, due_day date, zone text, last_day date, score smallint, revealed boolean)`);
  let lines = [];
  for await (const { rows } of pages()) {
    let card;
    const close = () => {
      if (!card) return;
      const { last, memory, first } = card;
      const isAgain = last.grade === 'AGAIN';
      const due = isAgain
        ? '\\N'
        : new Date((last.day + fsrs.next_interval(memory.stability, 0)) * DAY).toISOString().slice(0, 10);
      const score = first.unaided ? { AGAIN: 0, HARD: 1, GOOD: 2, EASY: 2 }[first.grade] : '\\N';
      const again = isAgain ? new Date(last.ms + 600_000).toISOString() : '\\N';
      const date = new Date(last.day * DAY).toISOString().slice(0, 10);
      lines.push(
        [
          first.account_id,
          first.question_id,
          card.reps,
          card.lapses,
          memory.stability,
          memory.difficulty,
          again,
          due,
          last.time_zone,
          date,
          score,
          !first.unaided,
        ].join('\t') + '\n',
      );
    };
    for (const row of rows) {
      if (card?.first.account_id !== row.account_id || card.first.question_id !== row.question_id) {
        close();
        card = { first: row, last: row, memory: null, reps: 0, lapses: 0 };
      }
      if (card.reps > 0 && row.grade === 'AGAIN' && card.last.grade !== 'AGAIN') card.lapses++;
      card.memory = fsrs.next_state(card.memory, Math.max(0, row.day - card.last.day), rating[row.grade]);
      card.reps++;
      card.last = row;
    }
    close();
    await copy('replayed', lines);
    lines = [];
  }
  const { rows } =
    await sql.query(`SELECT count(*)::int AS n FROM card c FULL JOIN replayed r USING (account_id, question_id)
    WHERE (c.reps, c.lapses, c.stability, c.difficulty, c.last_day, c.score, c.revealed, c.due_at)
      IS DISTINCT FROM (r.reps, r.lapses, r.stability, r.difficulty, r.last_day, r.score, r.revealed,
        coalesce(r.again_at, (r.due_day + time '04:00') AT TIME ZONE r.zone))`);
  return rows[0].n;
}

/** The log in the order of its cards, a share of the learners at a time. */
async function* pages() {
  for (const digit of '0123456789abcdef')
    yield await sql.query(
      `SELECT a.account_id, a.question_id, a.grade, a.time_zone, floor(extract(epoch FROM a.at) * 1000)::float8 AS ms,
         ((a.at AT TIME ZONE a.time_zone) - interval '4 hours')::date - date '1970-01-01' AS day,
         NOT a.answer_revealed AND NOT EXISTS (SELECT FROM reveal r WHERE r.account_id = a.account_id AND r.question_id = a.question_id AND r.at <= a.at) AS unaided
       FROM attempt a WHERE left(a.account_id::text, 1) = $1
         AND NOT EXISTS (SELECT FROM attempt_undone u WHERE u.account_id = a.account_id AND u.attempt_id = a.id)
       ORDER BY a.account_id, a.question_id, a.at, a.id`,
      [digit],
    );
}

async function dayDrift() {
  const { rows } = await sql.query(`WITH counted AS (
      SELECT account_id, ((at AT TIME ZONE time_zone) - interval '4 hours')::date AS day, count(*)::int AS attempts, coalesce(sum(duration_ms), 0)::bigint AS duration_ms,
        max(((((at AT TIME ZONE time_zone) - interval '4 hours')::date + 1) + time '04:00') AT TIME ZONE time_zone) AS ends_at,
        max(((((at AT TIME ZONE time_zone) - interval '4 hours')::date + 2) + time '04:00') AT TIME ZONE time_zone) AS streak_until
      FROM valid_attempt GROUP BY 1, 2)
    SELECT count(*)::int AS n FROM practice_day d FULL JOIN counted c USING (account_id, day)
    WHERE (d.attempts, d.duration_ms, d.ends_at, d.streak_until) IS DISTINCT FROM (c.attempts, c.duration_ms, c.ends_at, c.streak_until)`);
  return rows[0].n;
}

async function estimateDrift() {
  const stored = new Map(
    (await sql.query('SELECT * FROM question_evidence')).rows.map((row) => [row.question_id, row]),
  );
  const again = await of(CalibrateQuestions).evidence();
  const differs = (row) => {
    const known = stored.get(row.question_id);
    return !known || Object.entries(row).some(([name, value]) => JSON.stringify(known[name]) !== JSON.stringify(value));
  };
  return again.filter(differs).length + Math.abs(stored.size - again.length);
}
