import { Injectable } from '@nestjs/common';

import { mentorKey } from '../availability/index.js';
import { Database } from '../base/database/index.js';
import { Events } from '../base/events/index.js';
import { Jobs } from '../base/jobs/index.js';
import { Clock } from '../base/time/index.js';
import { InterviewCompleted } from './interview.events.js';
import { learnerKey } from './locks.js';
import { Seats } from './seats.js';

const EVERY_SECONDS = 60;
const AT_ONCE = 100;
/** As long as the parties can say who was there. */
const AFTER_HOURS = 72;

interface Due {
  readonly id: string;
  readonly mentorId: string;
  readonly learnerId: string;
}

/** What nobody complained of in time took place. */
@Injectable()
export class CompleteInterviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly seats: Seats,
    jobs: Jobs,
  ) {
    jobs.repeat('Completing interviews', EVERY_SECONDS, () => this.#all());
  }

  async #all(): Promise<void> {
    const before = this.clock.now().subtract({ hours: AFTER_HOURS });
    const due = await this.database.query<Due>(
      `SELECT id, mentor_id AS "mentorId", learner_id AS "learnerId" FROM interview
       WHERE status IN ('CONFIRMED', 'IN_PROGRESS') AND ends_at <= $1 ORDER BY ends_at LIMIT ${AT_ONCE}`,
      [before],
    );
    for (const interview of due) await this.database.transaction(() => this.#complete(interview));
  }

  async #complete({ id, mentorId, learnerId }: Due): Promise<void> {
    await this.database.lock(mentorKey(mentorId), learnerKey(learnerId));
    const [completed] = await this.database.query<{ sessionId: string; revision: number }>(
      `WITH completed AS (
         UPDATE interview SET status = 'COMPLETED', version = version + 1
         WHERE id = $1 AND status IN ('CONFIRMED', 'IN_PROGRESS') RETURNING id, session_id, starts_at, ends_at, version),
       noted AS (
         INSERT INTO interview_revision (interview_id, number, kind, status, starts_at, ends_at, at)
         SELECT id, version, 'COMPLETED', 'COMPLETED', starts_at, ends_at, $2 FROM completed)
       SELECT session_id AS "sessionId", version AS revision FROM completed`,
      [id, this.clock.now()],
    );
    if (!completed) return;
    const { sessionId, revision } = completed;
    await this.seats.settle([sessionId]);
    await this.events.record(InterviewCompleted, id, { mentorId, learnerId, byId: null, revision });
  }
}
