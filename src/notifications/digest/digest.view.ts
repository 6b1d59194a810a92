import { one, sql, type ViewSet } from '../../base/views/index.js';

export const digestViews: ViewSet = {
  views: { Digest: {} },
  fields: {
    Viewer: {
      digest: one('Digest', {
        from: (viewer) => sql`(SELECT d.frequency, d.next_at FROM digest d WHERE d.account_id = ${viewer}.id)`,
      }),
    },
  },
};
