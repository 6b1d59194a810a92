import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type GraphQLObjectType, isObjectType, print } from 'graphql';

import { type Asked, Generator } from '../reference/operations/generate.js';
import { shrink } from '../reference/operations/shrink.js';
import { Random } from '../reference/random.js';
import { type Looker, makeWorld, type World } from '../reference/world.js';

/*
 * The service and the reference answer random operations with the same bytes. OPERATIONS says how many, SEED repeats a
 * run; `npm run verify:views` asks 100,000.
 */
const OPERATIONS = Number(process.env.OPERATIONS ?? 400);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const AT_ONCE = 8;
const PROGRESS_EVERY = 2_000;
/** Where the limits of one operation lie is not what this is about, as long as few come near them. */
const MOST_TOO_COSTLY = 0.05;
const ENOUGH_FOR_ALL = 20_000;

let world: World;
beforeAll(async () => {
  world = await makeWorld(SEED);
}, 60_000);
afterAll(() => world.service.stop());

async function answered({ document, variables }: Asked, looker: Looker): Promise<string> {
  const response = await looker.client.post(JSON.stringify({ query: print(document), variables }));
  return bare(await response.text());
}

/** Without what the operation cost; test/unit/cost.test.ts is about that. */
const bare = (text: string): string => text.replace(/,"extensions":\{"cost":\{[^}]*\}\}\}\n$/, '}\n');

const expected = ({ document, variables }: Asked, looker: Looker): string =>
  `${JSON.stringify(world.reference.ask(document, variables, looker.eyes))}\n`;

const isTooCostly = (answer: string | undefined): boolean =>
  answer?.startsWith('{"errors":[{"message":"An operation may ') === true && answer.includes('"TOO_COSTLY"');

/** What a person needs to see where the two part. */
async function report(asked: Asked, looker: Looker): Promise<string> {
  const differs = async (smaller: Asked) => (await answered(smaller, looker)) !== expected(smaller, looker);
  const smallest = await shrink(world.reference.schema, asked, differs);
  return [
    `SEED=${SEED}: as ${looker.name}, service and reference differ on`,
    print(smallest.document),
    `variables ${JSON.stringify(smallest.variables)}`,
    `service   ${(await answered(smallest, looker)).trim()}`,
    `reference ${expected(smallest, looker).trim()}`,
  ].join('\n');
}

/** Fields that lists, lookups and what they lead to have, and that no operation got an answer from. */
function unreached(): string[] {
  const { schema, reached } = world.reference;
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && (reached.has(type.name) || type.name === 'Query'))
    .flatMap((type) => Object.keys((type as GraphQLObjectType).getFields()).map((field) => `${type.name}.${field}`))
    .filter((field) => !reached.has(field));
}

const rate = (done: number, started: number): string =>
  `${Math.round((done * 1_000) / (performance.now() - started))} a second`;

test(
  'the service answers what the reference answers, byte for byte',
  async () => {
    process.stderr.write(`${OPERATIONS} operations, SEED=${SEED}\n`);
    const random = new Random(SEED);
    const generator = new Generator(random, world.reference);
    const started = performance.now();
    let tooCostly = 0;
    for (let done = 0; done < OPERATIONS;) {
      const batch = Array.from({ length: Math.min(AT_ONCE, OPERATIONS - done) }, () => {
        const looker = random.pick(world.lookers);
        const asked = generator.next(looker.eyes);
        return { looker, asked, right: expected(asked, looker) };
      });
      const answers = await Promise.all(batch.map(({ asked, looker }) => answered(asked, looker)));
      for (const [index, { asked, looker, right }] of batch.entries())
        if (isTooCostly(answers[index])) tooCostly++;
        else if (answers[index] !== right) expect(await report(asked, looker)).toBe('');
      done += batch.length;
      if (done % PROGRESS_EVERY < AT_ONCE && OPERATIONS > PROGRESS_EVERY)
        process.stderr.write(`${done} asked, ${rate(done, started)}\n`);
    }
    process.stderr.write(
      `${OPERATIONS - tooCostly} agree, ${tooCostly} were too costly, ${rate(OPERATIONS, started)}, SEED=${SEED}\n`,
    );
    expect(tooCostly / OPERATIONS).toBeLessThan(MOST_TOO_COSTLY);
    if (OPERATIONS >= ENOUGH_FOR_ALL) expect(unreached()).toEqual([]);
  },
  60_000 + OPERATIONS * 100,
);
