import { randomUUID } from 'node:crypto';

import { tokenOf } from './servers.js';

/** Accounts with a session each, as if they had signed in. */
export async function signIn(client, where, count) {
  const { rows } = await client.query(
    `SELECT p.account_id AS id FROM profile p JOIN account a ON a.id = p.account_id WHERE a.status = 'ACTIVE' AND p.status = 'ACTIVE' AND ${where}
     ORDER BY p.handle LIMIT $1`,
    [count],
  );
  const people = rows.map(({ id }) => ({ accountId: id, sessionId: randomUUID() }));
  await client.query(
    `INSERT INTO sign_in_session (id, account_id, created_at, last_used_at, expires_at)
     SELECT id, account_id, now(), now(), now() + interval '1 day' FROM unnest($1::uuid[], $2::uuid[]) AS given (id, account_id)`,
    [people.map(({ sessionId }) => sessionId), people.map(({ accountId }) => accountId)],
  );
  return people;
}

export const tokenFor = ({ accountId, sessionId }) => tokenOf(accountId, sessionId, ['LEARNER', 'MENTOR']);
