// Two ways to search without the product, both a bare route before a bare client: /floor asks floor.sql, /statement the product's own
// statement, as it was recorded for each query.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Fastify from 'fastify';
import pg from 'pg';

const { DATABASE_URL, POOL, PORT, STATEMENTS } = process.env;
const pool = new pg.Pool({
  connectionString: DATABASE_URL,
  max: Number(POOL),
  options: '-c jit=off -c TimeZone=UTC -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1',
});
const floor = readFileSync(join(import.meta.dirname, 'floor.sql'), 'utf8');
const recorded = JSON.parse(readFileSync(STATEMENTS, 'utf8'));

const app = Fastify();
app.post('/floor', async ({ body }) => {
  const { rows } = await pool.query({ name: 'floor', text: floor, values: [body.query] });
  return rows[0].answer;
});
app.post('/statement', async ({ body }) => {
  const { text, values } = recorded[body.query];
  return (await pool.query({ name: 'statement', text, values })).rows;
});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
