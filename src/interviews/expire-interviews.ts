import { Injectable } from '@nestjs/common';

import { mentorKey, OfferingStarts } from '../availability/index.js';
import { Database } from '../base/database/index.js';
import { Events } from '../base/events/index.js';
import { jobKind, Jobs } from '../base/jobs/index.js';
import { Clock } from '../base/time/index.js';
import { EndHolds } from './holds/end-holds.js';
import { InterviewExpired } from './interview.events.js';
import { learnerKey } from './locks.js';
import { Seats } from './seats.js';

interface Parties {
  readonly mentorId: string;
  readonly learnerId: string;
}

/** What nobody has a seat in any more leaves the mentor's time free. */
const GiveBackTime = jobKind<{ readonly mentorId: string; readonly sessionId: string }>('give-back-time');
const EVERY_SECONDS = 60;
const AT_ONCE = 100;

/**
 * Ends what nobody confirmed in time. A constraint can't look at the clock, so an overdue one blocks until this ran: whoever
 * books runs it for the two diaries, and workers for all, so that people hear of it.
 */
@Injectable()
export class ExpireInterviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly starts: OfferingStarts,
    private readonly seats: Seats,
    private readonly events: Events,
    private readonly endHolds: EndHolds,
    private readonly jobs: Jobs,
  ) {
    jobs.repeat('Ending what nobody confirmed', EVERY_SECONDS, () => this.#all());
    jobs.define(GiveBackTime, ({ mentorId, sessionId }) => this.#giveBack(mentorId, sessionId));
  }

  /**
   * Those of one mentor and (if given) one learner, and the mentor's holds that are over; the caller holds the locks of both. What the
   * learner had asked another mentor for leaves the learner's diary at once, and that mentor's time after the commit: their lock, taken
   * now, could close a circle.
   */
  async execute(mentorId: string, learnerId: string | null): Promise<void> {
    const held = await this.endHolds.overdue(mentorId);
    const expired = await this.database.query<
      Parties & { readonly id: string; readonly sessionId: string; readonly version: number }
    >(
      `WITH expired AS (
         UPDATE interview SET status = 'EXPIRED', confirm_by = NULL, awaits = NULL, version = version + 1
         WHERE status = 'PENDING' AND confirm_by <= $3 AND (mentor_id = $1 OR learner_id = $2)
         RETURNING id, session_id, mentor_id, learner_id, version, starts_at, ends_at),
       noted AS (
         INSERT INTO interview_revision (interview_id, number, kind, status, starts_at, ends_at, at)
         SELECT id, version, 'EXPIRED', 'EXPIRED', starts_at, ends_at, $3 FROM expired)
       SELECT id, version, session_id AS "sessionId", mentor_id AS "mentorId", learner_id AS "learnerId" FROM expired ORDER BY id`,
      [mentorId, learnerId, this.clock.now()],
    );
    const own = expired.filter((each) => each.mentorId === mentorId);
    if (own.length > 0) await this.seats.settle(own.map(({ sessionId }) => sessionId));
    for (const { id, version: revision, sessionId, ...parties } of expired) {
      if (parties.mentorId !== mentorId) await this.jobs.add(GiveBackTime, { mentorId: parties.mentorId, sessionId });
      await this.events.record(InterviewExpired, id, { ...parties, byId: null, revision });
    }
    if (held || own.length > 0) await this.starts.rewrite(mentorId);
  }

  #giveBack(mentorId: string, sessionId: string): Promise<void> {
    return this.database.transaction(async () => {
      await this.database.lock(mentorKey(mentorId));
      await this.seats.settle([sessionId]);
      await this.starts.rewrite(mentorId);
    });
  }

  async #all(): Promise<void> {
    const overdue = await this.database.query<{ readonly mentorId: string; readonly learnerIds: string[] }>(
      `SELECT mentor_id AS "mentorId", array_agg(learner_id) AS "learnerIds" FROM interview
       WHERE status = 'PENDING' AND confirm_by <= $1 GROUP BY mentor_id LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    for (const { mentorId, learnerIds } of overdue)
      await this.database.transaction(async () => {
        await this.database.lock(mentorKey(mentorId), ...learnerIds.map(learnerKey));
        await this.execute(mentorId, null);
      });
  }
}
