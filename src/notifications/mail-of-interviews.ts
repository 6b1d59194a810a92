import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { type EventKind, Events } from '../base/events/index.js';
import { Mailer, type Prose, prose, readerTime } from '../base/mail/index.js';
import type { Instant } from '../base/time/index.js';
import {
  InterviewBooked,
  InterviewCalendar,
  InterviewCancelled,
  InterviewConfirmed,
  InterviewDeclined,
  InterviewExpired,
  type InterviewHappening,
  InterviewRescheduled,
} from '../interviews/index.js';

/** The key under which the outbox keeps what is still to be done here; never to be changed. */
const CONSUMER = 'booking-mail';

interface Party {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly zone: string;
  /** Null when they are gone. */
  readonly other: string | null;
  readonly mentor: boolean;
  readonly did_it: boolean;
  readonly awaited: boolean;
  readonly title: string;
  readonly status: string;
  readonly reason: string | null;
  readonly starts_at: Instant;
  readonly before: Instant;
  /** Whether it is in their calendar by an earlier mail. */
  readonly invited: boolean;
}

/** Both parties, as far as they are still there. */
const PARTIES = `
  SELECT a.id, p.name, a.email AS address, a.id = i.mentor_id AS mentor, o.title, r.status, r.reason, r.starts_at,
    coalesce(a.id = r.by_id, false) AS did_it, coalesce(i.awaits = CASE WHEN a.id = i.mentor_id THEN 'MENTOR' ELSE 'LEARNER' END, false) AS awaited,
    (SELECT q.name FROM profile q WHERE q.account_id = CASE WHEN a.id = i.mentor_id THEN i.learner_id ELSE i.mentor_id END
       AND q.status = 'ACTIVE') AS other,
    CASE WHEN a.id = i.learner_id THEN i.learner_time_zone ELSE a.time_zone END AS zone,
    (SELECT e.starts_at FROM interview_revision e WHERE e.interview_id = i.id AND e.number = r.number - 1) AS before,
    EXISTS (SELECT FROM interview_revision e WHERE e.interview_id = i.id AND e.number < r.number AND e.status = 'CONFIRMED') AS invited
  FROM interview i
  JOIN interview_revision r ON r.interview_id = i.id AND r.number = $2
  JOIN offering o ON o.id = i.offering_id
  JOIN account a ON a.id IN (i.mentor_id, i.learner_id) AND a.status = 'ACTIVE'
  JOIN profile p ON p.account_id = a.id
  WHERE i.id = $1 ORDER BY mentor`;

type Tell = (party: Party, who: Prose, time: Prose) => { readonly subject: Prose; readonly text: Prose };

/**
 * Tells both parties by mail of each revision of their interview: with the invitation for their calendars, once nobody has to confirm
 * it any more, and with what moves it there or takes it out again.
 */
@Injectable()
export class MailOfInterviews {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly calendar: InterviewCalendar,
    events: Events,
  ) {
    const on = (kind: EventKind<InterviewHappening>, tell: Tell) =>
      events.after(kind, CONSUMER, ({ subjectId, payload }) => this.#tell(subjectId, payload.revision, tell));
    on(InterviewBooked, booked);
    on(InterviewExpired, expired);
    on(InterviewConfirmed, confirmed);
    on(InterviewDeclined, declined);
    on(InterviewCancelled, cancelled);
    on(InterviewRescheduled, moved);
  }

  async #tell(interviewId: string, revision: number, tell: Tell): Promise<void> {
    for (const party of await this.database.query<Party>(PARTIES, [interviewId, revision])) {
      const { name, address, mentor, reason, invited } = party;
      const other = party.other === null ? (mentor ? prose`the learner` : prose`the mentor`) : prose`${party.other}`;
      const { subject, text } = tell(party, other, prose`${readerTime(party.starts_at, party.zone)}`);
      const wanted = party.status === 'CONFIRMED' || invited;
      const file = wanted ? await this.calendar.invitation(interviewId, party.id, invited) : undefined;
      await this.mailer.queue({
        to: { name, address },
        subject,
        body: [prose`Hello ${name},`, text, ...(reason && !party.did_it ? [prose`They write: ${reason}`] : [])],
        purpose: 'interview',
        transactional: true,
        ...(file && { attachments: [{ ...file, calendarMethod: file.method }] }),
      });
    }
  }
}

const booked: Tell = ({ title, status, mentor }, who, time) => {
  if (status !== 'PENDING')
    return { subject: prose`Booked: ${title}`, text: prose`“${title}” with ${who} is booked: ${time}.` };
  const text = mentor
    ? prose`${who} asks for “${title}” with you: ${time}. The time is kept free until you confirm or decline.`
    : prose`You asked ${who} for “${title}”: ${time}. The time is kept free until they answer.`;
  return { subject: prose`Asked for: ${title}`, text };
};

const expired: Tell = ({ title }, who, time) => ({
  subject: prose`Not confirmed: ${title}`,
  text: prose`“${title}” with ${who} was not confirmed in time: ${time}. It does not take place, and the time is free again.`,
});

const confirmed: Tell = ({ title, did_it: own }, who, time) => ({
  subject: prose`Confirmed: ${title}`,
  text: own ? prose`You confirmed “${title}” with ${who}: ${time}.` : prose`${who} confirmed “${title}”: ${time}.`,
});

const declined: Tell = ({ title, did_it: own }, who, time) => ({
  subject: prose`Declined: ${title}`,
  text: own
    ? prose`You declined “${title}” with ${who}: ${time}. The time is free again.`
    : prose`${who} declined “${title}”: ${time}. It does not take place.`,
});

const cancelled: Tell = ({ title }, who, time) => ({
  subject: prose`Cancelled: ${title}`,
  text: prose`“${title}” with ${who} is cancelled: ${time}. The time is free again.`,
});

const moved: Tell = ({ title, did_it: own, awaited, status, before, zone }, who, time) => {
  const old = readerTime(before, zone);
  const change = own
    ? prose`You moved “${title}” with ${who} from ${old} to ${time}.`
    : prose`${who} moved “${title}” from ${old} to ${time}.`;
  if (status !== 'PENDING') return { subject: prose`Moved: ${title}`, text: change };
  return awaited
    ? { subject: prose`Please confirm: ${title}`, text: prose`${change} Please confirm the new time, or decline it.` }
    : { subject: prose`Moved: ${title}`, text: prose`${change} It waits for their confirmation.` };
};
