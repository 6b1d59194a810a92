import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { clone, remove } from '../reference/clones.js';
import { type Connection, connectionsOf } from '../reference/connections.js';
import { Random } from '../reference/random.js';
import { type Looker, makeWorld, type World } from '../reference/world.js';

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const random = new Random(SEED + 1); // apart from the community's

let world: World;
let mentor: Looker;
let connections: Connection[];
beforeAll(async () => {
  process.stderr.write(`paging, SEED=${SEED}\n`);
  world = await makeWorld(SEED);
  mentor = world.lookers[2] as Looker;
  connections = await connectionsOf(world.reference.schema, world.reference.rules, mentor.client);
}, 60_000);
afterAll(() => world.service.stop());

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

async function page(connection: Connection, args: string, looker = mentor): Promise<Page> {
  const selection = 'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage }';
  return connection.in(await looker.client.data(connection.query(args, selection))) as Page;
}

const keyOf = (id: string) => id.slice(id.lastIndexOf('_') + 1);
const idsIn = ({ edges }: Page) => edges.map(({ node }) => keyOf(node.id));

/** Adds rows beside rows of the list, and takes away some that were added; the last one seen, when it is one of them. */
async function disturb({ kind }: Connection, list: readonly string[], fleeting: string[], last: string): Promise<void> {
  const { sql } = world.service;
  for (let left = random.int(0, 1); left > 0; left--) fleeting.push(await clone(sql, random, kind, random.pick(list)));
  const isLast = fleeting.includes(last);
  if (fleeting.length > 0 && (isLast || random.chance(0.4))) {
    const gone = isLast ? last : random.pick(fleeting);
    fleeting.splice(fleeting.indexOf(gone), 1);
    await remove(sql, kind, gone);
  }
}

async function walk(connection: Connection, forward: boolean): Promise<void> {
  const before = idsIn(await page(connection, 'first: 1'));
  const ties = Array.from({ length: 4 }, () => clone(world.service.sql, random, connection.kind, before[0] as string));
  await Promise.all(ties);
  const lasting = idsIn(await page(connection, 'first: 100'));
  const fleeting: string[] = [];
  const seen: string[] = [];
  for (let at = ''; ;) {
    const args = `${forward ? 'first' : 'last'}: ${random.int(3, 12)}${at && `, ${forward ? 'after' : 'before'}: "${at}"`}`;
    const found = await page(connection, args);
    seen.push(...(forward ? idsIn(found) : idsIn(found).reverse()));
    const { hasNextPage, hasPreviousPage } = found.pageInfo;
    if (!(forward ? hasNextPage : hasPreviousPage)) break;
    at = found.edges.at(forward ? -1 : 0)?.cursor as string;
    await disturb(connection, lasting, fleeting, seen.at(-1) as string);
  }
  const missing = lasting.filter((id) => !seen.includes(id));
  const twice = seen.filter((id, index) => seen.indexOf(id) !== index);
  // Those that are gone again were in their place, too: the order of what stays is the list's.
  const order = seen.filter((id) => lasting.includes(id));
  expect({ list: connection.name, missing, twice, order }).toEqual({
    list: connection.name,
    missing: [],
    twice: [],
    order: forward ? lasting : [...lasting].reverse(),
  });
  for (const id of fleeting) await remove(world.service.sql, connection.kind, id);
}

describe('walking a list while rows come and go', () => {
  test.each(['forward', 'backward'])(
    '%s gives each row that was there throughout, once',
    async (direction) => {
      expect(connections.length).toBeGreaterThanOrEqual(20);
      for (const connection of connections) await walk(connection, direction === 'forward');
    },
    60_000,
  );
});

describe('cursors', () => {
  test('that are cut, changed or of another list or order are refused, by the argument’s name', async () => {
    const cursors = new Map<string, string>();
    for (const connection of connections)
      cursors.set(connection.name, (await page(connection, 'first: 2')).edges.at(-1)?.cursor as string);
    for (const connection of connections) {
      const good = cursors.get(connection.name) as string;
      const bytes = Buffer.from(good, 'base64');
      bytes[random.int(0, bytes.length - 1)] = 0;
      // What an interface has is one field: comments are listed in one place, whatever they are about.
      const foreign = [...cursors]
        .filter(([name]) => nameOf(name) !== nameOf(connection.name))
        .map(([, cursor]) => cursor);
      for (const bad of [
        '',
        'x',
        good.slice(0, -2),
        `${good}AAAA`,
        bytes.toString('base64'),
        ...random.shuffled(foreign).slice(0, 6),
      ]) {
        const argument = random.pick(['after', 'before']);
        const query = connection.query(`first: 1, ${argument}: "${bad}"`, 'totalCount');
        const { status, errors } = await mentor.client.ask(query);
        expect({ list: connection.name, bad, status, code: errors?.[0]?.extensions.code }).toEqual({
          list: connection.name,
          bad,
          status: 400,
          code: 'BAD_USER_INPUT',
        });
        expect(errors?.[0]?.message).toContain(`"${argument}"`);
      }
    }
  });

  test('bind neither the viewer nor the filter', async () => {
    for (const connection of connections.filter(({ name }) => name.startsWith('Query.'))) {
      const [first, second] = (await page(connection, 'first: 2')).edges;
      for (const looker of world.lookers) {
        const { edges } = await page(connection, `first: 1, after: "${first?.cursor}", filter: {}`, looker);
        expect(edges).toHaveLength(1);
        if (looker === mentor) expect(edges[0]).toEqual(second);
      }
    }
  });
});

const nameOf = (name: string): string => name.replace(/^(Post|Question|Answer)\.comments$/, 'CommentSubject.comments');
