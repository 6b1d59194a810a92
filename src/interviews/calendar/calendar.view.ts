import { derived, sql, type ViewSet } from '../../base/views/index.js';
import type { CalendarFeeds } from './calendar-feeds.js';

interface FeedNeeds {
  readonly accountId: string;
  readonly version: number;
}

/** The address isn't stored: it is made from the row by whoever has the server's key. */
export function calendarViews(feeds: CalendarFeeds): ViewSet {
  const calendarFeedUrl = derived<FeedNeeds>(
    (account) => ({
      accountId: sql`${account}.id`,
      version: sql`coalesce((SELECT f.version FROM calendar_feed f WHERE f.account_id = ${account}.id), 0)`,
    }),
    ({ accountId, version }) => feeds.url(accountId, version),
  );
  return { fields: { Viewer: { calendarFeedUrl } } };
}
