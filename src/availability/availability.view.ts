import { EVERYONE, MENTORS, type RootPolicy, verified } from '../base/access/index.js';
import {
  and,
  ascending,
  FALSE,
  keyOf,
  many,
  one,
  or,
  Row,
  type Sql,
  sql,
  TRUE,
  value,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { personVisible } from '../people/index.js';
import { type TagTable, topicsOf } from '../skills/index.js';
import { Availability, Offering } from './availability.entity.js';

export const offeringTags: TagTable = { table: 'offering_topic', owner: 'offering_id' };

function own(row: Row, { signedIn, viewerId }: ViewScope): Sql {
  return signedIn ? sql`${row}.mentor_id = ${viewerId}` : FALSE;
}

/** Inactive offerings are their mentor's alone. `within`: under a mentor whom the viewer sees. */
function offeringVisible(offering: Row, scope: ViewScope, within: boolean): Sql {
  return or(
    own(offering, scope),
    and(sql`${offering}.active`, within ? TRUE : personVisible(sql`${offering}.mentor_id`, scope)),
  );
}

/** Whether anything of it can be booked now. */
export function takesBookings(offering: Row, now: Sql): Sql {
  return sql`${offering}.active
    AND NOT EXISTS (SELECT FROM availability a WHERE a.mentor_id = ${offering}.mentor_id AND a.paused_until > ${now})`;
}

/** The part of an offering's kept starts that can be booked now: held by nobody, after the notice, before the horizon. */
export function bookableNow(start: Row, offering: Row, { now }: ViewScope): Sql {
  return sql`${start}.offering_id = ${offering}.id AND ${takesBookings(offering, now)}
    AND (${start}.held_until IS NULL OR ${start}.held_until <= ${now})
    AND ${start}.starts_at >= ${now} + make_interval(mins => ${offering}.notice_minutes)
    AND ${start}.starts_at < ${now} + make_interval(hours => 24 * ${offering}.horizon_days)`;
}

/** What the mentor's row says of it, while it does; see next-slots.ts. */
function nextSlotAt(mentor: Row, scope: ViewScope): Sql {
  const bookable = bookableNow(new Row('s'), new Row('o'), scope);
  return sql`CASE WHEN ${mentor}.next_slot_until > ${scope.now} THEN nullif(${mentor}.next_slot_at, 'infinity') ELSE (SELECT min(first.starts_at) FROM offering o
    CROSS JOIN LATERAL (SELECT s.starts_at FROM offering_start s WHERE ${bookable} ORDER BY s.starts_at LIMIT 1) first
    WHERE o.mentor_id = ${mentor}.account_id) END`;
}

const clockTime = (minute: Sql): Sql => sql`to_char(make_interval(mins => ${minute}), 'HH24:MI')`;

export const availabilityViews: ViewSet = {
  views: {
    Availability: {
      entity: Availability,
      id: { prefix: 'availability' },
      visible: (availability, scope) => own(availability, scope),
      fields: {
        weeklyHours: many('WeeklyWindow', {
          from: (availability) =>
            sql`(SELECT w.position, (ARRAY['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'])[w.day] AS day,
                   ${clockTime(sql`w.start_minute`)} AS start,
                   CASE WHEN w.end_minute = 1440 THEN '24:00' ELSE ${clockTime(sql`w.end_minute % 1440`)} END AS "end"
                 FROM weekly_window w WHERE w.mentor_id = ${availability}.mentor_id)`,
          order: (window) => sql`${window}.position`,
        }),
        overrides: many('DateHours', {
          from: (availability, { now }) =>
            sql`(SELECT d.mentor_id, d.date FROM date_override d WHERE d.mentor_id = ${availability}.mentor_id AND d.date > (${now} - interval '36 hours')::date)`,
          order: (override) => sql`${override}.date`,
        }),
        travel: many('Travel', {
          from: (availability, { now }) =>
            sql`(SELECT lower(t.dates) AS "from", upper(t.dates) - 1 AS until, t.time_zone FROM travel t
                 WHERE t.mentor_id = ${availability}.mentor_id AND upper(t.dates) > (${now} - interval '36 hours')::date)`,
          order: (travel) => sql`${travel}."from"`,
        }),
        paused: value((availability, { now }) => sql`coalesce(${availability}.paused_until > ${now}, false)`),
        pausedUntil: value(
          (availability, { now }) =>
            sql`CASE WHEN ${availability}.paused_until > ${now} THEN nullif(${availability}.paused_until, 'infinity') END`,
        ),
      },
    },
    WeeklyWindow: {},
    Travel: { fields: { timeZone: value((travel) => sql`${travel}.time_zone`) } },
    DateHours: {
      fields: {
        hours: many('LocalHours', {
          from: (override) =>
            sql`(SELECT w.position, ${clockTime(sql`w.start_minute`)} AS start,
                   CASE WHEN w.end_minute = 1440 THEN '24:00' ELSE ${clockTime(sql`w.end_minute % 1440`)} END AS "end"
                 FROM date_override_window w WHERE w.mentor_id = ${override}.mentor_id AND w.date = ${override}.date)`,
          order: (hours) => sql`${hours}.position`,
        }),
      },
    },
    LocalHours: {},
    IntakeQuestion: {},
    Offering: {
      entity: Offering,
      id: { prefix: 'offering' },
      visible: offeringVisible,
      fields: {
        meetingUrl: value((offering, scope) => sql`CASE WHEN ${own(offering, scope)} THEN ${offering}.meeting_url END`),
        intakeQuestions: many('IntakeQuestion', {
          from: (offering) =>
            sql`(SELECT q.value ->> 'id' AS id, q.value ->> 'text' AS text, (q.value ->> 'required')::boolean AS required, q.position
                 FROM jsonb_array_elements(${offering}.intake_questions) WITH ORDINALITY AS q(value, position))`,
          order: (question) => sql`${question}.position`,
        }),
        topics: topicsOf(offeringTags),
        mentor: one('Mentor', { key: (offering) => sql`${offering}.mentor_id` }),
      },
    },
  },
  fields: {
    Query: {
      offering: one('Offering', {
        key: (_row, _scope, args) => args.param('id', 'uuid', (id) => keyOf('offering', String(id)) ?? null),
      }),
    },
    Mentor: {
      availability: one('Availability', { key: (mentor) => sql`${mentor}.account_id` }),
      offerings: many('Offering', {
        where: (offering, mentor) => sql`${offering}.mentor_id = ${mentor}.account_id`,
        order: (offering) => sql`${offering}.created_at, ${offering}.id`,
        within: true,
      }),
      nextSlotAt: value(nextSlotAt),
    },
  },
  filters: {
    MentorFilter: {
      availableBefore: (mentor, given, scope) => sql`${nextSlotAt(mentor, scope)} < ${given('timestamptz')}`,
    },
  },
  orders: {
    MentorOrder: {
      NEXT_SLOT: ascending(['timestamptz', (mentor) => sql`${mentor}.next_slot_at`]),
    },
  },
};

export const availabilityPolicy: RootPolicy = {
  'Query.offering': EVERYONE,
  'Mutation.setWeeklyHours': verified(MENTORS),
  'Mutation.setDateOverride': verified(MENTORS),
  'Mutation.setTravel': verified(MENTORS),
  'Mutation.setCapacity': verified(MENTORS),
  'Mutation.createOffering': verified(MENTORS),
  'Mutation.updateOffering': verified(MENTORS),
};
