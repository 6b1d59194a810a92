import type { CalendarEvent } from '../../base/calendar/index.js';
import type { InterviewStatus } from '../interview.workflow.js';
import type { CalendarFacts } from './facts.js';

/** What a calendar has to say about an interview. */
export function standingOf(status: InterviewStatus): CalendarEvent['status'] {
  switch (status) {
    case 'PENDING':
      return 'TENTATIVE';
    case 'CANCELLED':
    case 'DECLINED':
    case 'EXPIRED':
      return 'CANCELLED';
    default:
      return 'CONFIRMED';
  }
}

/** The same event in every file, whoever it is for: a calendar that knows the UID takes the one with the higher number. */
export function interviewEvent(facts: CalendarFacts, organizerEmail: string): CalendarEvent {
  const { id, changes, changedAt, startsAt, endsAt, status, note, meetingUrl, otherName } = facts;
  return {
    uid: `${id}@sevenfold`,
    sequence: changes,
    changedAt,
    startsAt,
    endsAt,
    status: standingOf(status),
    summary: otherName === null ? 'Mock interview' : `Mock interview with ${otherName}`,
    description: note ?? undefined,
    location: meetingUrl ?? undefined,
    organizer: { name: 'Sevenfold', email: organizerEmail },
  };
}
