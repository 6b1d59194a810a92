import { FALSE, one, sql, value, type ViewSet } from '../base/views/index.js';
import { Account } from './account.entity.js';

export const identityViews: ViewSet = {
  views: {
    Viewer: {
      entity: Account,
      id: { prefix: 'viewer' },
      visible: (account, { signedIn, viewerId }) => (signedIn ? sql`${account}.id = ${viewerId}` : FALSE),
      fields: {
        emailVerified: value((account) => sql`${account}.email_verified_at IS NOT NULL`),
        roles: value(
          (account) => sql`ARRAY(SELECT 'LEARNER' UNION ALL
            (SELECT g.role FROM role_grant g WHERE g.account_id = ${account}.id ORDER BY array_position(ARRAY['MENTOR', 'MODERATOR', 'ADMIN'], g.role)))`,
        ),
      },
    },
  },
  fields: {
    Query: { viewer: one('Viewer', { key: (_row, { viewerId }) => viewerId }) },
  },
};
