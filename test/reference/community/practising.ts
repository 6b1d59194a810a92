import type pg from 'pg';

import type { Random } from '../random.js';
import { DAY, HOUR, insert, instant, NOW } from './insert.js';
import type { People } from './people.js';

const at = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString();
const date = (days: number) => at(days * DAY).slice(0, 10);

/**
 * Cards and days as nobody's attempts would have made them all: due and not, new today and long known, leeches, suspended ones. What
 * follows from attempts is another test's.
 */
export async function makePractising(
  sql: pg.Pool,
  random: Random,
  people: People,
  questions: readonly string[],
): Promise<void> {
  const cards = people.all.flatMap((account_id) =>
    random.some(questions, random.pick([0.1, 0.4, 0.7])).map((question_id) => {
      const isNewToday = random.chance(0.15);
      const isRevealed = random.chance(0.3);
      return {
        account_id,
        question_id,
        due_at: instant(random, -5, 5),
        reps: random.int(1, 20),
        lapses: random.int(0, 12),
        stability: random.next() * 30 + 0.1,
        difficulty: 1 + random.next() * 9,
        last_day: date(-random.int(0, 9)),
        first_until: at(isNewToday ? HOUR : -random.int(0, 30) * HOUR),
        last_until: at(isNewToday || random.chance(0.2) ? HOUR : -random.int(0, 30) * HOUR),
        mean_ms: random.chance(0.5) ? random.int(1_000, 300_000) : null,
        revealed: isRevealed,
        score: isRevealed ? null : random.int(0, 2),
      };
    }),
  );
  await insert(sql, 'card', cards);
  await insert(
    sql,
    'card_choice',
    people.all.flatMap((account_id) =>
      random.some(questions, 0.15).map((question_id) => ({
        account_id,
        question_id,
        suspended: random.chance(0.3),
        lapses_forgiven: random.int(0, 9),
      })),
    ),
  );
  await insert(
    sql,
    'practice_day',
    people.all.flatMap((account_id) => {
      const newest = random.int(-3, 0);
      return Array.from({ length: 12 }, (_, index) => newest - index)
        .filter((day) => day > newest - 3 || random.chance(0.7))
        .map((day) => ({
          account_id,
          day: date(day),
          ends_at: at(day * DAY + 16 * HOUR),
          streak_until: at((day + 1) * DAY + 16 * HOUR),
          attempts: random.int(1, 40),
          duration_ms: random.int(0, 5_000_000),
        }));
    }),
  );
  await insert(
    sql,
    'practice_settings',
    random.some(people.all, 0.6).map((account_id) => ({
      account_id,
      new_per_day: random.int(0, 20),
      reviews_per_day: random.int(0, 12),
      bury_siblings: random.chance(0.5),
      goal_minutes: random.chance(0.5) ? random.int(1, 60) : null,
      goal_questions: random.chance(0.5) ? random.int(1, 60) : null,
      interview_on: random.chance(0.8) ? date(random.pick([-1, 0, 1, 4, 20, 90])) : null,
      minutes_per_day: random.chance(0.8) ? random.int(1, 200) : null,
    })),
  );
  await insert(
    sql,
    'question_evidence',
    random.some(questions, 0.7).map((question_id) => {
      const attempts = random.chance(0.2) ? 0 : random.int(1, 90);
      return {
        question_id,
        rating: attempts > 0 ? random.int(900, 2_100) : null,
        uncertainty: attempts > 0 ? random.int(20, 300) : null,
        attempts,
        learners: attempts + random.int(0, 40),
        discrimination: random.chance(0.5) ? random.int(-100, 100) / 100 : null,
        reveal_rate: random.int(0, 100) / 100,
        signals: random.some(['LOW_DISCRIMINATION', 'OFTEN_REVEALED', 'MISLABELLED'], 0.3),
      };
    }),
  );
  await sql.query(
    `UPDATE attempt SET duration_ms = 1 + abs(hashtext(id::text)) % 400000 WHERE left(id::text, 1) < '8'`,
  );
  await sql.query(
    `INSERT INTO attempt_undone SELECT account_id, id, $1 FROM attempt WHERE left(id::text, 1) IN ('0', '7', 'c')`,
    [NOW],
  );
}
