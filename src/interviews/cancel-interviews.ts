import { Injectable } from '@nestjs/common';

import { mentorKey, OfferingStarts } from '../availability/index.js';
import { Database } from '../base/database/index.js';
import { Events } from '../base/events/index.js';
import { Clock } from '../base/time/index.js';
import { ExpireInterviews } from './expire-interviews.js';
import { EndHolds } from './holds/end-holds.js';
import { InterviewCancelled } from './interview.events.js';
import { learnerKey } from './locks.js';
import { Seats } from './seats.js';

/** Of which account, and who does it: the account itself when it leaves, null when that is not to be told. */
export interface Leaving {
  readonly accountId: string;
  readonly byId: string | null;
}

/** Cancels what somebody who leaves or is suspended can't keep. */
@Injectable()
export class CancelInterviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly starts: OfferingStarts,
    private readonly seats: Seats,
    private readonly expireInterviews: ExpireInterviews,
    private readonly endHolds: EndHolds,
  ) {}

  /**
   * All interviews of an account that have not begun, given and taken; the other side hears of it. Holds end, too. To be called in the transaction
   * of what ends or suspends the account, before that.
   * @returns how many
   */
  async ofAccount({ accountId, byId }: Leaving): Promise<number> {
    if (!this.database.inTransaction)
      throw new Error('Interviews are cancelled in the transaction of what makes it so');
    // What the account itself is booking or moving just now ends first.
    await this.database.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [accountId]);
    const mentors = await this.#mentorsOf(accountId);
    await this.database.lock(learnerKey(accountId), ...mentors.map(mentorKey));
    await this.expireInterviews.execute(accountId, accountId);
    const held = await this.endHolds.end([{ learnerId: accountId }, { mentorId: accountId }]);
    const cancelled = await this.#cancel(accountId, byId);
    await this.seats.settle(cancelled.map(({ sessionId }) => sessionId));
    const freed = held ? mentors : cancelled.map((interview) => interview.mentorId);
    for (const mentorId of new Set(freed)) await this.starts.rewrite(mentorId);
    for (const { id, mentorId, learnerId, revision } of cancelled)
      await this.events.record(InterviewCancelled, id, { mentorId, learnerId, byId, revision });
    return cancelled.length;
  }

  /** The account and those who interview it: whose time is freed. */
  async #mentorsOf(accountId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT mentor_id AS id FROM interview WHERE learner_id = $1 AND status IN ('PENDING', 'CONFIRMED') AND starts_at > $2
       UNION SELECT mentor_id FROM slot_hold WHERE learner_id = $1`,
      [accountId, this.clock.now()],
    );
    return [accountId, ...rows.map(({ id }) => id)];
  }

  /** Late, when less time is left than the terms ask for. A shared time goes on for the learners who stay. */
  #cancel(
    accountId: string,
    byId: string | null,
  ): Promise<{ id: string; sessionId: string; mentorId: string; learnerId: string; revision: number }[]> {
    return this.database.query(
      `WITH cancelled AS (
         UPDATE interview SET status = 'CANCELLED', confirm_by = NULL, awaits = NULL, version = version + 1,
           cancelled_late = status = 'CONFIRMED' AND starts_at < $2::timestamptz + make_interval(mins => (terms ->> 'cancelNoticeMinutes')::int)
         WHERE (mentor_id = $1 OR learner_id = $1) AND status IN ('PENDING', 'CONFIRMED') AND starts_at > $2
         RETURNING id, session_id, mentor_id, learner_id, starts_at, ends_at, version),
       noted AS (
         INSERT INTO interview_revision (interview_id, number, kind, status, starts_at, ends_at, by_id, at)
         SELECT id, version, 'CANCELLED', 'CANCELLED', starts_at, ends_at, $3, $2 FROM cancelled)
       SELECT id, session_id AS "sessionId", mentor_id AS "mentorId", learner_id AS "learnerId", version AS revision
       FROM cancelled ORDER BY starts_at, id`,
      [accountId, this.clock.now(), byId],
    );
  }
}
