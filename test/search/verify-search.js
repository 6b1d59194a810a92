// `npm run verify:search`: makes every document of the search anew from what is stored, and reports where the projection differs: nowhere. Without
// DATABASE_URL it does so on a community of its own, after some thousand changes to what documents are made of.
import pg from 'pg';

import { fillCommunity, sizeOf } from '../scale/community.js';
import { withService } from './stand.js';

const CHANGES = Number(process.env.CHANGES ?? 2_000);

/** Documents that aren't what they would be made as now. @returns how many */
async function report(client) {
  await client.query('SET statement_timeout = 0');
  const started = performance.now();
  const { rows } = await client.query(
    'SELECT kind, problem, count(*)::int AS count, min(id::text) AS example FROM search_drift() GROUP BY 1, 2 ORDER BY 1, 2',
  );
  const documents = (await client.query('SELECT count(*)::int AS count FROM search_document')).rows[0].count;
  const drift = rows.reduce((sum, { count }) => sum + count, 0);
  for (const { kind, problem, count, example } of rows)
    console.log(`${count} ${kind}s: ${problem}, for example ${example}`);
  console.log(
    `search: ${documents} documents made anew in ${((performance.now() - started) / 1_000).toFixed(1)} s, drift ${drift}`,
  );
  return drift;
}

/** What documents are made of, changed in every way, as no verb yet does. */
const WAYS = [
  `UPDATE post SET title = title || ' ' || $1 WHERE id = (SELECT id FROM post ORDER BY md5(id::text || $1) LIMIT 1)`,
  `UPDATE post SET hidden_at = CASE WHEN hidden_at IS NULL THEN now() END WHERE id = (SELECT id FROM post ORDER BY md5(id::text || $1) LIMIT 1)`,
  `UPDATE post SET state = 'ARCHIVED' WHERE id = (SELECT id FROM post ORDER BY md5(id::text || $1) LIMIT 1)`,
  `UPDATE post_topic SET topic_id = (SELECT t.id FROM topic t WHERE t.id NOT IN (SELECT p.topic_id FROM post_topic p WHERE p.post_id = post_topic.post_id) ORDER BY md5(t.id::text || $1) LIMIT 1)
     WHERE (post_id, position) = (SELECT post_id, position FROM post_topic ORDER BY md5(post_id::text || $1), position LIMIT 1)`,
  `DELETE FROM subject WHERE id = (SELECT id FROM post ORDER BY md5(id::text || $1) LIMIT 1)`,
  `UPDATE question SET prompt = prompt || ' ' || $1, version = version + 1 WHERE id = (SELECT id FROM question ORDER BY md5(id::text || $1) LIMIT 1)`,
  `UPDATE question SET state = CASE state WHEN 'PUBLISHED' THEN 'DEPRECATED' ELSE 'PUBLISHED' END WHERE published_at IS NOT NULL AND id = (SELECT id FROM question ORDER BY md5(id::text || $1) LIMIT 1)`,
  `DELETE FROM question_topic WHERE (question_id, position) = (SELECT question_id, position FROM question_topic ORDER BY md5(question_id::text || $1), position LIMIT 1)`,
  `UPDATE profile SET headline = $1 WHERE account_id = (SELECT account_id FROM mentor ORDER BY md5(account_id::text || $1) LIMIT 1)`,
  `DELETE FROM mentor_expertise WHERE (mentor_id, topic_id) = (SELECT mentor_id, topic_id FROM mentor_expertise ORDER BY md5(mentor_id::text || $1) LIMIT 1)`,
  `UPDATE account SET status = CASE status WHEN 'ACTIVE' THEN 'SUSPENDED' ELSE 'ACTIVE' END WHERE status <> 'DELETED' AND id = (SELECT account_id FROM mentor ORDER BY md5(account_id::text || $1) LIMIT 1)`,
];

let drift = 0;
if (process.env.DATABASE_URL) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  drift = await report(client);
  await client.end();
} else {
  await withService(async (_url, client) => {
    await fillCommunity(client, sizeOf('tiny'), new Date().toISOString(), 1, () => undefined);
    await client.query('SET session_replication_role = DEFAULT');
    await client.query('SELECT search_rebuild()');
    for (let n = 0; n < CHANGES; n++) await client.query(WAYS[n % WAYS.length], [`word${n}`]);
    await client.query("UPDATE topic SET aliases = aliases || ARRAY['another name'] WHERE area_number = 1");
    console.log(`${CHANGES} changes`);
    drift = await report(client);
  });
}
process.exit(drift === 0 ? 0 : 1);
