import { cursorOf } from '../format.js';
import type { Resolvers } from '../look.js';
import { ascending, pageOf } from '../pages.js';
import { nodeOf } from './nodes.js';

const PLACE = 'Viewer.events';

export const live: Resolvers = {
  Viewer: {
    events: ({ id }, look, args) => {
      const rows = look.rules.rows('viewer_event', 'account_id', id).map((row) => ({ __typename: row.type, ...row }));
      const order = ascending(['number', (row) => row.position]);
      return pageOf(look, PLACE, rows, order, args, 'account_id');
    },
    eventCursor: ({ id }, { rules, secret }) =>
      cursorOf(secret, PLACE, [String(rules.one('viewer_log', 'account_id', id)?.position ?? 0), String(id)]),
  },
  InterviewEvent: {
    cursor: ({ position, account_id }, { secret }) => cursorOf(secret, PLACE, [String(position), String(account_id)]),
    interview: ({ subject_id }, look) => nodeOf(look, `interview_${String(subject_id)}`),
  },
};
