import { Injectable } from '@nestjs/common';

import { Database } from '../database/index.js';

/**
 * What waits in the queue, for a backup: the queue's tables are its package's own and may look otherwise where they are
 * restored, so its jobs are carried over in a table of ours. One that is under way is taken along: it is done at least once.
 */
export const UNDONE_JOBS = {
  table: 'restored_job',
  when: `to_regclass('graphile_worker._private_jobs') IS NOT NULL`,
  query: `SELECT name, payload, run_at, max_attempts, key FROM restored_job
    UNION ALL SELECT t.identifier, j.payload, j.run_at, j.max_attempts, j.key
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE j.attempts < j.max_attempts`,
} as const;

@Injectable()
export class RestoredJobs {
  constructor(private readonly database: Database) {}

  /** Puts the jobs of a restored backup into the queue, once. */
  async enqueue(): Promise<void> {
    await this.database.query(
      `WITH taken AS (DELETE FROM restored_job RETURNING *)
       SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
         SELECT (name, payload, NULL, run_at, max_attempts, key, NULL, NULL)::graphile_worker.job_spec FROM taken), TRUE)`,
    );
  }
}
