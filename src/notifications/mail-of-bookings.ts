import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Events } from '../base/events/index.js';
import { Mailer, prose, readerTime } from '../base/mail/index.js';
import type { Instant } from '../base/time/index.js';
import { InterviewBooked, InterviewCalendar } from '../interviews/index.js';

/** The key under which the outbox keeps what is still to be done here; never to be changed. */
const CONSUMER = 'booking-mail';

interface Party {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly zone: string;
  readonly other: string;
  readonly mentor: boolean;
  readonly status: string;
  readonly title: string;
  readonly starts_at: Instant;
}

const PARTIES = `
  SELECT a.id, p.name, a.email AS address, other.name AS other, a.id = i.mentor_id AS mentor, r.status, o.title, r.starts_at,
    CASE WHEN a.id = i.learner_id THEN i.learner_time_zone ELSE a.time_zone END AS zone
  FROM interview i
  JOIN interview_revision r ON r.interview_id = i.id AND r.number = 1
  JOIN offering o ON o.id = i.offering_id
  JOIN account a ON a.id IN (i.mentor_id, i.learner_id) AND a.status = 'ACTIVE'
  JOIN profile p ON p.account_id = a.id
  JOIN profile other ON other.account_id = CASE WHEN a.id = i.mentor_id THEN i.learner_id ELSE i.mentor_id END
  WHERE i.id = $1 ORDER BY mentor`;

/** Tells both sides of a booking by mail: with the invitation for their calendars, once nobody has to confirm it any more. */
@Injectable()
export class MailOfBookings {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly calendar: InterviewCalendar,
    events: Events,
  ) {
    events.after(InterviewBooked, CONSUMER, ({ subjectId }) => this.#booked(subjectId));
  }

  async #booked(interviewId: string): Promise<void> {
    for (const party of await this.database.query<Party>(PARTIES, [interviewId])) {
      const { name, address, other, mentor, title } = party;
      const time = readerTime(party.starts_at, party.zone);
      const pending = party.status === 'PENDING';
      const invitation = pending ? undefined : await this.calendar.invitation(interviewId, party.id);
      const asked = mentor
        ? prose`${other} asks for “${title}” with you: ${time}. The time is kept free until you confirm or decline.`
        : prose`You asked ${other} for “${title}”: ${time}. The time is kept free until they answer.`;
      await this.mailer.queue({
        to: { name, address },
        subject: pending ? prose`Asked for: ${title}` : prose`Booked: ${title}`,
        body: [prose`Hello ${name},`, pending ? asked : prose`“${title}” with ${other} is booked: ${time}.`],
        purpose: 'interview',
        transactional: true,
        ...(invitation && { attachments: [{ ...invitation, calendarMethod: invitation.method }] }),
      });
    }
  }
}
