import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Events } from '../base/events/index.js';
import { Mailer, type Prose, prose, readerTime } from '../base/mail/index.js';
import type { Instant } from '../base/time/index.js';
import { InterviewBooked, InterviewCalendar, InterviewExpired, type Invitation } from '../interviews/index.js';

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
  /** Whether an earlier mail brought an invitation. */
  readonly invited: boolean;
}

const PARTIES = `
  SELECT a.id, p.name, a.email AS address, other.name AS other, a.id = i.mentor_id AS mentor, r.status, o.title, r.starts_at,
    EXISTS (SELECT FROM interview_revision e WHERE e.interview_id = i.id AND e.number < r.number AND e.status = 'CONFIRMED') AS invited,
    CASE WHEN a.id = i.learner_id THEN i.learner_time_zone ELSE a.time_zone END AS zone
  FROM interview i
  JOIN interview_revision r ON r.interview_id = i.id AND r.kind = $2
  JOIN offering o ON o.id = i.offering_id
  JOIN account a ON a.id IN (i.mentor_id, i.learner_id) AND a.status = 'ACTIVE'
  JOIN profile p ON p.account_id = a.id
  JOIN profile other ON other.account_id = CASE WHEN a.id = i.mentor_id THEN i.learner_id ELSE i.mentor_id END
  WHERE i.id = $1 ORDER BY mentor`;

/**
 * Tells both sides of a booking by mail: with the invitation for their calendars, once nobody has to confirm it any more, and with
 * what takes it out again.
 */
@Injectable()
export class MailOfBookings {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly calendar: InterviewCalendar,
    events: Events,
  ) {
    events.after(InterviewBooked, CONSUMER, ({ subjectId }) => this.#booked(subjectId));
    events.after(InterviewExpired, CONSUMER, ({ subjectId }) => this.#expired(subjectId));
  }

  async #booked(interviewId: string): Promise<void> {
    for (const party of await this.database.query<Party>(PARTIES, [interviewId, 'BOOKED'])) {
      const { other, mentor, title } = party;
      const time = readerTime(party.starts_at, party.zone);
      const pending = party.status === 'PENDING';
      const invitation = pending ? undefined : await this.calendar.invitation(interviewId, party.id);
      const asked = mentor
        ? prose`${other} asks for “${title}” with you: ${time}. The time is kept free until you confirm or decline.`
        : prose`You asked ${other} for “${title}”: ${time}. The time is kept free until they answer.`;
      const subject = pending ? prose`Asked for: ${title}` : prose`Booked: ${title}`;
      await this.#mail(
        party,
        subject,
        pending ? asked : prose`“${title}” with ${other} is booked: ${time}.`,
        invitation,
      );
    }
  }

  async #expired(interviewId: string): Promise<void> {
    for (const party of await this.database.query<Party>(PARTIES, [interviewId, 'EXPIRED'])) {
      const { other, title, invited } = party;
      const time = readerTime(party.starts_at, party.zone);
      const cancelled = invited ? await this.calendar.invitation(interviewId, party.id) : undefined;
      const text = prose`“${title}” with ${other} was not confirmed in time: ${time}. It does not take place, and the time is free again.`;
      await this.#mail(party, prose`Not confirmed: ${title}`, text, cancelled);
    }
  }

  #mail({ name, address }: Party, subject: Prose, text: Prose, file: Invitation | undefined): Promise<void> {
    return this.mailer.queue({
      to: { name, address },
      subject,
      body: [prose`Hello ${name},`, text],
      purpose: 'interview',
      transactional: true,
      ...(file && { attachments: [{ ...file, calendarMethod: file.method }] }),
    });
  }
}
