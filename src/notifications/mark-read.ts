import { Injectable } from '@nestjs/common';

import type { MarkNotificationsReadInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { Database } from '../base/database/index.js';
import { invalid } from '../base/errors/index.js';
import type { Result } from '../base/graphql/index.js';
import { Clock } from '../base/time/index.js';
import { Ref, ViewFinder } from '../base/views/index.js';

const MOST = 100;

@Injectable()
export class MarkNotificationsRead {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT */
  async execute({ ids, upTo }: MarkNotificationsReadInput, viewer: SignedIn): Promise<Result> {
    if (ids && upTo) throw invalid(['upTo'], 'CONFLICT', 'Name notifications, or the newest of them, not both.');
    if (ids && ids.length > MOST) throw invalid(['ids'], 'TOO_LONG', `At most ${MOST} can be named at once.`);
    const named: string[] = [];
    for (const id of ids ?? []) named.push(await this.finder.find('Notification', id, viewer));
    const newest = upTo ? await this.finder.find('Notification', upTo, viewer) : null;
    const changed = await this.database.query<{ id: string }>(
      `WITH changed AS (
         UPDATE notification SET read_at = $2 WHERE account_id = $1 AND read_at IS NULL
           AND ($3::uuid[] IS NULL OR id = ANY ($3))
           AND ($4::uuid IS NULL OR (created_at, id) <= (SELECT n.created_at, n.id FROM notification n WHERE n.id = $4))
         RETURNING id, created_at)
       SELECT id FROM changed ORDER BY created_at DESC, id DESC LIMIT ${MOST}`,
      [viewer.accountId, this.clock.now(), ids ? named : null, newest],
    );
    return {
      __typename: 'NotificationsRead',
      viewer: Ref.to('Viewer', viewer.accountId),
      notifications: Ref.to(
        'Notification',
        changed.map(({ id }) => id),
      ),
    };
  }
}
