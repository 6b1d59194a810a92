import { and, FALSE, one, type Row, type Sql, sql, type ViewScope, type ViewSet } from '../../base/views/index.js';
import { SlotHold } from './slot-hold.entity.js';

function isHolder(hold: Row, { signedIn, viewerId }: ViewScope): Sql {
  return signedIn ? sql`${hold}.learner_id = ${viewerId}` : FALSE;
}

/** The start of an offering that the viewer holds now, if any: theirs to book, whatever else stands in the way. */
export function ownHoldStart(offering: Row, { signedIn, viewerId, now }: ViewScope): Sql {
  if (!signedIn) return sql`NULL::timestamptz`;
  return sql`(SELECT own.starts_at FROM slot_hold own WHERE own.learner_id = ${viewerId} AND own.offering_id = ${offering}.id
    AND own.expires_at > ${now} AND own.starts_at > ${now} AND own.ends_at = own.starts_at + make_interval(mins => ${offering}.duration_minutes))`;
}

export const holdViews: ViewSet = {
  views: {
    SlotHold: {
      entity: SlotHold,
      id: { prefix: 'hold' },
      visible: (hold, scope) => and(isHolder(hold, scope), sql`${hold}.expires_at > ${scope.now}`),
      fields: { offering: one('Offering', { key: (hold) => sql`${hold}.offering_id` }) },
    },
  },
  fields: {
    Viewer: {
      slotHold: one('SlotHold', {
        key: (account) => sql`(SELECT h.id FROM slot_hold h WHERE h.learner_id = ${account}.id)`,
      }),
    },
  },
};
