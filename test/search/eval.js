// `npm run search:eval`: how well searches find what was meant, by kind of query. nDCG@10 with the grades of queries.yaml (3, 2, 1 on a
// topic), success@5: an answer with grade 2 or 3 is among the first five. The even queries of each kind are those that the search was
// tuned by, the odd ones are held out. Exits with 1 when success@5 of all is below 0.95. `--misses` lists what failed (of the tuned half; with
// `--held` of the other).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { withService } from './stand.js';

const ENOUGH = 0.95;
const [misses, held] = ['--misses', '--held'].map((flag) => process.argv.includes(flag));
const queries = Object.entries(parse(readFileSync(join(import.meta.dirname, 'queries.yaml'), 'utf8'))).flatMap(
  ([kind, list]) => list.map((query, index) => ({ kind, half: index % 2 === 0 ? 'tuned' : 'held out', ...query })),
);
const DOCUMENT = `query ($query: String!) { search(query: $query, first: 10, kinds: [QUESTION]) { nodes { item { ... on Question { slug topics { slug } } } } } }`;

function gradeOf({ best, good, topics }, { slug, topics: tagged }) {
  if (best.includes(slug)) return 3;
  if (good.includes(slug)) return 2;
  return topics.includes(tagged[0]?.slug) ? 1 : 0;
}

const gain = (grades) => grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);

await withService(async (url, database) => {
  const { rows: known } = await database.query(
    `SELECT q.slug, t.slug AS topic FROM question q JOIN question_topic tag ON tag.question_id = q.id AND tag.position = 1 JOIN topic t ON t.id = tag.topic_id WHERE q.state = 'PUBLISHED'`,
  );
  const all = new Map(known.map(({ slug, topic }) => [slug, topic]));
  const missing = queries.flatMap(({ best, good }) => [...best, ...good]).filter((slug) => !all.has(slug));
  if (missing.length > 0) console.log(`not in the bank: ${[...new Set(missing)].join(', ')}`);
  const results = [];
  for (const query of queries) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: DOCUMENT, variables: { query: query.q } }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(`${query.q}: ${JSON.stringify(errors)}`);
    const found = data.search.nodes.map(({ item }) => item);
    const grades = found.map((item) => gradeOf(query, item));
    const ideal = [...all]
      .map(([slug, topic]) => gradeOf(query, { slug, topics: [{ slug: topic }] }))
      .sort((a, b) => b - a);
    const success = grades.slice(0, 5).some((grade) => grade >= 2) ? 1 : 0;
    results.push({ ...query, ndcg: gain(grades) / gain(ideal.slice(0, 10)), success });
    if (misses && !success && query.half === (held ? 'held out' : 'tuned'))
      console.log(
        `${query.kind}: ${query.q}\n  found ${found
          .slice(0, 5)
          .map(({ slug }) => slug)
          .join(', ')}`,
      );
  }
  const mean = (list, of) => list.reduce((sum, result) => sum + result[of], 0) / list.length;
  const line = (name, list) => {
    const halves = ['tuned', 'held out'].map((half) => list.filter((result) => result.half === half));
    const cells = [list, ...halves].map(
      (part) => `${mean(part, 'ndcg').toFixed(3)}  ${mean(part, 'success').toFixed(3)}`,
    );
    console.log(`${name.padEnd(22)}${String(list.length).padStart(4)}   ${cells.join('    ')}`);
  };
  console.log(
    `${known.length} questions\n${' '.repeat(22)}   n   all             tuned by        held out\n${' '.repeat(29)}nDCG10  succ5   nDCG10  succ5   nDCG10  succ5`,
  );
  for (const kind of new Set(queries.map((query) => query.kind)))
    line(
      kind,
      results.filter((result) => result.kind === kind),
    );
  line('all', results);
  const held95 = mean(results, 'success') >= ENOUGH;
  console.log(held95 ? `holds: success@5 ${ENOUGH} or more` : `MISSED: success@5 below ${ENOUGH}`);
  process.exitCode = held95 ? 0 : 1;
});
process.exit();
