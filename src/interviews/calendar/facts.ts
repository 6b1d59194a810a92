import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { Clock, type Instant } from '../../base/time/index.js';
import type { InterviewStatus } from '../interview.workflow.js';

/** An interview as one of its parties may see it. */
export interface CalendarFacts {
  readonly id: string;
  /** As time has it: an overdue PENDING one is EXPIRED. */
  readonly status: InterviewStatus;
  /** What has happened to it since it was booked. */
  readonly changes: number;
  readonly changedAt: Instant;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly note: string | null;
  readonly meetingUrl: string | null;
  /** Of the other party; null when it is hidden from this one. */
  readonly otherName: string | null;
  readonly ownName: string;
  readonly email: string;
}

// Names and links are shown where the views show them: see Interview in interview.view.ts and people/visibility.ts.
// A request that nobody confirmed in time counts one change more, as it will once a revision says so.
const FACTS = `SELECT i.id, CASE WHEN overdue THEN 'EXPIRED' ELSE i.status END AS status,
    last.number - 1 + overdue::int AS changes, CASE WHEN overdue THEN i.confirm_by ELSE last.at END AS "changedAt",
    i.starts_at AS "startsAt", i.ends_at AS "endsAt", i.note, own.name AS "ownName", a.email,
    CASE WHEN i.status IN ('CONFIRMED', 'IN_PROGRESS', 'COMPLETED') THEN i.meeting_url END AS "meetingUrl",
    (SELECT p.name FROM profile p WHERE p.account_id = CASE a.id WHEN i.mentor_id THEN i.learner_id ELSE i.mentor_id END
       AND p.status = 'ACTIVE' AND NOT EXISTS (SELECT FROM block b
         WHERE (b.blocker_id, b.blocked_id) IN ((a.id, p.account_id), (p.account_id, a.id)))) AS "otherName"
  FROM account a
    JOIN profile own ON own.account_id = a.id
    JOIN interview i ON a.id IN (i.mentor_id, i.learner_id)
    CROSS JOIN LATERAL (SELECT i.status = 'PENDING' AND i.confirm_by <= $2 AS overdue) AS late
    CROSS JOIN LATERAL (SELECT r.number, r.at FROM interview_revision r WHERE r.interview_id = i.id ORDER BY r.number DESC LIMIT 1) AS last
  WHERE a.id = $1 AND a.status = 'ACTIVE'`;

const DAYS_BACK = 30;
/** Of one calendar. */
const MOST = 2_000;

@Injectable()
export class InterviewFactsForCalendars {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  one(interviewId: string, accountId: string): Promise<CalendarFacts | undefined> {
    return this.database.queryOne<CalendarFacts>(`${FACTS} AND i.id = $3`, [accountId, this.clock.now(), interviewId]);
  }

  /** Those of the last 30 days and all to come, the latest first. */
  ofAccount(accountId: string): Promise<CalendarFacts[]> {
    const now = this.clock.now();
    return this.database.query<CalendarFacts>(
      `${FACTS} AND (i.mentor_id = $1 OR i.learner_id = $1) AND i.ends_at > $3 ORDER BY i.starts_at DESC, i.id LIMIT ${MOST}`,
      [accountId, now, now.subtract({ hours: 24 * DAYS_BACK })],
    );
  }
}
