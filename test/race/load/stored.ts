import type pg from 'pg';

import type { InterviewRevision } from '../../../src/interviews/interview.entity.js';
import type { InterviewStatus } from '../../../src/interviews/interview.workflow.js';

export interface StoredRevision {
  readonly number: number;
  readonly kind: InterviewRevision['kind'];
  readonly status: InterviewStatus;
  readonly starts: number;
  readonly ends: number;
  readonly at: number;
  readonly by: string | null;
  readonly reason: string | null;
}

export interface StoredInterview {
  readonly id: string;
  readonly mentor: string;
  readonly learner: string;
  readonly offering: string;
  readonly status: InterviewStatus;
  readonly version: number;
  readonly starts: number;
  readonly ends: number;
  readonly note: string | null;
  readonly gapMinutes: number;
  readonly capacity: number;
  readonly live: boolean;
  readonly revisions: readonly StoredRevision[];
  /** Kinds of its events, with the number of the revision that each tells of. */
  readonly events: readonly string[];
}

const ms = (column: string) => `(extract(epoch FROM ${column})::float8 * 1000)`;

/** All interviews with all that happened to them, as the tables have it. */
export async function storedInterviews(sql: pg.Pool): Promise<StoredInterview[]> {
  const { rows } = await sql.query<StoredInterview>(
    `SELECT i.id, i.mentor_id AS mentor, i.learner_id AS learner, i.offering_id AS offering, i.status, i.version,
       ${ms('i.starts_at')} AS starts, ${ms('i.ends_at')} AS ends, i.note, (i.terms ->> 'gapMinutes')::int AS "gapMinutes", s.capacity, s.live,
       (SELECT json_agg(json_build_object('number', r.number, 'kind', r.kind, 'status', r.status, 'starts', ${ms('r.starts_at')},
          'ends', ${ms('r.ends_at')}, 'at', ${ms('r.at')}, 'by', r.by_id, 'reason', r.reason) ORDER BY r.number)
        FROM interview_revision r WHERE r.interview_id = i.id) AS revisions,
       (SELECT coalesce(json_agg(concat_ws(' ', e.kind, e.payload ->> 'revision')), '[]') FROM event e WHERE e.subject_id = i.id) AS events
     FROM interview i JOIN session s ON s.id = i.session_id WHERE i.note LIKE 'op %'`,
  );
  return rows;
}
