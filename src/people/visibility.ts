import { and, once, type Row, type Sql, sql, TRUE, type ViewScope } from '../base/views/index.js';

/**
 * The accounts that a block, in either direction, hides from the viewer, as an array; undefined when none can be: for the
 * anonymous and for moderators.
 */
export function blockedPeople({ signedIn, moderator, viewerId }: ViewScope): Sql | undefined {
  if (!signedIn || moderator) return undefined;
  const rows = sql`SELECT ARRAY(
    SELECT b.blocked_id FROM block b WHERE b.blocker_id = ${viewerId}
    UNION ALL SELECT b.blocker_id FROM block b WHERE b.blocked_id = ${viewerId})`;
  return sql`${once('blocked', rows)}::uuid[]`;
}

/** @param account an account's id, never NULL */
export function notBlocked(account: Sql, scope: ViewScope): Sql {
  const blocked = blockedPeople(scope);
  return blocked ? sql`${account} <> ALL (${blocked})` : TRUE;
}

/** Suspended people are seen by moderators only, deleted ones by nobody. A profile's row, or a mentor's. */
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
