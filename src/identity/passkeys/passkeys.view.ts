import { FALSE, many, sql, type ViewSet } from '../../base/views/index.js';
import { Passkey } from './passkey.entity.js';

export const passkeysViews: ViewSet = {
  views: {
    Passkey: {
      entity: Passkey,
      id: { prefix: 'passkey' },
      visible: (passkey, { signedIn, viewerId }) => (signedIn ? sql`${passkey}.account_id = ${viewerId}` : FALSE),
    },
  },
  fields: {
    Viewer: {
      passkeys: many('Passkey', {
        where: (passkey, account) => sql`${passkey}.account_id = ${account}.id`,
        order: (passkey) => sql`${passkey}.created_at, ${passkey}.id`,
      }),
    },
  },
};
