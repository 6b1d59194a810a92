// `npm run bench:search`: how long a search takes in a community of 50,000 posts and 5,000 questions, beside the floor: the same page of the
// same hits by one statement written by hand, without GraphQL, tokens, limits or snippets. Queries are names of topics and of two topics, in turn,
// one at a time. `-- --size tiny` for a look.
import pg from 'pg';

import { fillCommunity, sizeOf } from '../test/scale/community.js';
import { withService } from '../test/search/stand.js';

const MOST_TIMES_THE_FLOOR = 3;
const ROUNDS = 4;
const size = process.argv.includes('tiny') ? 'tiny' : 'small';
const { askedFor } = await import('../dist/search/query.js');
const { lexicon } = await import('../dist/search/lexicon.js');

const DOCUMENT = `query Search($query: String!) { search(query: $query, first: 10) { nodes { score snippet item {
  __typename ... on Post { id slug title } ... on Question { id slug prompt } ... on Mentor { id } } } pageInfo { hasNextPage endCursor } } }`;
const FLOOR = `SELECT json_agg(json_build_object('score', h.score, 'id', h.id, 'kind', h.kind, 'title', coalesce(p.title, q.prompt), 'slug', coalesce(p.slug, q.slug)) ORDER BY h.points DESC, h.id) AS answer
  FROM (SELECT d.id, d.kind, fit.points, fit.points / plan.best::float8 AS score
    FROM search_plan($1) AS plan JOIN search_document d ON d.vector @@ plan.matches CROSS JOIN LATERAL search_points(d.vector, plan) AS fit
    WHERE fit.covered >= plan.needed AND CASE d.kind
      WHEN 'post' THEN EXISTS (SELECT FROM post p WHERE p.id = d.id AND p.state = 'PUBLISHED' AND p.hidden_at IS NULL AND p.publish_at <= now())
      WHEN 'question' THEN EXISTS (SELECT FROM question q WHERE q.id = d.id AND q.state = 'PUBLISHED' AND q.hidden_at IS NULL)
      ELSE EXISTS (SELECT FROM profile m WHERE m.account_id = d.id AND m.status = 'ACTIVE') END
    ORDER BY fit.points DESC, d.id LIMIT 11) h
  LEFT JOIN post p ON p.id = h.id LEFT JOIN question q ON q.id = h.id`;

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
const timed = async (work) => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

await withService(async (url, client, databaseUrl) => {
  await fillCommunity(
    client,
    { ...sizeOf(size), comments: 1_000, attempts: 1_000 },
    new Date().toISOString(),
    1,
    () => undefined,
  );
  await client.query('SET session_replication_role = DEFAULT');
  const rebuilt = await timed(() => client.query('SELECT search_rebuild()'));
  await client.query('ANALYZE');
  const { rows } = await client.query('SELECT name FROM topic ORDER BY slug');
  const names = rows.map(({ name }) => name);
  const queries = names.slice(0, 40).flatMap((name, index) => [name, `${name} vs ${names[names.length - 1 - index]}`]);
  const floor = new pg.Client({
    connectionString: databaseUrl,
    options: '-c jit=off -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1',
  });
  await floor.connect();
  const times = { floor: [], sevenfold: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const query of queries) {
      const byHand = () =>
        floor.query({ name: 'search', text: FLOOR, values: [JSON.stringify(askedFor(query, lexicon()))] });
      const asked = async () => {
        const body = JSON.stringify({ query: DOCUMENT, variables: { query } });
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        const { errors } = await response.json();
        if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
      };
      const [one, other] = [await timed(byHand), await timed(asked)];
      if (round > 0) {
        times.floor.push(one);
        times.sevenfold.push(other);
      }
    }
  }
  await floor.end();
  const documents = (await client.query('SELECT count(*)::int AS count FROM search_document')).rows[0].count;
  const [byHand, asked] = [median(times.floor), median(times.sevenfold)];
  const ratio = asked / byHand;
  console.log(
    `${documents} documents, made anew in ${(rebuilt / 1_000).toFixed(1)} s; ${queries.length} queries, ${ROUNDS - 1} times each`,
  );
  console.log(
    `p50 by hand ${byHand.toFixed(1)} ms, search ${asked.toFixed(1)} ms: ${ratio.toFixed(2)} times the floor, ${ratio <= MOST_TIMES_THE_FLOOR ? 'holds' : 'MISSED'} (at most ${MOST_TIMES_THE_FLOOR})`,
  );
});
process.exit();
