import { createHmac } from 'node:crypto';

import { micros, plusMinutes } from '../format.js';
import type { Filter, Look, Resolver, Resolvers } from '../look.js';
import { ascending, descending, pageOf } from '../pages.js';
import type { RowOf } from '../tables.js';
import { personIn } from './people.js';
import { allowed, denied, type Permission } from './permission.js';
import { topicsOf } from './skills.js';

const ATTENDANCE_FROM_MINUTES = 10;
const ATTENDANCE_UNTIL_MINUTES = 72 * 60;

/** Reviews count from their reveal on; below five there is no average. */
export function ratingOf({ rules }: Look, { account_id }: RowOf): { average: number | null; count: number } {
  const revealed = rules.rows('review', 'mentor_id', account_id).filter((review) => rules.passed(review.revealed_at));
  const count = revealed.length;
  const sum = revealed.reduce((total, { rating }) => total + Number(rating), 0);
  return { average: count < 5 ? null : Math.floor((sum * 200 + count) / (2 * count)) / 100, count };
}

function roleOf({ eyes, rules }: Look, interview: RowOf): 'MENTOR' | 'LEARNER' | null {
  if (rules.isSelf(eyes, interview.mentor_id)) return 'MENTOR';
  return rules.isSelf(eyes, interview.learner_id) ? 'LEARNER' : null;
}

const before = ({ rules }: Look, instant: string): Permission =>
  rules.passed(instant) ? denied('TOO_LATE') : allowed(instant);

/** A permission for the parties of an interview in some of its states. */
const permission =
  (states: readonly string[], rule: (interview: RowOf, look: Look, role: string) => Permission): Resolver =>
  (interview, look) => {
    const role = roleOf(look, interview);
    if (!role) return denied('NOT_YOURS');
    return states.includes(look.rules.interviewStatus(interview)) ? rule(interview, look, role) : denied('WRONG_STATE');
  };

function mayBeMoved(interview: RowOf, look: Look, role: string): Permission {
  const startsAt = String(interview.starts_at);
  if (role === 'MENTOR') return before(look, startsAt);
  const terms = interview.terms as { maxReschedules: number; cancelNoticeMinutes: number };
  if (Number(interview.reschedule_count) >= terms.maxReschedules) return denied('LIMIT_REACHED');
  const last = plusMinutes(startsAt, -terms.cancelNoticeMinutes);
  return micros(last) < micros(look.rules.now) ? denied('TOO_LATE') : allowed(last);
}

function mayReportAttendance(interview: RowOf, look: Look, role: string): Permission {
  const claims = look.rules.rows('attendance_claim', 'interview_id', interview.id);
  if (claims.some((claim) => claim.role === role)) return denied('WRONG_STATE');
  const from = plusMinutes(String(interview.starts_at), ATTENDANCE_FROM_MINUTES);
  if (!look.rules.passed(from)) return denied('TOO_EARLY', from);
  return before(look, plusMinutes(String(interview.ends_at), ATTENDANCE_UNTIL_MINUTES));
}

const ABSENCES = ['NO_SHOW_LEARNER', 'NO_SHOW_MENTOR', 'NO_SHOW_BOTH'];

function isWanted(look: Look, interview: RowOf, { role, statuses, from, to }: Filter): boolean {
  return (
    (role == null || role === `AS_${roleOf(look, interview)}`) &&
    (statuses?.includes(look.rules.interviewStatus(interview)) ?? true) &&
    (from == null || micros(String(interview.ends_at)) > micros(from)) &&
    (to == null || micros(String(interview.starts_at)) < micros(to))
  );
}

export const interviews: Resolvers = {
  Query: {
    interview: (_, { eyes, rules }, { id }) => {
      const found = /^interview_/.test(id) ? rules.one('interview', 'id', id.slice('interview_'.length)) : undefined;
      return found && rules.interview(eyes, found) ? found : null;
    },
  },
  Viewer: {
    calendarFeedUrl: ({ id }, { rules, calendars: { url, key } }) => {
      const version = Number(rules.rows('calendar_feed', 'account_id', id)[0]?.version ?? 0);
      const token = `${String(id).replaceAll('-', '')}${createHmac('sha256', key)
        .update(`${String(id)} ${version}`)
        .digest('hex')}`;
      return `${url}/calendar/${Buffer.from(token, 'hex').toString('base64url')}.ics`;
    },
    slotHold: ({ id }, { eyes, rules }) => {
      const hold = rules.one('slot_hold', 'learner_id', id);
      return hold && rules.hold(eyes, hold) ? hold : null;
    },
    waitlist: ({ id }, { rules }) =>
      [...rules.rows('waitlist_entry', 'learner_id', id)]
        .filter(({ to_at }) => !rules.passed(to_at))
        .sort(
          (a, b) =>
            Number(micros(String(a.joined_at)) - micros(String(b.joined_at))) || (String(a.id) < String(b.id) ? -1 : 1),
        ),
    interviews: (_, look, args) => {
      const rows = look.rules
        .all('interview')
        .filter((row) => look.rules.isParty(look.eyes, row) && isWanted(look, row, args.filter ?? {}));
      const orderBy = args.orderBy ?? 'EARLIEST';
      const order = orderBy === 'EARLIEST' ? ascending : descending;
      return pageOf(look, `Viewer.interviews ${orderBy}`, rows, order(['instant', (row) => row.starts_at]), args);
    },
  },
  SlotHold: {
    offering: ({ offering_id }, { eyes, rules }) => {
      const offering = rules.one('offering', 'id', offering_id);
      return offering && rules.offering(eyes, offering) ? offering : null;
    },
  },
  Mentor: { rating: (mentor, look) => ratingOf(look, mentor) },
  Interview: {
    status: (interview, { rules }) => rules.interviewStatus(interview),
    confirmBy: (interview, { rules }) => (rules.interviewStatus(interview) === 'PENDING' ? interview.confirm_by : null),
    viewerRole: (interview, look) => roleOf(look, interview),
    mentor: ({ mentor_id }, look) => personIn(look, 'mentor', mentor_id),
    learner: ({ learner_id }, look) => personIn(look, 'profile', learner_id),
    offering: ({ offering_id }, { eyes, rules }) => {
      const offering = rules.one('offering', 'id', offering_id);
      return offering && rules.offering(eyes, offering) ? offering : null;
    },
    topics: ({ id }, look) => topicsOf(look, 'interview_topic', 'interview_id', id),
    note: (interview, { eyes, rules }) => (rules.isParty(eyes, interview) ? interview.note : null),
    intakeAnswers: (interview, { eyes, rules }) => (rules.isParty(eyes, interview) ? interview.intake_answers : []),
    meetingUrl: (interview, { eyes, rules }) => {
      const isFirm = ['CONFIRMED', 'IN_PROGRESS', 'COMPLETED'].includes(rules.interviewStatus(interview));
      return isFirm && rules.isParty(eyes, interview) ? interview.meeting_url : null;
    },
    lastChange: ({ id }, { rules }) =>
      [...rules.rows('interview_revision', 'interview_id', id)].sort((a, b) => Number(b.number) - Number(a.number))[0],
    attendanceClaims: ({ id }, { rules }) =>
      [...rules.rows('attendance_claim', 'interview_id', id)].sort(
        (a, b) => Number(micros(String(a.at)) - micros(String(b.at))) || (String(a.role) < String(b.role) ? -1 : 1),
      ),
    viewerCanConfirm: permission(['PENDING'], (interview, look, role) =>
      interview.awaits === role ? before(look, String(interview.confirm_by)) : denied('WRONG_STATE'),
    ),
    viewerCanCancel: permission(['PENDING', 'CONFIRMED'], ({ starts_at }, look) => before(look, String(starts_at))),
    viewerCanReschedule: permission(['PENDING', 'CONFIRMED'], mayBeMoved),
    viewerCanReportAttendance: permission(['CONFIRMED', 'IN_PROGRESS', 'COMPLETED', ...ABSENCES], mayReportAttendance),
  },
  WaitlistEntry: {
    from: ({ from_at }) => from_at,
    to: ({ to_at }) => to_at,
    offering: ({ offering_id }, { eyes, rules }) => {
      const offering = rules.one('offering', 'id', offering_id);
      return offering && rules.offering(eyes, offering) ? offering : null;
    },
    offeredStart: ({ offered_start, offered_until }, { rules }) => (rules.passed(offered_until) ? null : offered_start),
    offeredUntil: ({ offered_until }, { rules }) => (rules.passed(offered_until) ? null : offered_until),
  },
  InterviewChange: { by: ({ by_id }, look) => personIn(look, 'profile', by_id) },
};
