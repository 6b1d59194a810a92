import { DeadLetter } from '../base/jobs/index.js';
import { connection, descending, FALSE, sql, TRUE, type ViewSet } from '../base/views/index.js';

export const moderationViews: ViewSet = {
  views: {
    DeadLetter: {
      entity: DeadLetter,
      id: { prefix: 'letter' },
      visible: (_letter, { moderator }) => (moderator ? TRUE : FALSE),
    },
  },
  fields: {
    Viewer: {
      deadLetters: connection('DeadLetter', {
        order: descending(['timestamptz', (letter) => sql`${letter}.died_at`]),
      }),
    },
  },
};
