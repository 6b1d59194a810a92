import type { Database } from '../../base/database/index.js';
import { type Instant, parseDatabaseInstant } from '../../base/time/index.js';
import { LIVE } from '../interview.workflow.js';

export interface Waiting {
  readonly id: string;
  readonly mentorId: string;
  readonly learnerId: string;
  readonly offeringId: string;
  readonly startsAt: Instant;
}

/**
 * Who waits longest of those for whom a time is free that they can take, and the first such time. Somebody who holds a time already fills
 * a form just now, and is passed over; so is who may not see the mentor.
 * @param mentorId null: of all
 * @param passed those who were looked at already
 */
export async function firstInLine(
  database: Database,
  now: Instant,
  mentorId: string | null,
  passed: readonly string[],
): Promise<Waiting | undefined> {
  const found = await database.queryOne<Omit<Waiting, 'startsAt'> & { readonly startsAt: string }>(
    `SELECT w.id, w.mentor_id AS "mentorId", w.learner_id AS "learnerId", w.offering_id AS "offeringId", free.starts_at::text AS "startsAt"
     FROM waitlist_entry w
     JOIN offering o ON o.id = w.offering_id AND o.active
     JOIN mentor m ON m.account_id = w.mentor_id AND m.status = 'ACTIVE'
     JOIN account a ON a.id = w.learner_id AND a.status = 'ACTIVE' AND a.email_verified_at IS NOT NULL
     CROSS JOIN LATERAL (
       SELECT s.starts_at FROM offering_start s
       WHERE s.offering_id = o.id AND s.starts_at >= w.from_at AND s.starts_at < w.to_at
         AND (s.held_until IS NULL OR s.held_until <= $1)
         AND s.starts_at >= $1::timestamptz + make_interval(mins => o.notice_minutes)
         AND s.starts_at < $1::timestamptz + make_interval(hours => 24 * o.horizon_days)
         AND NOT EXISTS (SELECT FROM interview i WHERE i.learner_id = w.learner_id AND i.status IN ${LIVE}
           AND (i.confirm_by IS NULL OR i.confirm_by > $1) AND i.starts_at < s.starts_at + make_interval(mins => o.duration_minutes)
           AND s.starts_at < i.ends_at)
       ORDER BY s.starts_at LIMIT 1) free
     WHERE ($2::uuid IS NULL OR w.mentor_id = $2) AND w.id <> ALL ($3::uuid[]) AND w.hold_id IS NULL AND w.to_at > $1
       AND NOT EXISTS (SELECT FROM availability v WHERE v.mentor_id = w.mentor_id AND v.paused_until > $1)
       AND NOT EXISTS (SELECT FROM slot_hold h WHERE h.learner_id = w.learner_id)
       AND NOT EXISTS (SELECT FROM block b WHERE b.blocker_id = w.learner_id AND b.blocked_id = w.mentor_id
         OR b.blocker_id = w.mentor_id AND b.blocked_id = w.learner_id)
       AND (o.max_per_learner IS NULL OR o.max_per_learner > (SELECT count(*) FROM interview i WHERE i.learner_id = w.learner_id
         AND i.offering_id = o.id AND i.status IN ${LIVE} AND (i.confirm_by IS NULL OR i.confirm_by > $1)
         AND i.ends_at > $1))
     ORDER BY w.joined_at, w.id LIMIT 1`,
    [now, mentorId, passed],
  );
  return found && { ...found, startsAt: parseDatabaseInstant(found.startsAt) };
}
