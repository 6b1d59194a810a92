import {
  allowed,
  MODERATORS,
  allowedUntil,
  denied,
  EVERYONE,
  type PermissionAnswer,
  type RootPolicy,
  SIGNED_IN,
  verified,
} from '../base/access/index.js';
import { addMinutes, type Instant, isBefore } from '../base/time/index.js';
import { type InterviewStatus, interviewWorkflow } from './interview.workflow.js';

export type InterviewParty = 'MENTOR' | 'LEARNER';

/** Attendance can be reported from 10 minutes after the start until 72 hours after the end. */
const ATTENDANCE_FROM_MINUTES = 10;
const ATTENDANCE_UNTIL_MINUTES = 72 * 60;

/** What the rules look at. */
export interface InterviewFacts {
  /** The viewer's part; null for a moderator. */
  readonly party: InterviewParty | null;
  /** As time has it: an overdue PENDING one is EXPIRED. */
  readonly status: InterviewStatus;
  readonly awaits: InterviewParty | null;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly confirmBy: Instant | null;
  readonly cancelNoticeMinutes: number;
  readonly maxReschedules: number;
  readonly rescheduleCount: number;
  readonly hasClaimed: boolean;
}

type Rule = (facts: InterviewFacts, now: Instant) => PermissionAnswer;

/** Allowed before an instant, denied from it on. */
function before(instant: Instant, now: Instant): PermissionAnswer {
  return isBefore(now, instant) ? allowedUntil(instant) : denied('TOO_LATE');
}

export const canConfirm: Rule = ({ party, status, awaits, confirmBy }, now) => {
  if (!party) return denied('NOT_YOURS');
  if (!interviewWorkflow.allows('confirm', status) || awaits !== party) return denied('WRONG_STATE');
  return confirmBy ? before(confirmBy, now) : allowed;
};

/** Until it begins; after the notice it counts as late. */
export const canCancel: Rule = ({ party, status, startsAt }, now) => {
  if (!party) return denied('NOT_YOURS');
  return interviewWorkflow.allows('cancel', status) ? before(startsAt, now) : denied('WRONG_STATE');
};

/** A learner until the notice to cancel (that instant included) and as often as the terms say; a mentor until it begins. */
export const canReschedule: Rule = (
  { party, status, startsAt, cancelNoticeMinutes, maxReschedules, rescheduleCount },
  now,
) => {
  if (!party) return denied('NOT_YOURS');
  if (!interviewWorkflow.allows('reschedule', status)) return denied('WRONG_STATE');
  if (party === 'MENTOR') return before(startsAt, now);
  if (rescheduleCount >= maxReschedules) return denied('LIMIT_REACHED');
  const last = addMinutes(startsAt, -cancelNoticeMinutes);
  return isBefore(last, now) ? denied('TOO_LATE') : allowedUntil(last);
};

export const canReportAttendance: Rule = ({ party, status, startsAt, endsAt, hasClaimed }, now) => {
  if (!party) return denied('NOT_YOURS');
  if (hasClaimed || !interviewWorkflow.allows('report', status)) return denied('WRONG_STATE');
  const from = addMinutes(startsAt, ATTENDANCE_FROM_MINUTES);
  return isBefore(now, from) ? denied('TOO_EARLY', from) : before(addMinutes(endsAt, ATTENDANCE_UNTIL_MINUTES), now);
};

export const interviewPolicy: RootPolicy = {
  'Query.interview': EVERYONE,
  'Query.anyMentorSlots': EVERYONE,
  'Mutation.bookAnyMentor': verified(SIGNED_IN),
  'Mutation.bookPackage': verified(SIGNED_IN),
  'Mutation.joinWaitlist': verified(SIGNED_IN),
  'Mutation.leaveWaitlist': SIGNED_IN,
  'Mutation.bookInterview': verified(SIGNED_IN),
  'Mutation.holdSlot': verified(SIGNED_IN),
  'Mutation.releaseSlot': SIGNED_IN,
  'Mutation.confirmInterview': verified(SIGNED_IN),
  'Mutation.declineInterview': SIGNED_IN,
  'Mutation.cancelInterview': SIGNED_IN,
  'Mutation.rescheduleInterview': verified(SIGNED_IN),
  'Mutation.reportAttendance': SIGNED_IN,
  'Mutation.resolveDispute': MODERATORS,
  'Mutation.rotateCalendarFeed': SIGNED_IN,
};
