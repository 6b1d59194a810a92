import {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  type ICalCalendarMethod,
  type ICalEvent,
  type ICalEventStatus,
} from 'ical-generator';

import type { Instant } from '../time/index.js';
import { plainAddress, plainLine, plainLines, plainName } from './plain.js';

/** REQUEST and CANCEL are sent to somebody, PUBLISH is read by whoever subscribes (RFC 5546). */
export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';

interface Correspondent {
  readonly name: string;
  readonly email: string;
}

/** One event. Its texts may hold anything that people type; `uid` may not. */
export interface CalendarEvent {
  /** The same for all versions of an event: a UUID, `@` and a name of the service. */
  readonly uid: string;
  /** Grows with each version. */
  readonly sequence: number;
  readonly changedAt: Instant;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  readonly summary: string;
  readonly description?: string | undefined;
  readonly location?: string | undefined;
  readonly organizer?: Correspondent | undefined;
  readonly attendees?: readonly Correspondent[];
  readonly alarmMinutesBefore?: number | undefined;
}

const UID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@[a-z][a-z.-]*$/;
const NAME = 'Sevenfold';

/**
 * The text of an iCalendar file (RFC 5545). Times are in UTC, so that no reader has to know a zone's rules to have the right
 * instant on both sides of a change of clocks.
 */
export function calendarText(method: CalendarMethod, events: readonly CalendarEvent[]): string {
  const calendar = new ICalCalendar({
    // The package writes names and ids as they are: neither ever holds what somebody typed.
    name: method === 'PUBLISH' ? NAME : null,
    prodId: { company: NAME, product: 'Calendar', language: 'EN' },
    method: method as ICalCalendarMethod,
    ttl: method === 'PUBLISH' ? 60 * 60 : null,
  });
  for (const event of events) add(calendar, event);
  return calendar.toString();
}

function add(calendar: ICalCalendar, event: CalendarEvent): void {
  if (!UID.test(event.uid)) throw new Error('The UID of a calendar event is made of a UUID and a name');
  const entry = calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: date(event.changedAt),
    lastModified: date(event.changedAt),
    start: date(event.startsAt),
    end: date(event.endsAt),
    status: event.status as ICalEventStatus,
    summary: plainLine(event.summary),
    description: event.description ? plainLines(event.description) : null,
    location: event.location ? plainLine(event.location) : null,
  });
  addPeople(entry, event);
  if (event.alarmMinutesBefore !== undefined)
    entry.createAlarm({ type: ICalAlarmType.display, triggerBefore: event.alarmMinutesBefore * 60 });
}

function addPeople(entry: ICalEvent, { organizer, attendees = [] }: CalendarEvent): void {
  if (organizer) entry.organizer(correspondent(organizer));
  for (const attendee of attendees)
    entry.createAttendee({
      ...correspondent(attendee),
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    });
}

function correspondent({ name, email }: Correspondent): Correspondent {
  const address = plainAddress(email);
  return { name: plainName(name) || address, email: address };
}

/** A calendar knows no fractions of a second. */
function date(instant: Instant): Date {
  return new Date(instant.epochMilliseconds);
}
