import { Injectable } from '@nestjs/common';

import { OfferingStarts } from '../availability/index.js';
import { Database } from '../base/database/index.js';
import { Clock } from '../base/time/index.js';

/** Ends what nobody confirmed in time. A constraint can't look at the clock, so an overdue one blocks until this ran. */
@Injectable()
export class ExpireInterviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly starts: OfferingStarts,
  ) {}

  /** Those of one mentor and one learner; the caller holds the locks of both. */
  async execute(mentorId: string, learnerId: string): Promise<void> {
    const expired = await this.database.query<{ mentor_id: string }>(
      `WITH expired AS (
         UPDATE interview SET status = 'EXPIRED', confirm_by = NULL, awaits = NULL, version = version + 1
         WHERE status = 'PENDING' AND confirm_by <= $3 AND (mentor_id = $1 OR learner_id = $2)
         RETURNING id, session_id, mentor_id, version, starts_at, ends_at),
       freed AS (UPDATE session SET live = FALSE WHERE id IN (SELECT session_id FROM expired)),
       noted AS (
         INSERT INTO interview_revision (interview_id, number, kind, status, starts_at, ends_at, at)
         SELECT id, version, 'EXPIRED', 'EXPIRED', starts_at, ends_at, $3 FROM expired)
       SELECT DISTINCT mentor_id FROM expired`,
      [mentorId, learnerId, this.clock.now()],
    );
    if (expired.some(({ mentor_id: id }) => id === mentorId)) await this.starts.rewrite(mentorId);
  }
}
