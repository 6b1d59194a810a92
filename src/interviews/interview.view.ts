import { eventView } from '../base/live/index.js';
import { Temporal } from '../base/time/index.js';
import {
  ascending,
  connection,
  derived,
  descending,
  FALSE,
  keyOf,
  many,
  one,
  or,
  type Row,
  type Source,
  type Sql,
  sql,
  TRUE,
  value,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { topicsOf } from '../skills/index.js';
import { Interview } from './interview.entity.js';
import { slots } from './slots.view.js';
import { canCancel, canConfirm, canReportAttendance, canReschedule, type InterviewFacts } from './interview.policy.js';

export const interviewTags = { table: 'interview_topic', owner: 'interview_id' };

function isParty(interview: Row, { signedIn, viewerId }: ViewScope): Sql {
  return signedIn ? sql`${viewerId} IN (${interview}.mentor_id, ${interview}.learner_id)` : FALSE;
}

/** Its parties; moderators only while it is disputed. */
function interviewVisible(interview: Row, scope: ViewScope): Sql {
  return or(isParty(interview, scope), scope.moderator ? sql`${interview}.status = 'DISPUTED'` : FALSE);
}

/** A PENDING one that nobody confirmed in time has expired, whether a job has noticed or not. */
function status(interview: Row, { now }: ViewScope): Sql {
  return sql`CASE WHEN ${interview}.status = 'PENDING' AND ${interview}.confirm_by <= ${now} THEN 'EXPIRED' ELSE ${interview}.status END`;
}

function party(interview: Row, { viewerId }: ViewScope): Sql {
  return sql`CASE ${viewerId} WHEN ${interview}.mentor_id THEN 'MENTOR' WHEN ${interview}.learner_id THEN 'LEARNER' END`;
}

type RawFacts = Omit<InterviewFacts, 'startsAt' | 'endsAt' | 'confirmBy'> & {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly confirmBy: string | null;
};

/** A permission by one of the rules of interview.policy.ts. */
function permission(rule: typeof canCancel): Source {
  return derived<RawFacts>(
    (interview, scope) => ({
      party: party(interview, scope),
      status: status(interview, scope),
      awaits: sql`${interview}.awaits`,
      startsAt: sql`${interview}.starts_at`,
      endsAt: sql`${interview}.ends_at`,
      confirmBy: sql`${interview}.confirm_by`,
      cancelNoticeMinutes: sql`(${interview}.terms ->> 'cancelNoticeMinutes')::int`,
      maxReschedules: sql`(${interview}.terms ->> 'maxReschedules')::int`,
      rescheduleCount: sql`${interview}.reschedule_count`,
      hasClaimed: sql`EXISTS (SELECT FROM attendance_claim c WHERE c.interview_id = ${interview}.id AND c.role = ${party(interview, scope)})`,
    }),
    (facts, { now }) =>
      rule(
        {
          ...facts,
          startsAt: Temporal.Instant.from(facts.startsAt),
          endsAt: Temporal.Instant.from(facts.endsAt),
          confirmBy: facts.confirmBy === null ? null : Temporal.Instant.from(facts.confirmBy),
        },
        now,
      ),
  );
}

/** Of an interview `i`: whether it is one of the two that took place. */
function met(learner: Sql, mentor: Sql): Sql {
  return sql`i.learner_id = ${learner} AND i.mentor_id = ${mentor} AND i.status = 'COMPLETED'`;
}

export const interviewViews: ViewSet = {
  views: {
    Interview: {
      entity: Interview,
      id: { prefix: 'interview' },
      visible: interviewVisible,
      fields: {
        status: value(status),
        confirmBy: value(
          (interview, { now }) =>
            sql`CASE WHEN ${interview}.status = 'PENDING' AND ${interview}.confirm_by > ${now} THEN ${interview}.confirm_by END`,
        ),
        viewerRole: value(party),
        mentor: one('Mentor', { key: (interview) => sql`${interview}.mentor_id` }),
        learner: one('Learner', { key: (interview) => sql`${interview}.learner_id` }),
        offering: one('Offering', { key: (interview) => sql`${interview}.offering_id` }),
        topics: topicsOf(interviewTags),
        note: value((interview, scope) => sql`CASE WHEN ${isParty(interview, scope)} THEN ${interview}.note END`),
        intakeAnswers: many('IntakeAnswer', {
          from: (interview, scope) =>
            sql`(SELECT a.value ->> 'question' AS question, a.value ->> 'answer' AS answer, a.position
                 FROM jsonb_array_elements(${interview}.intake_answers) WITH ORDINALITY AS a(value, position) WHERE ${isParty(interview, scope)})`,
          order: (answer) => sql`${answer}.position`,
        }),
        meetingUrl: value(
          (interview, scope) =>
            sql`CASE WHEN ${isParty(interview, scope)} AND ${interview}.status IN ('CONFIRMED', 'IN_PROGRESS', 'COMPLETED') THEN ${interview}.meeting_url END`,
        ),
        lastChange: one('InterviewChange', {
          from: (interview) =>
            sql`(SELECT r.at, r.kind, r.reason, r.by_id FROM interview_revision r WHERE r.interview_id = ${interview}.id ORDER BY r.number DESC LIMIT 1)`,
        }),
        attendanceClaims: many('AttendanceClaim', {
          from: (interview) =>
            sql`(SELECT c.role, c.claim, c.at FROM attendance_claim c WHERE c.interview_id = ${interview}.id)`,
          order: (claim) => sql`${claim}.at, ${claim}.role COLLATE "C"`,
        }),
        viewerCanConfirm: permission(canConfirm),
        viewerCanCancel: permission(canCancel),
        viewerCanReschedule: permission(canReschedule),
        viewerCanReportAttendance: permission(canReportAttendance),
      },
    },
    InterviewChange: { fields: { by: one('Profile', { key: (change) => sql`${change}.by_id` }) } },
    AttendanceClaim: {},
    IntakeAnswer: {},
    MentorRating: {},
    InterviewEvent: eventView({ interview: one('Interview', { key: (event) => sql`${event}.subject_id` }) }),
  },
  fields: {
    Query: {
      interview: one('Interview', {
        key: (_row, _scope, args) => args.param('id', 'uuid', (id) => keyOf('interview', String(id)) ?? null),
      }),
    },
    Viewer: {
      interviews: connection('Interview', {
        where: (interview, account, _scope, args) => {
          const asMentor = sql`${interview}.mentor_id = ${account}.id`;
          const asLearner = sql`${interview}.learner_id = ${account}.id`;
          const role = args.choice('filter.role');
          return role === 'AS_MENTOR' ? asMentor : role === 'AS_LEARNER' ? asLearner : or(asMentor, asLearner);
        },
        within: true,
      }),
    },
    Offering: { slots },
    Learner: {
      viewerHasMet: value((learner, { signedIn, viewerId }) =>
        signedIn ? sql`EXISTS (SELECT FROM interview i WHERE ${met(sql`${learner}.account_id`, viewerId)})` : FALSE,
      ),
    },
    Mentor: {
      viewerHasMet: value((mentor, { signedIn, viewerId }) =>
        signedIn ? sql`EXISTS (SELECT FROM interview i WHERE ${met(viewerId, sql`${mentor}.account_id`)})` : FALSE,
      ),
      metCount: value((mentor, { signedIn, viewerId }) =>
        signedIn ? sql`(SELECT count(*) FROM interview i WHERE ${met(viewerId, sql`${mentor}.account_id`)})` : sql`0`,
      ),
      rating: one('MentorRating', {
        // Kept by a trigger on review: those that are revealed count, and fewer than five say nothing about a mentor.
        from: (mentor) => sql`(SELECT ${mentor}.rating AS average, ${mentor}.review_count AS count)`,
      }),
    },
  },
  filters: {
    MentorFilter: {
      notMetBefore: (mentor, _given, { signedIn, viewerId }) =>
        signedIn ? sql`NOT EXISTS (SELECT FROM interview i WHERE ${met(viewerId, sql`${mentor}.account_id`)})` : TRUE,
    },
    InterviewFilter: {
      role: () => TRUE, // part of the list's own condition, so that an index can answer it
      statuses: (interview, given, scope) => sql`${status(interview, scope)} = ANY (${given('text[]')})`,
      from: (interview, given) => sql`${interview}.ends_at > ${given('timestamptz')}`,
      to: (interview, given) => sql`${interview}.starts_at < ${given('timestamptz')}`,
    },
  },
  orders: {
    InterviewOrder: {
      EARLIEST: ascending(['timestamptz', (interview) => sql`${interview}.starts_at`]),
      LATEST: descending(['timestamptz', (interview) => sql`${interview}.starts_at`]),
    },
    MentorOrder: {
      RATING: descending(['float8', (mentor) => sql`coalesce(${mentor}.rating, 0)`]),
    },
  },
};
