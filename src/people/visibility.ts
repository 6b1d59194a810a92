import { and, type Row, type Sql, sql, TRUE, type ViewScope } from '../base/views/index.js';

/**
 * False for people whom a block, in either direction, hides from the viewer. Moderators aren't affected. The list of
 * hidden people doesn't depend on the row, so PostgreSQL makes it once a statement.
 * @param account an account's id, never NULL
 */
export function notBlocked(account: Sql, { signedIn, moderator, viewerId }: ViewScope): Sql {
  if (!signedIn || moderator) return TRUE;
  return sql`${account} <> ALL (ARRAY(
    SELECT b.blocked_id FROM block b WHERE b.blocker_id = ${viewerId}
    UNION ALL SELECT b.blocker_id FROM block b WHERE b.blocked_id = ${viewerId}))`;
}

/** Suspended people are seen by moderators only, deleted ones by nobody. */
export function profileVisible(profile: Row, scope: ViewScope): Sql {
  const standing = scope.moderator ? sql`${profile}.status <> 'DELETED'` : sql`${profile}.status = 'ACTIVE'`;
  return and(standing, notBlocked(sql`${profile}.account_id`, scope));
}

/** Whether the viewer may see the person behind an account's id. */
export function personVisible(account: Sql, scope: ViewScope): Sql {
  const standing = scope.moderator ? sql`person.status <> 'DELETED'` : sql`person.status = 'ACTIVE'`;
  return and(
    sql`EXISTS (SELECT FROM profile person WHERE person.account_id = ${account} AND ${standing})`,
    notBlocked(account, scope),
  );
}
