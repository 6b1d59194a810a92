// Mercurius with compiled queries: each level of an operation is one prepared statement, what isn't asked for isn't read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Fastify from 'fastify';
import mercurius from 'mercurius';

import * as discussion from './discussion.js';
import * as mentors from './mentors.js';
import * as posts from './posts.js';
import * as questions from './questions.js';

const parts = [posts, discussion, questions, mentors];

/** By type, then by field. */
function merged(kind) {
  const all = {};
  for (const part of parts)
    for (const [type, fields] of Object.entries(part[kind] ?? {})) all[type] = { ...all[type], ...fields };
  return all;
}

const app = Fastify();
app.register(mercurius, {
  schema: readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8'),
  resolvers: merged('resolvers'),
  loaders: merged('loaders'),
  context: (request) => ({ viewer: request.headers['x-account'] }),
  jit: 1,
  compilerOptions: { disableLeafSerialization: true }, // values come from typed columns, in the answer's form
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
