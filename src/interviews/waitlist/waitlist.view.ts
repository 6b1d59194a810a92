import {
  FALSE,
  many,
  one,
  type Row,
  type Sql,
  sql,
  value,
  type ViewScope,
  type ViewSet,
} from '../../base/views/index.js';
import { WaitlistEntry } from './waitlist-entry.entity.js';

/** Their own, until its time is over. */
export function waitlistVisible(entry: Row, { signedIn, viewerId, now }: ViewScope): Sql {
  return signedIn ? sql`(${entry}.learner_id = ${viewerId} AND ${entry}.to_at > ${now})` : FALSE;
}

/** While the time is kept for them. */
const whileOffered =
  (column: Sql) =>
  (entry: Row, { now }: ViewScope) =>
    sql`CASE WHEN ${entry}.offered_until > ${now} THEN ${entry}.${column} END`;

export const waitlistViews: ViewSet = {
  views: {
    WaitlistEntry: {
      entity: WaitlistEntry,
      id: { prefix: 'waitlist' },
      visible: waitlistVisible,
      fields: {
        from: value((entry) => sql`${entry}.from_at`),
        to: value((entry) => sql`${entry}.to_at`),
        offering: one('Offering', { key: (entry) => sql`${entry}.offering_id` }),
        offeredStart: value(whileOffered(sql`offered_start`)),
        offeredUntil: value(whileOffered(sql`offered_until`)),
      },
    },
  },
  fields: {
    Viewer: {
      waitlist: many('WaitlistEntry', {
        where: (entry, account) => sql`${entry}.learner_id = ${account}.id`,
        order: (entry) => sql`${entry}.joined_at, ${entry}.id`,
      }),
    },
  },
};
