import { type RootPolicy, SIGNED_IN } from '../access/index.js';
import { ascending, connection, cursorOf, sql, value, type View, type ViewSet } from '../views/index.js';
import { ViewerEventRecord } from './viewer-event.entity.js';

/** The one list that all cursors of events are of. */
const PLACE = 'Viewer.events';

/** A view of a type of events: what it tells beside its cursor, out of the event's row. */
export function eventView(fields: NonNullable<View['fields']>): View {
  return {
    fields: {
      ...fields,
      cursor: value((event) => cursorOf(PLACE, [sql`${event}.position`, sql`${event}.account_id`])),
    },
  };
}

export const liveViews: ViewSet = {
  views: {
    ViewerEvent: {
      entity: ViewerEventRecord,
      // A viewer's positions are unique, so the account breaks no ties; it makes the cursor that of the viewer.
      id: { prefix: 'event', column: 'account_id' },
      visible: (event, { viewerId }) => sql`${event}.account_id = ${viewerId}`,
      member: (event) => sql`${event}.type`,
    },
  },
  fields: {
    Viewer: {
      events: connection('ViewerEvent', {
        where: (event, viewer) => sql`${event}.account_id = ${viewer}.id`,
        order: ascending(['int8', (event) => sql`${event}.position`]),
        continues: (viewer, after) => sql`viewer_events_kept_since(${viewer}.id, ${after})`,
      }),
      eventCursor: value((viewer) =>
        cursorOf(PLACE, [
          sql`coalesce((SELECT l.position FROM viewer_log l WHERE l.account_id = ${viewer}.id), 0)`,
          sql`${viewer}.id`,
        ]),
      ),
    },
  },
};

export const livePolicy: RootPolicy = { 'Subscription.viewerEvents': SIGNED_IN };
