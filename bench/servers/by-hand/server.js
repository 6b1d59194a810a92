// The statements of one booking, as the product sends them, by hand: no GraphQL, no rules, no views between them. What they carry
// of one booking (ids, times) is replaced by that of the one that is asked for.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

import pg from 'pg';

const { DATABASE_URL, POOL, PORT, STATEMENTS } = process.env;
const { statements, made } = JSON.parse(readFileSync(STATEMENTS, 'utf8'));
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(POOL) });

const bytes = (_, value) => (value?.type === 'Buffer' ? Buffer.from(value.data) : value);

async function book(asked) {
  const replaced = { ...asked, ...Object.fromEntries(made.map((id) => [id, randomUUID()])) };
  const fill = (text) => Object.entries(replaced).reduce((filled, [from, to]) => filled.replaceAll(from, to), text);
  const client = await pool.connect();
  try {
    for (const { name, text, values } of statements) {
      await client.query({ name, text, values: JSON.parse(fill(values), bytes) });
    }
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  const { replace } = JSON.parse(text || '{}');
  try {
    if (replace) await book(replace);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"booked":true}');
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(PORT), '127.0.0.1');
