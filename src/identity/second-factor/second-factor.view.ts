import { FALSE, one, sql, value, type ViewSet } from '../../base/views/index.js';
import { Totp } from './totp.entity.js';

export const secondFactorViews: ViewSet = {
  views: {
    SecondFactor: {
      entity: Totp,
      visible: (totp, { signedIn, viewerId }) =>
        signedIn ? sql`${totp}.account_id = ${viewerId} AND ${totp}.confirmed_at IS NOT NULL` : FALSE,
      fields: {
        totpEnabledAt: value((totp) => sql`${totp}.confirmed_at`),
        backupCodesLeft: value(
          (totp) => sql`(SELECT count(*) FROM backup_code c WHERE c.account_id = ${totp}.account_id)`,
        ),
      },
    },
  },
  fields: {
    Viewer: {
      secondFactor: one('SecondFactor', { where: (totp, account) => sql`${totp}.account_id = ${account}.id` }),
    },
  },
};
