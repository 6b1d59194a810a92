import {
  bookableNow,
  CLOSED,
  type Obstacle,
  Placement,
  scheduleOf,
  scheduleSql,
  type StoredSchedule,
  takesBookings,
  type Terms,
} from '../availability/index.js';
import { requestError } from '../base/errors/index.js';
import { formatLocal, type Instant, instantFromMs, Temporal } from '../base/time/index.js';
import { and, derived, FALSE, or, raw, Row, type Sql, sql, TRUE, type ViewScope } from '../base/views/index.js';
import { ownHoldStart } from './holds/hold.view.js';
import { LIVE } from './interview.workflow.js';
import { OBSTACLES } from './obstacles.js';

/** Of an answer; clients know it from the schema. */
export const MOST_SLOTS = 1_500;
const LONGEST_RANGE_HOURS = 62 * 24;

/** Times of the learner's live interviews can't be booked a second time; a request that nobody confirmed in time is over. */
export function learnerIsFree(start: Sql, durationMinutes: Sql, { signedIn, viewerId, now }: ViewScope): Sql {
  if (!signedIn) return TRUE;
  return sql`NOT EXISTS (SELECT FROM interview mine WHERE mine.learner_id = ${viewerId} AND mine.status IN ${raw(LIVE)}
    AND (mine.confirm_by IS NULL OR mine.confirm_by > ${now}) AND mine.starts_at < ${start} + make_interval(mins => ${durationMinutes}) AND ${start} < mine.ends_at)`;
}

/** The learner has fewer of these before them than the offering allows to one. */
export function learnerMayBookMore(offering: Row, { signedIn, viewerId, now }: ViewScope): Sql {
  if (!signedIn) return TRUE;
  return sql`(${offering}.max_per_learner IS NULL OR ${offering}.max_per_learner > (SELECT count(*) FROM interview mine WHERE mine.learner_id = ${viewerId}
    AND mine.offering_id = ${offering}.id AND mine.status IN ${raw(LIVE)} AND (mine.confirm_by IS NULL OR mine.confirm_by > ${now}) AND mine.ends_at > ${now}))`;
}

/** @throws ApiError BAD_USER_INPUT */
export function assertRange(from: Instant, to: Instant): void {
  if (Temporal.Instant.compare(from, to) >= 0) throw requestError('BAD_USER_INPUT', '"to" must come after "from"');
  if (from.until(to).total('hours') > LONGEST_RANGE_HOURS)
    throw requestError('BAD_USER_INPUT', 'Slots can be asked for over at most 62 days');
}

/** A start that the viewer holds is theirs to book, until it begins. */
function heldByViewer(start: Row, offering: Row, scope: ViewScope): Sql {
  if (!scope.signedIn) return FALSE;
  return sql`(${start}.starts_at = ${ownHoldStart(offering, scope)} AND ${takesBookings(offering, scope.now)})`;
}

export interface Slot {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly startsAtLocal: string;
  /** Why it can't be booked; null when it can. */
  readonly obstacle: { readonly code: Obstacle; readonly message: string } | null;
}

export function slotAt(startMs: number, durationMinutes: number, timeZone: string, code: Obstacle | null = null): Slot {
  const startsAt = instantFromMs(startMs);
  return {
    startsAt,
    endsAt: startsAt.add({ minutes: durationMinutes }),
    startsAtLocal: formatLocal(startsAt, timeZone),
    obstacle: code && { code, message: OBSTACLES[code].message },
  };
}

/** A live session of the mentor; milliseconds. */
interface SessionTimes {
  readonly start: number;
  readonly holdStart: number;
  readonly holdEnd: number;
  readonly same: boolean;
  readonly hasSeat: boolean;
}

/** What {@link Placement} judges by, where it is asked why; the kept starts else. */
interface SlotNeeds {
  readonly starts: readonly number[] | null;
  readonly minutes: number;
  readonly terms: Terms | null;
  readonly schedule: StoredSchedule | null;
  readonly sessions: readonly SessionTimes[] | null;
  readonly mine: readonly { readonly start: number; readonly end: number; readonly same: boolean }[] | null;
  readonly held: number | null;
}

const NOT_ASKED = sql`NULL::json`;
const milliseconds = (instant: Sql): Sql => sql`(extract(epoch FROM ${instant}) * 1000)::float8`;

export const slots = derived<SlotNeeds>(
  (offering, scope, args) => {
    const minutes = sql`${offering}.duration_minutes`;
    if (args.isTrue('explain')) return { starts: NOT_ASKED, minutes, ...reasons(offering, scope) };
    const start = new Row('slot');
    const conditions = and(
      sql`${start}.offering_id = ${offering}.id`,
      or(sql`(${bookableNow(start, offering, scope)})`, heldByViewer(start, offering, scope)),
      sql`${start}.starts_at >= ${args.param('from', 'timestamptz')} AND ${start}.starts_at < ${args.param('to', 'timestamptz')}`,
      learnerIsFree(sql`${start}.starts_at`, minutes, scope),
      learnerMayBookMore(offering, scope),
    );
    return {
      starts: sql`ARRAY(SELECT (extract(epoch FROM ${start}.starts_at) * 1000)::int8 FROM offering_start ${start} WHERE ${conditions} ORDER BY ${start}.starts_at LIMIT ${raw(String(MOST_SLOTS))})`,
      minutes,
      terms: NOT_ASKED,
      schedule: NOT_ASKED,
      sessions: NOT_ASKED,
      mine: NOT_ASKED,
      held: sql`NULL::float8`,
    };
  },
  (needs, { args, now }) => {
    const { from, to, timeZone } = args as { from: Instant; to: Instant; timeZone: string };
    assertRange(from, to);
    if (needs.starts) return needs.starts.map((start) => slotAt(start, needs.minutes, timeZone));
    return explained(needs, from, to, now).map(({ start, code }) => slotAt(start, needs.minutes, timeZone, code));
  },
);

function reasons(offering: Row, scope: ViewScope): Record<'terms' | 'schedule' | 'sessions' | 'mine' | 'held', Sql> {
  const { viewerId, now } = scope;
  const live = sql`i.status IN ${raw(LIVE)} AND (i.confirm_by IS NULL OR i.confirm_by > ${now})`;
  return {
    terms: sql`(SELECT json_build_object('durationMinutes', o.duration_minutes, 'stepMinutes', o.step_minutes, 'gapMinutes', o.gap_minutes,
      'noticeMinutes', o.notice_minutes, 'horizonDays', o.horizon_days, 'maxPerDay', o.max_per_day, 'maxPerWeek', o.max_per_week,
      'maxPerLearner', o.max_per_learner) FROM offering o WHERE o.id = ${offering}.id AND o.active)`,
    schedule: raw(scheduleSql(`${offering.alias}.mentor_id`)),
    sessions: sql`(SELECT coalesce(json_agg(json_build_object('start', ${milliseconds(sql`s.starts_at`)}, 'holdStart', ${milliseconds(sql`lower(s.hold)`)},
      'holdEnd', ${milliseconds(sql`upper(s.hold)`)}, 'same', s.offering_id = ${offering}.id, 'hasSeat', s.offering_id = ${offering}.id
      AND s.capacity > (SELECT count(*) FROM interview i WHERE i.session_id = s.id AND ${live}) + (SELECT count(*) FROM slot_hold h WHERE h.session_id = s.id AND h.expires_at > ${now}))), '[]')
      FROM session s WHERE s.mentor_id = ${offering}.mentor_id AND s.live AND upper(s.hold) > ${now} - interval '33 days'
        AND (EXISTS (SELECT FROM interview i WHERE i.session_id = s.id AND ${live})
          OR EXISTS (SELECT FROM slot_hold h WHERE h.session_id = s.id AND h.expires_at > ${now})))`,
    held: milliseconds(ownHoldStart(offering, scope)),
    mine: sql`(SELECT coalesce(json_agg(json_build_object('start', ${milliseconds(sql`i.starts_at`)}, 'end', ${milliseconds(sql`i.ends_at`)},
      'same', i.offering_id = ${offering}.id)), '[]') FROM interview i WHERE i.learner_id = ${viewerId} AND ${live} AND i.ends_at > ${now})`,
  };
}

function explained(
  { terms, schedule, sessions, mine, held }: SlotNeeds,
  from: Instant,
  to: Instant,
  now: Instant,
): { readonly start: number; readonly code: Obstacle | null }[] {
  if (!terms) return [];
  const range = { start: from.epochMilliseconds, end: to.epochMilliseconds };
  const stored = schedule ?? CLOSED;
  const lying = sessions ?? [];
  const same = lying.filter((session) => session.same);
  const diary = {
    busy: [...lying.map(({ holdStart, holdEnd }) => ({ start: holdStart, end: holdEnd })), ...stored.busy],
    starts: same.map(({ start }) => start),
    allStarts: lying.map(({ start }) => start),
    open: [...same.filter(({ hasSeat }) => hasSeat).map(({ start }) => start), ...(held === null ? [] : [held])],
  };
  const learner = {
    busy: mine ?? [],
    upcoming: (mine ?? []).filter((own) => own.same).length,
    held: held ?? undefined,
  };
  const placement = new Placement(scheduleOf(stored), terms, diary, range, stored);
  return placement
    .candidates(range)
    .slice(0, MOST_SLOTS)
    .map((start) => ({ start, code: placement.obstacle(start, now.epochMilliseconds, learner) }));
}
