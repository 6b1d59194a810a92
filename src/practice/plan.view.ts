import { derived, type DerivedSource, literal, Row, type Sql, sql, TRUE, type ViewScope } from '../base/views/index.js';
import { dayOf, learningDay } from './learning-day.js';
import { MOST_DAYS, type PlannedDay, planUntil } from './plan.js';
import { isTaken, isUntried, newSoFar, reviewedSoFar, setting } from './queue.js';

type Card = readonly [dueMs: number, stability: number, difficulty: number, lastDay: string];

interface Needs {
  readonly timeZone: string;
  readonly interviewOn: string | null;
  readonly minutesPerDay: number | null;
  readonly medianMs: number | null;
  readonly cards: readonly Card[];
  readonly untried: number;
  readonly reviewsPerDay: number;
  readonly newPerDay: number;
  readonly attempts: number;
  readonly reviews: number;
  readonly newQuestions: number;
}

const ofViewer = ({ viewerId }: ViewScope, what: Sql) =>
  sql`(SELECT ${what} FROM practice_settings s WHERE s.account_id = ${viewerId} AND s.minutes_per_day IS NOT NULL)`;

/** Those that fall due before the plan ends, wherever on earth that is; without a plan none. */
function cardsUntil(scope: ViewScope): Sql {
  const card = new Row('kept');
  const until = ofViewer(
    scope,
    sql`least(s.interview_on, (${scope.now} AT TIME ZONE 'UTC')::date + ${literal(String(MOST_DAYS))}::int) + 2`,
  );
  return sql`(SELECT coalesce(json_agg(json_build_array(floor(extract(epoch FROM c.due_at) * 1000)::int8, c.stability, c.difficulty, c.last_day)
      ORDER BY c.due_at, c.question_id), '[]')
    FROM practice_card AS ${card} JOIN card c ON c.account_id = ${card}.account_id AND c.question_id = ${card}.question_id
    WHERE ${isTaken(card, scope)} AND c.due_at < ${until}::timestamptz)`;
}

/** From the learner's settings and cards; the days themselves are a pure function of them. */
export const practicePlan: DerivedSource = derived<Needs>(
  (practice, scope, args) => {
    const question = new Row('q');
    const wanted = args.has('areas') ? sql`${question}.area_number = ANY (${args.param('areas', 'int[]')})` : TRUE;
    const isPlanned = sql`${ofViewer(scope, sql`s.interview_on`)} IS NOT NULL`;
    return {
      timeZone: sql`${practice}.time_zone`,
      interviewOn: ofViewer(scope, sql`s.interview_on`),
      minutesPerDay: ofViewer(scope, sql`s.minutes_per_day`),
      medianMs: sql`(SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY a.duration_ms) FROM valid_attempt a WHERE a.account_id = ${practice}.id AND ${isPlanned})`,
      cards: cardsUntil(scope),
      untried: sql`(SELECT count(*) FROM question AS ${question} WHERE ${isPlanned} AND ${isUntried(question, scope)} AND ${wanted})`,
      reviewsPerDay: setting('reviews_per_day', scope),
      newPerDay: setting('new_per_day', scope),
      attempts: sql`(SELECT coalesce(sum(d.attempts), 0) FROM practice_day d WHERE d.account_id = ${practice}.id AND d.ends_at > ${scope.now})`,
      reviews: reviewedSoFar(scope),
      newQuestions: newSoFar(scope),
    };
  },
  ({ timeZone, interviewOn, minutesPerDay, cards, attempts, reviews, newQuestions, ...rest }, { now }): PlannedDay[] =>
    interviewOn === null || minutesPerDay === null
      ? []
      : planUntil({
          ...rest,
          today: learningDay(now.epochMilliseconds, timeZone),
          interview: dayOf(interviewOn),
          minutesPerDay,
          cards: cards.map(([dueMs, stability, difficulty, lastDay]) => ({
            due: learningDay(dueMs, timeZone),
            lastDay: dayOf(lastDay),
            stability,
            difficulty,
          })),
          soFar: { attempts, reviews, newQuestions },
        }),
);
