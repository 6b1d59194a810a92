import { DeadLetter } from '../base/jobs/index.js';
import { connection, descending, FALSE, one, sql, TRUE, type ViewSet } from '../base/views/index.js';

export const moderationViews: ViewSet = {
  views: {
    DeadLetter: {
      entity: DeadLetter,
      id: { prefix: 'letter' },
      visible: (_letter, { allAreas }) => (allAreas ? TRUE : FALSE),
    },
  },
  fields: {
    Viewer: {
      deadLetters: connection('DeadLetter', {
        order: descending(['timestamptz', (letter) => sql`${letter}.died_at`]),
      }),
      moderatedArea: one('SkillArea', {
        where: (area, account) =>
          sql`${area}.number = (SELECT g.area_number FROM role_grant g WHERE g.account_id = ${account}.id AND g.role = 'MODERATOR')`,
      }),
    },
  },
};
