import { and, FALSE, literal, once, raw, Row, type Sql, sql, type ViewScope } from '../base/views/index.js';
import { published, questionVisible } from '../questions/index.js';
import { USUAL } from './update-settings.js';

type Setting = 'new_per_day' | 'reviews_per_day';
const USUALLY: Readonly<Record<Setting, number>> = {
  new_per_day: USUAL.newPerDay,
  reviews_per_day: USUAL.reviewsPerDay,
};

export function setting(name: Setting, { viewerId }: ViewScope): Sql {
  const set = sql`(SELECT s.${raw(name)} FROM practice_settings s WHERE s.account_id = ${viewerId})`;
  return sql`coalesce(${set}, ${literal(String(USUALLY[name]))}::int)`;
}

/** Cards of the viewer's that were new today. */
export function newSoFar({ viewerId, now }: ViewScope): Sql {
  return sql`(SELECT count(*) FROM card c WHERE c.account_id = ${viewerId} AND c.first_until > ${now})`;
}

/** Older cards of the viewer's that were asked today. */
export function reviewedSoFar({ viewerId, now }: ViewScope): Sql {
  return sql`(SELECT count(*) FROM card c WHERE c.account_id = ${viewerId} AND c.last_until > ${now} AND c.first_until <= ${now})`;
}

/** The viewer's card of this row is due, and its question there to be asked. */
export function isDue(card: Row, scope: ViewScope): Sql {
  return and(isTaken(card, scope), sql`${card}.due_at <= ${scope.now}`);
}

/** It will be asked when it is due. */
export function isTaken(card: Row, scope: ViewScope): Sql {
  const question = new Row('asked');
  const there = sql`EXISTS (SELECT FROM question AS ${question} WHERE ${question}.id = ${card}.question_id AND ${questionVisible(question, scope)})`;
  return and(sql`${card}.account_id = ${scope.viewerId}`, sql`NOT ${card}.suspended`, there);
}

/**
 * The questions whose cards are reviewed now: the longest due first, as many as today's cap leaves. What was asked today already and
 * comes again is none of them more.
 */
function reviews(scope: ViewScope): Sql {
  const card = new Row('due');
  const left = sql`greatest(0, ${setting('reviews_per_day', scope)} - ${reviewedSoFar(scope)})`;
  return sql`SELECT ARRAY(SELECT d.question_id FROM (
      SELECT ${card}.question_id, ${card}.last_until > ${scope.now} AS again,
        row_number() OVER (PARTITION BY ${card}.last_until > ${scope.now} ORDER BY ${card}.due_at, ${card}.id) AS n
      FROM practice_card AS ${card} WHERE ${isDue(card, scope)}) d
    WHERE d.again OR d.n <= ${left})`;
}

/** The viewer may be asked it, and never was. */
export function isUntried(question: Row, scope: ViewScope): Sql {
  const { viewerId } = scope;
  const asked = sql`EXISTS (SELECT FROM card c WHERE c.account_id = ${viewerId} AND c.question_id = ${question}.id)`;
  const unwanted = sql`EXISTS (SELECT FROM card_choice s WHERE s.account_id = ${viewerId} AND s.question_id = ${question}.id AND s.suspended)`;
  return sql`${published(question)} AND ${questionVisible(question, scope)} AND ${question}.author_id IS DISTINCT FROM ${viewerId}
          AND NOT ${asked} AND NOT ${unwanted}`;
}

/**
 * The questions that may be new today: the most asked first, of them the easy ones, as many as the cap leaves. Those that begin with one
 * topic are siblings: of them one is new on a day, unless the learner wants it otherwise. What an interview has in its kit, or what
 * anybody else chose, has no part in it.
 */
function fresh(scope: ViewScope): Sql {
  const { viewerId, now } = scope;
  const question = new Row('q');
  const left = sql`greatest(0, ${setting('new_per_day', scope)} - ${newSoFar(scope)})`;
  const first = sql`(SELECT t.topic_id FROM question_topic t WHERE t.question_id = ${question}.id AND t.position = 1)`;
  const buries = sql`coalesce((SELECT s.bury_siblings FROM practice_settings s WHERE s.account_id = ${viewerId}), TRUE)`;
  return sql`SELECT ARRAY(SELECT f.id FROM (
      SELECT DISTINCT ON (n.kin) n.id, n.asked_in, n.difficulty FROM (
        SELECT ${question}.id, ${question}.asked_in, ${question}.difficulty, CASE WHEN ${buries} THEN coalesce(${first}, ${question}.id) ELSE ${question}.id END AS kin
        FROM question AS ${question}
        WHERE ${isUntried(question, scope)}) n
      WHERE n.kin <> ALL (ARRAY(SELECT t.topic_id FROM card c JOIN question_topic t ON t.question_id = c.question_id AND t.position = 1
        WHERE c.account_id = ${viewerId} AND c.first_until > ${now} AND ${buries}))
      ORDER BY n.kin, n.asked_in DESC, n.difficulty, n.id) f
    ORDER BY f.asked_in DESC, f.difficulty, f.id LIMIT ${left})`;
}

const due = (scope: ViewScope) => once('practice_reviews', reviews(scope));
const unasked = (scope: ViewScope) => once('practice_new', fresh(scope));

export function newToday(scope: ViewScope): Sql {
  return scope.signedIn ? sql`cardinality(${unasked(scope)}::uuid[])` : sql`0`;
}

/** The card of this row is asked now. */
export function isQueued(card: Row, scope: ViewScope): Sql {
  if (!scope.signedIn) return FALSE;
  return sql`(${card}.account_id = ${scope.viewerId} AND ${card}.question_id = ANY (${due(scope)}::uuid[] || ${unasked(scope)}::uuid[]))`;
}
