import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The CommonJS build, as everything else here loads it: two copies of graphql don't know each other's types.
const { parse, print, visit, Kind } = createRequire(import.meta.url)('graphql');

const FOLDER = join(import.meta.dirname, '../../test/contract/operations');
const definitions = readdirSync(FOLDER).flatMap((file) => parse(readFileSync(join(FOLDER, file), 'utf8')).definitions);

/** An operation of the contract with the fragments that it uses. Without totals, when growth is what is looked at. */
export function documentOf(name, totals) {
  const used = new Set();
  const withFragments = (definition) => {
    used.add(definition);
    visit(definition, {
      FragmentSpread: (spread) => {
        const fragment = definitions.find(
          (other) => other.kind === Kind.FRAGMENT_DEFINITION && other.name.value === spread.name.value,
        );
        if (!used.has(fragment)) withFragments(fragment);
      },
    });
  };
  withFragments(definitions.find((other) => other.kind === Kind.OPERATION_DEFINITION && other.name?.value === name));
  return [...used]
    .map((definition) =>
      print(visit(definition, { Field: (field) => (!totals && field.name.value === 'totalCount' ? null : undefined) })),
    )
    .join('\n\n');
}

const AREAS = [1, 2, 3, 4, 5, 6, 7];
const rows = async (client, text) => (await client.query(text)).rows;

/**
 * What is asked of every server: each operation with a handful of variables in turn, `account` where somebody is signed
 * in. Rows are picked by their names, so that a size and a seed always give the same.
 */
export async function operations(client, names) {
  const posts = await rows(
    client,
    `SELECT p.slug, a.handle AS author FROM post p JOIN profile a ON a.account_id = p.author_id JOIN subject s ON s.id = p.id
     WHERE p.state = 'PUBLISHED' AND p.hidden_at IS NULL AND p.publish_at < now() ORDER BY s.comment_count DESC, p.id LIMIT 25`,
  );
  const learners = await rows(
    client,
    `SELECT account_id AS account FROM profile WHERE handle IN ('person-1', 'person-301', 'person-302', 'person-303', 'person-304')`,
  );
  const areas = await rows(client, 'SELECT slug FROM skill_area ORDER BY number');
  const uses = {
    Feed: [{ variables: { first: 20 } }],
    SkillAreaPage: areas.map(({ slug }) => ({ variables: { slug } })),
    Questions: learners.flatMap(({ account }) =>
      AREAS.map((area) => ({ account, variables: { first: 20, filter: { areas: [area] }, orderBy: 'MOST_ASKED' } })),
    ),
    Mentors: AREAS.map((area) => ({
      variables: { first: 10, filter: { areas: [area, 1 + (area % 7)] }, orderBy: 'NEXT_SLOT' },
    })),
    PostPage: posts.map(({ slug, author }) => ({ variables: { slug, author } })),
  };
  return names.flatMap((name) =>
    [true, false]
      .filter((totals) => totals || documentOf(name, true) !== documentOf(name, false))
      .map((totals) => ({
        name,
        totals,
        title: totals ? name : `${name}, no totals`,
        query: documentOf(name, totals),
        uses: uses[name],
      })),
  );
}
