import { FALSE, many, one, raw, sql, value, type ViewSet } from '../base/views/index.js';
import { Account, SignInSession } from './account.entity.js';
import { signInMethods } from './sign-in-methods.js';

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
        signInMethods: value((account) => raw(signInMethods(`${account.alias}.id`))),
        sessions: many('SignInSession', {
          where: (session, account, { now }) =>
            sql`${session}.account_id = ${account}.id AND ${session}.ended_at IS NULL AND ${session}.expires_at > ${now}`,
          order: (session) => sql`${session}.last_used_at DESC, ${session}.id DESC `,
        }),
      },
    },
    SignInSession: {
      entity: SignInSession,
      id: { prefix: 'sign_in_session' },
      visible: (session, { signedIn, viewerId, now }) =>
        signedIn
          ? sql`${session}.account_id = ${viewerId} AND ${session}.ended_at IS NULL AND ${session}.expires_at > ${now}`
          : FALSE,
      fields: {
        current: value((session, { sessionId }) => sql`coalesce(${session}.id = ${sessionId}, false)`),
      },
    },
  },
  fields: {
    Query: { viewer: one('Viewer', { key: (_row, { viewerId }) => viewerId }) },
  },
};
