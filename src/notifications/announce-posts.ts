import { Injectable } from '@nestjs/common';

import { Database } from '../base/database/index.js';
import { Jobs } from '../base/jobs/index.js';
import { Clock, type Instant } from '../base/time/index.js';
import { Notify } from './notify.js';

const EVERY_SECONDS = 30;
/** What came out longer ago is no news, should no worker have run for that long. */
const NEWS_HOURS = 72;
const AT_ONCE = 100;

/** Tells followers of posts that have come out. Looks at the posts themselves, so that one put off or taken back is not told of. */
@Injectable()
export class AnnouncePosts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly notify: Notify,
    jobs: Jobs,
  ) {
    jobs.repeat('Announcing posts', EVERY_SECONDS, () => this.database.transaction(() => this.execute()));
  }

  async execute(): Promise<void> {
    const now = this.clock.now();
    const posts = await this.database.query<{
      id: string;
      author_id: string;
      publish_at: Instant;
      followers: string[];
    }>(
      `WITH out AS (
         SELECT p.id, p.author_id, p.publish_at FROM post p
         WHERE p.state = 'PUBLISHED' AND p.hidden_at IS NULL AND p.publish_at <= $1 AND p.publish_at > $2
           AND NOT EXISTS (SELECT FROM announced_post a WHERE a.post_id = p.id)
         ORDER BY p.publish_at LIMIT ${AT_ONCE}),
       noted AS (INSERT INTO announced_post (post_id, announced_at) SELECT id, $1 FROM out ON CONFLICT DO NOTHING RETURNING post_id)
       SELECT out.*, ARRAY(SELECT f.follower_id FROM follow f WHERE f.followed_id = out.author_id) AS followers
       FROM out JOIN noted ON noted.post_id = out.id`,
      [now, now.add({ hours: -NEWS_HOURS })],
    );
    for (const { id, author_id: actorId, publish_at: at, followers } of posts)
      await this.notify.execute({
        kind: 'POST_PUBLISHED',
        accountIds: followers,
        key: `post ${id}`,
        subjectKind: 'post',
        subjectId: id,
        actorId,
        at,
      });
  }
}
