import { and, FALSE, many, type Row, type Sql, sql, type ViewScope, type ViewSet } from '../../base/views/index.js';
import { PushDevice } from './push-device.entity.js';

/** Whether the session that registered a device is still going. */
export function sessionGoes(device: Row, now: Sql): Sql {
  return sql`EXISTS (SELECT FROM sign_in_session s WHERE s.id = ${device}.session_id AND s.ended_at IS NULL AND s.expires_at > ${now})`;
}

function mine(device: Row, { signedIn, viewerId }: ViewScope): Sql {
  return signedIn ? sql`${device}.account_id = ${viewerId}` : FALSE;
}

export const pushDeviceViews: ViewSet = {
  views: {
    PushDevice: {
      entity: PushDevice,
      id: { prefix: 'device' },
      visible: (device, scope) => and(mine(device, scope), sessionGoes(device, scope.now)),
    },
  },
  fields: {
    Viewer: {
      pushDevices: many('PushDevice', {
        where: (device, viewer) => sql`${device}.account_id = ${viewer}.id`,
        order: (device) => sql`${device}.last_seen_at DESC, ${device}.id`,
      }),
    },
  },
};
