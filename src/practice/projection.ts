import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { formatInstant, instantFromMs } from '../base/time/index.js';
import { beginOfDay, dateOf, dayOf } from './learning-day.js';
import { type Attempt, type Card, type Grade, replay } from './replay.js';

interface Logged {
  readonly question_id: string;
  readonly ms: number;
  readonly grade: Grade;
  readonly time_zone: string;
  readonly duration_ms: number | null;
  readonly answer_revealed: boolean;
  readonly shown_ms: number | null;
}

const MS = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::float8`;

/** Their columns in the order of {@link cardRow}; the verification compares them. */
export const CARD_COLUMNS =
  'question_id uuid, due_at timestamptz, reps int, lapses int, stability float8, difficulty float8, last_day date, first_until timestamptz, last_until timestamptz, mean_ms int, revealed boolean, score smallint';
const NAMES = CARD_COLUMNS.split(', ').map((column) => column.slice(0, column.indexOf(' ')));

/** Cards and days, written anew from the log: a fixed number of statements, however many attempts have come. */
@Injectable()
export class Projection {
  constructor(private readonly database: Database) {}

  /** Whatever is written to the log of one account is written after another: of two devices neither may overlook the other's. */
  lock(accountId: string): Promise<void> {
    return this.database.lock(`practice ${accountId}`);
  }

  /** The cards of these questions. */
  async cards(accountId: string, questionIds: readonly string[]): Promise<void> {
    const logged = await this.database.query<Logged>(
      `SELECT a.question_id, ${MS('a.at')} AS ms, a.grade, a.time_zone, a.duration_ms, a.answer_revealed, ${MS('r.at')} AS shown_ms
       FROM valid_attempt a
       LEFT JOIN (SELECT question_id, min(at) AS at FROM reveal WHERE account_id = $1 AND question_id = ANY ($2::uuid[]) GROUP BY 1) r
         ON r.question_id = a.question_id
       WHERE a.account_id = $1 AND a.question_id = ANY ($2::uuid[]) ORDER BY a.question_id, a.at, a.id`,
      [accountId, questionIds],
    );
    const rows = cardsOf(logged);
    await this.database.query(
      `WITH given AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS given (${CARD_COLUMNS})),
         before AS (SELECT * FROM card WHERE account_id = $1 AND question_id = ANY ($2::uuid[])),
         gone AS (DELETE FROM card c WHERE c.account_id = $1 AND c.question_id = ANY ($2::uuid[])
           AND NOT EXISTS (SELECT FROM given g WHERE g.question_id = c.question_id)),
         kept AS (INSERT INTO card (account_id, ${NAMES.join(', ')}) SELECT $1, ${NAMES.join(', ')} FROM given
           ON CONFLICT (account_id, question_id) DO UPDATE SET ${NAMES.slice(1)
             .map((name) => `${name} = excluded.${name}`)
             .join(', ')})
       INSERT INTO evidence_change (question_id)
       SELECT coalesce(g.question_id, b.question_id) FROM given g FULL JOIN before b ON b.question_id = g.question_id
       WHERE (g.score, g.revealed) IS DISTINCT FROM (b.score, b.revealed)`,
      [accountId, questionIds, JSON.stringify(rows)],
    );
  }

  /** The days with these dates. */
  async days(accountId: string, dates: readonly string[]): Promise<void> {
    const found = await this.database.query<{ day: string; time_zone: string; attempts: number; duration_ms: string }>(
      `SELECT a.day::text AS day, a.time_zone, count(*)::int AS attempts, coalesce(sum(a.duration_ms), 0) AS duration_ms
       FROM valid_attempt a, (SELECT min(day) AS first, max(day) AS last FROM unnest($2::date[]) AS day) span
       WHERE a.account_id = $1 AND a.day = ANY ($2::date[])
         AND a.at >= (span.first - 1)::timestamptz AND a.at < (span.last + 3)::timestamptz
       GROUP BY 1, 2`,
      [accountId, dates],
    );
    await this.database.query(
      `WITH given AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS given (${DAY_COLUMNS})),
         gone AS (DELETE FROM practice_day d WHERE d.account_id = $1 AND d.day = ANY ($2::date[])
           AND NOT EXISTS (SELECT FROM given g WHERE g.day = d.day))
       INSERT INTO practice_day (account_id, day, ends_at, streak_until, attempts, duration_ms)
       SELECT $1, day, ends_at, streak_until, attempts, duration_ms FROM given
       ON CONFLICT (account_id, day) DO UPDATE SET ends_at = excluded.ends_at, streak_until = excluded.streak_until,
         attempts = excluded.attempts, duration_ms = excluded.duration_ms`,
      [accountId, dates, JSON.stringify(daysOf(found))],
    );
  }
}

const DAY_COLUMNS = 'day date, ends_at timestamptz, streak_until timestamptz, attempts int, duration_ms bigint';

/** @param logged of one account, in the order of questions and time */
export function cardsOf(logged: readonly Logged[]): object[] {
  const byQuestion = new Map<string, Logged[]>();
  for (const entry of logged) {
    const known = byQuestion.get(entry.question_id);
    if (known) known.push(entry);
    else byQuestion.set(entry.question_id, [entry]);
  }
  return [...byQuestion].map(([questionId, entries]) =>
    cardRow(questionId, replay(entries.map(attemptOf), entries[0]?.shown_ms ?? null)),
  );
}

function attemptOf({ ms, grade, time_zone, duration_ms, answer_revealed }: Logged): Attempt {
  return { at: ms, grade, timeZone: time_zone, durationMs: duration_ms, answerRevealed: answer_revealed };
}

function cardRow(questionId: string, card: Card): object {
  return {
    question_id: questionId,
    due_at: text(card.dueAt),
    reps: card.reps,
    lapses: card.lapses,
    stability: card.stability,
    difficulty: card.difficulty,
    last_day: dateOf(card.lastDay),
    first_until: text(card.firstUntil),
    last_until: text(card.lastUntil),
    mean_ms: card.meanMs,
    revealed: card.revealed,
    score: card.score,
  };
}

interface CountedDay {
  readonly day: string;
  readonly time_zone: string;
  readonly attempts: number;
  readonly duration_ms: string;
}

/** A day that was spent in two zones ends where it ends last. */
export function daysOf(found: readonly CountedDay[]): object[] {
  const days = new Map<string, { ends: number; until: number; attempts: number; durationMs: number }>();
  for (const { day: date, time_zone: zone, attempts, duration_ms } of found) {
    const day = dayOf(date);
    const known = days.get(date) ?? { ends: -Infinity, until: -Infinity, attempts: 0, durationMs: 0 };
    days.set(date, {
      ends: Math.max(known.ends, beginOfDay(day + 1, zone)),
      until: Math.max(known.until, beginOfDay(day + 2, zone)),
      attempts: known.attempts + attempts,
      durationMs: known.durationMs + Number(duration_ms),
    });
  }
  return [...days].map(([day, { ends, until, attempts, durationMs }]) => ({
    day,
    ends_at: text(ends),
    streak_until: text(until),
    attempts,
    duration_ms: durationMs,
  }));
}

const text = (ms: number): string => formatInstant(instantFromMs(ms));
