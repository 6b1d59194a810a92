import { cursorOf } from '../format.js';
import type { Resolver, Resolvers } from '../look.js';
import { ascending, pageOf } from '../pages.js';
import { nodeOf } from './nodes.js';

const PLACE = 'Viewer.events';

const cursor: Resolver = ({ position, account_id }, { secret }) =>
  cursorOf(secret, PLACE, [String(position), String(account_id)]);

export const live: Resolvers = {
  Viewer: {
    events: ({ id }, look, args) => {
      const rows = look.rules.rows('viewer_event', 'account_id', id).map((row) => ({ __typename: row.type, ...row }));
      const order = ascending(['number', (row) => row.position]);
      return pageOf(look, PLACE, rows, order, args, 'account_id');
    },
    eventCursor: ({ id }, { rules, secret }) =>
      cursorOf(secret, PLACE, [String(Number(rules.one('viewer_log', 'account_id', id)?.position ?? 0)), String(id)]),
  },
  NotificationReceived: {
    cursor,
    notification: ({ subject_id }, look) => nodeOf(look, `notification_${String(subject_id)}`),
    viewer: ({ account_id }, { rules }) => rules.one('account', 'id', account_id),
  },
  InterviewEvent: {
    cursor,
    interview: ({ subject_id }, look) => nodeOf(look, `interview_${String(subject_id)}`),
  },
};
