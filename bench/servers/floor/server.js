// The floor: one hand-written prepared statement for each operation behind a bare Fastify route. No GraphQL, no rights but
// those in the statement.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.POOL),
  options: '-c jit=off -c TimeZone=UTC -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1',
});

/**
 * `-- $1 slug, $2 now` at the top of a statement names what it takes; lines that end in `-- total` are left out where totals
 * aren't asked for.
 */
const statements = Object.fromEntries(
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.sql'))
    .flatMap((file) => {
      const name = file.slice(0, -4);
      const text = readFileSync(join(import.meta.dirname, file), 'utf8');
      const names = [...text.split('\n', 1)[0].matchAll(/\$\d+ ([\w.]+)/g)].map(([, each]) => each);
      const without = text.replace(/^.*-- total$\n/gm, '');
      return [
        [name, { text, names }],
        [`${name}.no-totals`, { text: without, names }],
      ];
    }),
);

function value(name, variables, account) {
  if (name === 'now') return new Date().toISOString();
  if (name === 'account') return account;
  return name.split('.').reduce((found, key) => found?.[key], variables);
}

const app = Fastify();
app.post('/:operation', async (request, reply) => {
  const { variables, totals } = request.body;
  const name = `${request.params.operation}${totals === false ? '.no-totals' : ''}`;
  const { text, names } = statements[name];
  const values = names.map((each) => value(each, variables, request.headers['x-account']));
  const { rows } = await pool.query({ name, text, values });
  reply.header('content-type', 'application/json; charset=utf-8');
  return rows[0].answer;
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
