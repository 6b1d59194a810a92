import {
  ascending,
  connection,
  FALSE,
  literal,
  many,
  one,
  Row,
  type Sql,
  sql,
  TRUE,
  value,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { Account } from '../identity/index.js';
import { questionVisible } from '../questions/index.js';
import { PracticeCard } from './practice.entity.js';
import { practicePlan } from './plan.view.js';
import { isDue, isQueued, newSoFar, newToday, reviewedSoFar } from './queue.js';
import { USUAL } from './update-settings.js';

function attempts(question: Row, { viewerId }: ViewScope): Sql {
  return sql`valid_attempt a WHERE a.account_id = ${viewerId} AND a.question_id = ${question}.id`;
}

/** The account's own, of what it can see. */
function cardVisible(card: Row, scope: ViewScope): Sql {
  const question = new Row('asked');
  return scope.signedIn
    ? sql`(${card}.account_id = ${scope.viewerId} AND EXISTS (SELECT FROM question AS ${question} WHERE ${question}.id = ${card}.question_id AND ${questionVisible(question, scope)}))`
    : FALSE;
}

const today = (practice: Row, { now }: ViewScope, of: Sql) =>
  sql`(SELECT coalesce(sum(${of}), 0)::bigint FROM practice_day d WHERE d.account_id = ${practice}.id AND d.ends_at > ${now})`;

const MINUTE_MS = literal('60000');

export const practiceViews: ViewSet = {
  views: {
    Reveals: {},
    PracticeDay: {},
    PracticeToday: {},
    PracticeSettings: {},
    PracticePlanDay: {},
    Practice: {
      entity: Account,
      id: { prefix: 'practice' },
      visible: (practice, { signedIn, viewerId }) => (signedIn ? sql`${practice}.id = ${viewerId}` : FALSE),
      fields: {
        dueCount: value((_practice, scope) => {
          const card = new Row('due');
          return sql`(SELECT count(*) FROM practice_card AS ${card} WHERE ${isDue(card, scope)})`;
        }),
        newToday: value((_practice, scope) => newToday(scope)),
        // The days up to the last one, as long as each is the day after another.
        streakDays: value(
          (practice, { now }) => sql`(SELECT count(*) FROM (
            SELECT d.day + row_number() OVER (ORDER BY d.day DESC)::int AS anchor, max(d.day) OVER () AS last,
              first_value(d.streak_until) OVER (ORDER BY d.day DESC) AS until
            FROM practice_day d WHERE d.account_id = ${practice}.id) r WHERE r.anchor = r.last + 1 AND r.until > ${now})`,
        ),
        queue: connection('Card', {
          where: (card, _practice, scope) => isQueued(card, scope),
          order: ascending(
            ['boolean', (card) => sql`(${card}.due_at IS NULL)`],
            ['timestamptz', (card) => sql`coalesce(${card}.due_at, '-infinity')`],
            ['int', (card) => sql`CASE WHEN ${card}.due_at IS NULL THEN -${card}.asked_in ELSE 0 END`],
            ['int', (card) => sql`CASE WHEN ${card}.due_at IS NULL THEN ${card}.difficulty::int ELSE 0 END`],
          ),
        }),
        suspended: connection('Card', {
          where: (card, practice) => sql`(${card}.account_id = ${practice}.id AND ${card}.suspended)`,
          order: ascending(['timestamptz', (card) => sql`coalesce(${card}.due_at, '-infinity')`]),
        }),
        days: many('PracticeDay', {
          from: (practice, _scope, args) =>
            sql`(SELECT d.day AS date, d.attempts, d.duration_ms / ${MINUTE_MS} AS minutes FROM practice_day d
              WHERE d.account_id = ${practice}.id AND d.day BETWEEN ${args.param('from', 'date')} AND ${args.param('to', 'date')}
              ORDER BY d.day LIMIT 366)`,
          order: (day) => sql`${day}.date`,
        }),
        today: one('PracticeToday', {
          from: (practice, scope) =>
            sql`(SELECT so_far.*, CASE WHEN s.goal_minutes IS NOT NULL OR s.goal_questions IS NOT NULL
                THEN so_far.minutes >= coalesce(s.goal_minutes, 0) AND so_far.attempts >= coalesce(s.goal_questions, 0) END AS goal_reached
              FROM (SELECT ${today(practice, scope, sql`d.attempts`)} AS attempts,
                ${today(practice, scope, sql`d.duration_ms`)} / ${MINUTE_MS} AS minutes,
                ${newSoFar(scope)} AS new_questions, ${reviewedSoFar(scope)} AS reviews) so_far
              LEFT JOIN practice_settings s ON s.account_id = ${practice}.id)`,
        }),
        plan: practicePlan,
        settings: one('PracticeSettings', {
          from: (practice) =>
            sql`(SELECT coalesce(s.new_per_day, ${literal(String(USUAL.newPerDay))}) AS new_per_day,
                coalesce(s.reviews_per_day, ${literal(String(USUAL.reviewsPerDay))}) AS reviews_per_day,
                coalesce(s.bury_siblings, ${literal(String(USUAL.burySiblings))}) AS bury_siblings,
                s.goal_minutes, s.goal_questions, s.interview_on, s.minutes_per_day
              FROM (SELECT ${practice}.id) AS own (id) LEFT JOIN practice_settings s ON s.account_id = own.id)`,
        }),
      },
    },
    Card: {
      entity: PracticeCard,
      id: { prefix: 'card', column: 'id' },
      visible: cardVisible,
      fields: { question: one('Question', { key: (card) => sql`${card}.question_id` }) },
    },
  },
  fields: {
    Viewer: { practice: one('Practice', { key: (viewer) => sql`${viewer}.id` }) },
    Question: {
      viewerAttempts: value((question, scope) =>
        scope.signedIn ? sql`(SELECT count(*) FROM ${attempts(question, scope)})` : sql`0`,
      ),
      viewerReveals: one('Reveals', {
        // An aggregate: there is always exactly one row.
        from: (question, { viewerId }) =>
          sql`(SELECT count(DISTINCT r.hint) AS hints, coalesce(bool_or(r.part = 'ANSWER'), FALSE) AS answer FROM reveal r WHERE r.account_id = ${viewerId} AND r.question_id = ${question}.id)`,
      }),
    },
  },
  filters: {
    QuestionFilter: {
      notAttempted: {
        where: (question, _given, scope) =>
          scope.signedIn ? sql`NOT EXISTS (SELECT FROM ${attempts(question, scope)})` : TRUE,
        excludes: (question, { signedIn, viewerId }) =>
          signedIn
            ? sql`${question}.id = ANY (ARRAY(SELECT a.question_id FROM valid_attempt a WHERE a.account_id = ${viewerId}))`
            : FALSE,
      },
    },
  },
};
