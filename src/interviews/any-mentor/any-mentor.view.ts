import { bookableNow, offeringTags } from '../../availability/index.js';
import type { Instant } from '../../base/time/index.js';
import { and, derived, raw, Row, type Sql, sql, TRUE, type ViewScope, type ViewSet } from '../../base/views/index.js';
import { notBlocked } from '../../people/index.js';
import { taggedWithTopics } from '../../skills/index.js';
import { assertRange, learnerIsFree, learnerMayBookMore, MOST_SLOTS, slotAt } from '../slots.view.js';

/** What somebody wants of whichever mentor it is; absent: it does not matter. */
export interface AnyWanted {
  readonly areas?: Sql | undefined;
  readonly topics?: Sql | undefined;
  readonly durationMinutes: Sql;
}

/** Whether an offering may be given to the viewer by whoever gives it: what asks for answers is for those who choose it. */
export function fits(offering: Row, { areas, topics, durationMinutes }: AnyWanted, scope: ViewScope): Sql {
  const { signedIn, viewerId } = scope;
  return and(
    sql`${offering}.for_any_mentor AND ${offering}.active AND ${offering}.duration_minutes = ${durationMinutes}`,
    sql`NOT ${offering}.intake_questions @> '[{"required": true}]'`,
    areas
      ? sql`EXISTS (SELECT FROM offering_topic tag JOIN topic t ON t.id = tag.topic_id WHERE tag.offering_id = ${offering}.id AND t.area_number = ANY (${areas}))`
      : TRUE,
    topics ? taggedWithTopics(offeringTags, sql`${offering}.id`, topics) : TRUE,
    signedIn ? sql`${offering}.mentor_id <> ${viewerId}` : TRUE,
    sql`EXISTS (SELECT FROM mentor m WHERE m.account_id = ${offering}.mentor_id AND m.status = 'ACTIVE')`,
    notBlocked(sql`${offering}.mentor_id`, scope),
    learnerMayBookMore(offering, scope),
  );
}

/** The starts, each once, at which any of the fitting offerings can be booked: milliseconds, in order. */
export function startsOfAny(
  wanted: AnyWanted,
  { from, to }: { readonly from: Sql; readonly to?: Sql },
  scope: ViewScope,
  most: number,
): Sql {
  const [offering, start] = [new Row('o'), new Row('s')];
  const conditions = and(
    fits(offering, wanted, scope),
    sql`${start}.starts_at >= ${from}`,
    to ? sql`${start}.starts_at < ${to}` : TRUE,
  );
  return sql`ARRAY(SELECT (extract(epoch FROM a.starts_at) * 1000)::int8 FROM (
      SELECT DISTINCT ${start}.starts_at FROM offering ${offering} JOIN offering_start ${start} ON ${bookableNow(start, offering, scope)} WHERE ${conditions}
    ) a WHERE ${learnerIsFree(sql`a.starts_at`, wanted.durationMinutes, scope)} ORDER BY a.starts_at LIMIT ${raw(String(most))})`;
}

interface Needs {
  readonly starts: readonly number[];
}

const anyMentorSlots = derived<Needs>(
  (_row, scope, args) => {
    const wanted = {
      areas: args.has('areas') ? args.param('areas', 'int[]') : undefined,
      topics: args.has('topics') ? args.param('topics', 'text[]') : undefined,
      durationMinutes: args.param('durationMinutes', 'int'),
    };
    const range = { from: args.param('from', 'timestamptz'), to: args.param('to', 'timestamptz') };
    return { starts: startsOfAny(wanted, range, scope, MOST_SLOTS) };
  },
  ({ starts }, { args }) => {
    const { from, to, timeZone, durationMinutes } = args as unknown as {
      readonly from: Instant;
      readonly to: Instant;
      readonly timeZone: string;
      readonly durationMinutes: number;
    };
    assertRange(from, to);
    return starts.map((start) => slotAt(start, durationMinutes, timeZone));
  },
);

export const anyMentorViews: ViewSet = { fields: { Query: { anyMentorSlots } } };
