import { FALSE, many, sql, type ViewSet } from '../../base/views/index.js';
import { ApiKey } from './api-key.entity.js';

export const apiKeysViews: ViewSet = {
  views: {
    ApiKey: {
      entity: ApiKey,
      id: { prefix: 'api_key' },
      visible: (key, { signedIn, viewerId, now }) =>
        signedIn
          ? sql`${key}.account_id = ${viewerId} AND ${key}.revoked_at IS NULL AND ${key}.expires_at > ${now}`
          : FALSE,
    },
  },
  fields: {
    Viewer: {
      apiKeys: many('ApiKey', {
        where: (key, account) => sql`${key}.account_id = ${account}.id`,
        order: (key) => sql`${key}.created_at DESC, ${key}.id DESC`,
      }),
    },
  },
};
