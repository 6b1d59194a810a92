import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Events } from '../base/events/index.js';
import { Mailer, prose, readerTime } from '../base/mail/index.js';
import type { Instant } from '../base/time/index.js';
import { InterviewCalendar, InterviewCancelled } from '../interviews/index.js';

/** The same as of mail about bookings, so that the cancellation comes after the invitation. */
const CONSUMER = 'booking-mail';

interface Party {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly zone: string;
  /** As this one may see the other; null when they are hidden or gone. */
  readonly other: string | null;
  readonly mentor: boolean;
  readonly title: string;
  readonly starts_at: Instant;
  readonly invited: boolean;
}

/** Those who are still there, but for the one who did it. */
const TOLD = `
  SELECT a.id, p.name, a.email AS address, a.id = i.mentor_id AS mentor, o.title, i.starts_at,
    (SELECT q.name FROM profile q WHERE q.account_id = CASE WHEN a.id = i.mentor_id THEN i.learner_id ELSE i.mentor_id END
       AND q.status = 'ACTIVE') AS other,
    CASE WHEN a.id = i.learner_id THEN i.learner_time_zone ELSE a.time_zone END AS zone,
    EXISTS (SELECT FROM interview_revision r WHERE r.interview_id = i.id AND r.status = 'CONFIRMED') AS invited
  FROM interview i
  JOIN offering o ON o.id = i.offering_id
  JOIN account a ON a.id IN (i.mentor_id, i.learner_id) AND a.status = 'ACTIVE' AND a.id IS DISTINCT FROM $2
  JOIN profile p ON p.account_id = a.id
  WHERE i.id = $1 ORDER BY mentor`;

/** Tells who still counts on a cancelled interview by mail, which takes it out of their calendar. */
@Injectable()
export class MailOfCancellations {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly calendar: InterviewCalendar,
    events: Events,
  ) {
    events.after(InterviewCancelled, CONSUMER, ({ subjectId, payload }) => this.#cancelled(subjectId, payload.byId));
  }

  async #cancelled(interviewId: string, byId: string | null): Promise<void> {
    for (const party of await this.database.query<Party>(TOLD, [interviewId, byId])) {
      const { name, address, other, mentor, title, invited } = party;
      const time = readerTime(party.starts_at, party.zone);
      const invitation = invited ? await this.calendar.invitation(interviewId, party.id) : undefined;
      const who = other === null ? (mentor ? prose`the learner` : prose`the mentor`) : prose`${other}`;
      await this.mailer.queue({
        to: { name, address },
        subject: prose`Cancelled: ${title}`,
        body: [prose`Hello ${name},`, prose`“${title}” with ${who} is cancelled: ${time}. The time is free again.`],
        purpose: 'interview',
        transactional: true,
        ...(invitation && { attachments: [{ ...invitation, calendarMethod: invitation.method }] }),
      });
    }
  }
}
