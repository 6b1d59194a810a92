import { Injectable } from '@nestjs/common';

import type { Diary, DiarySource, Except, HeldStart, LearnerDiary } from '../availability/index.js';
import { Database, millisecondsOf } from '../base/database/index.js';
import { Clock, instantFromMs } from '../base/time/index.js';
import { print, raw, type Sql, sql } from '../base/views/index.js';
import { LIVE } from './interview.workflow.js';

interface SessionRow {
  readonly offering_id: string;
  readonly starts: number;
  readonly hold_start: number;
  readonly hold_end: number;
  readonly seat_left: boolean;
}

export interface LearnerRow {
  readonly offering_id: string;
  readonly start: number;
  readonly end: number;
}

/** A SELECT of {@link LearnerRow}s: what a learner has before them. */
export function rowsOfLearner(learnerId: Sql, now: Sql): Sql {
  return sql`SELECT i.offering_id, ${raw(millisecondsOf('i.starts_at'))} AS start, ${raw(millisecondsOf('i.ends_at'))} AS end
    FROM interview i WHERE i.learner_id = ${learnerId} AND i.status IN ${raw(LIVE)}
      AND (i.confirm_by IS NULL OR i.confirm_by > ${now}) AND i.ends_at > ${now}`;
}

export function learnerDiary(rows: readonly LearnerRow[], offeringId: string): LearnerDiary {
  return {
    busy: rows.map(({ start, end }) => ({ start, end })),
    upcoming: rows.filter((row) => row.offering_id === offeringId).length,
  };
}

const OF_LEARNER = `${print(rowsOfLearner(raw('$1::uuid'), raw('$2::timestamptz'))).text} AND ($3::uuid IS NULL OR i.id <> $3)`;

/** Mentors' and learners' diaries, as far as interviews and holds fill them. */
@Injectable()
export class InterviewDiary implements DiarySource {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Some weeks back as well: limits count by whole weeks and months. */
  async of(mentorId: string, fromMs: number, except?: Except): Promise<(offeringId: string) => Diary> {
    const now = this.clock.now();
    const heldFrom = instantFromMs(Math.max(now.epochMilliseconds, except?.holdsUntil ?? 0));
    const rows = await this.database.again<SessionRow>(
      'diary of a mentor',
      `SELECT s.offering_id, ${millisecondsOf('s.starts_at')} AS starts,
         ${millisecondsOf('lower(s.hold)')} AS hold_start, ${millisecondsOf('upper(s.hold)')} AS hold_end,
         s.capacity > 1 AND s.capacity > seats.booked + seats.held AS seat_left
       FROM session s CROSS JOIN LATERAL (SELECT
         (SELECT count(*) FROM interview i WHERE i.session_id = s.id AND i.status IN ${LIVE}) AS booked,
         (SELECT count(*) FROM slot_hold h WHERE h.session_id = s.id AND h.expires_at > $4) AS held) seats
       WHERE s.mentor_id = $1::uuid AND s.live AND upper(s.hold) > $2::timestamptz - interval '33 days'
         AND ($3::uuid IS NULL OR s.id <> $3) AND seats.booked + seats.held > 0`,
      [mentorId, instantFromMs(fromMs), except?.sessionId ?? null, heldFrom],
    );
    const busy = rows.map(({ hold_start: start, hold_end: end }) => ({ start, end }));
    const allStarts = rows.map(({ starts }) => starts);
    return (offeringId) => {
      const own = rows.filter((row) => row.offering_id === offeringId);
      const open = own.filter((row) => row.seat_left).map(({ starts }) => starts);
      return { busy, starts: own.map(({ starts }) => starts), allStarts, open };
    };
  }

  held(mentorId: string): Promise<HeldStart[]> {
    return this.database.query<HeldStart>(
      `SELECT offering_id AS "offeringId", ${millisecondsOf('starts_at')} AS start, ceil(${millisecondsOf('expires_at')}) AS until
       FROM slot_hold WHERE mentor_id = $1 AND expires_at > $2`,
      [mentorId, this.clock.now()],
    );
  }

  /** @param exceptInterviewId one that is to be moved */
  async ofLearner(learnerId: string, offeringId: string, exceptInterviewId?: string): Promise<LearnerDiary> {
    const values = [learnerId, this.clock.now(), exceptInterviewId ?? null];
    return learnerDiary(await this.database.again<LearnerRow>('diary of a learner', OF_LEARNER, values), offeringId);
  }
}
