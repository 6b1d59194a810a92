import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';

/** What was said about one subject, and who bookmarked it, goes to another of its kind: they are the same. */
@Injectable()
export class MergeSubjects {
  constructor(private readonly database: Database) {}

  /** In the transaction of whoever merges. */
  async execute(from: string, into: string): Promise<void> {
    const values = [from, into];
    await this.database.query(
      'INSERT INTO bookmark (account_id, subject_id, created_at) SELECT account_id, $2, created_at FROM bookmark WHERE subject_id = $1 ON CONFLICT DO NOTHING',
      values,
    );
    await this.database.query('DELETE FROM bookmark WHERE subject_id = $1', [from]);
    // The trigger that counts comments looks at their being hidden or deleted, not at where they are.
    await this.database.query(
      `UPDATE subject SET comment_count = CASE id WHEN $1 THEN 0 ELSE comment_count + (SELECT f.comment_count FROM subject f WHERE f.id = $1) END
       WHERE id IN ($1, $2)`,
      values,
    );
    await this.database.query('UPDATE comment SET subject_id = $2 WHERE subject_id = $1', values);
  }
}
