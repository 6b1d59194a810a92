import { NextSlots } from '../../src/availability/next-slots.js';
import { Config } from '../../src/base/config/index.js';
import { Push } from '../../src/base/push/index.js';
import { RecountWords } from '../../src/search/index.js';
import { lexicon } from '../../src/search/lexicon.js';
import { askedFor } from '../../src/search/query.js';
import { AccessTokens } from '../../src/identity/access/index.js';
import type { Client } from '../harness/client.js';
import { type Service, startService } from '../harness/service.js';
import { makeCommunity } from './community/community.js';
import { AREA } from './community/people.js';
import { NOW } from './community/insert.js';
import { cardsOf } from './resolvers/practice.js';
import { type Eyes, Rules } from './rules.js';
import { readSchema, Reference } from './reference.js';
import { SEARCHES } from './operations/values.js';
import type { SearchPlan } from './resolvers/search.js';
import { readTables } from './tables.js';

export interface Looker {
  readonly name: string;
  readonly eyes: Eyes;
  readonly client: Client;
}

/** The service and the reference over one community, and those who look at it. */
export interface World {
  readonly service: Service;
  readonly reference: Reference;
  readonly lookers: readonly Looker[];
  /** The reference over what is stored now. */
  readAgain(): Promise<Reference>;
}

type Name = 'learner' | 'mentor' | 'moderator' | 'admin' | 'moderator of an area';
const ROLES: readonly (readonly [name: Name, role?: 'MENTOR' | 'MODERATOR' | 'ADMIN', area?: number])[] = [
  ['learner'],
  ['mentor', 'MENTOR'],
  ['moderator', 'MODERATOR'],
  ['admin', 'ADMIN'],
  ['moderator of an area', 'MODERATOR', AREA],
];

export async function makeWorld(seed: number): Promise<World> {
  const service = await startService({ env: { RATE_LIMITS: 'off' } });
  service.clock.stopAt(NOW);
  const { named, others, mentors } = await makeCommunity(service.sql, seed);
  await service.app.get(NextSlots, { strict: false }).settle(...mentors);
  await service.app.get(RecountWords, { strict: false }).execute();
  const tokens = service.app.get(AccessTokens, { strict: false });
  const lookers: Looker[] = [{ name: 'anonymous', eyes: { id: null, roles: [] }, client: service.anonymous }];
  for (const [index, [name, role, area]] of ROLES.entries()) {
    const accountId = [...named, others[0]][index] as string;
    const roles = new Set(role ? (['LEARNER', role] as const) : (['LEARNER'] as const));
    const { token } = await tokens.issue({
      accountId,
      sessionId: accountId,
      roles,
      emailVerified: true,
      ...(area && { moderatedArea: area }),
    });
    const eyes = { id: accountId, roles: [...roles], ...(area && { area }) };
    lookers.push({ name, eyes, client: service.client(token) });
  }
  const schema = readSchema();
  const config = service.app.get(Config);
  const secret = config.deriveKey('cursor').toString('base64url');
  const calendars = { url: service.url, key: config.deriveKey('calendar'), exportKey: config.deriveKey('export') };
  const { webKey } = service.app.get(Push, { strict: false });
  const readAgain = async () => {
    const tables = await readTables(service.databaseUrl);
    const rules = new Rules({ ...tables, practice_card: cardsOf(tables) }, NOW);
    return new Reference(schema, rules, secret, calendars, webKey, await plansOf(service));
  };
  return { service, lookers, reference: await readAgain(), readAgain };
}

/** What the database makes of the queries that operations ask; all else about a search is the reference's own. */
async function plansOf({ sql }: Service): Promise<Map<string, SearchPlan>> {
  const plans = new Map<string, SearchPlan>();
  for (const query of SEARCHES) {
    const { rows } = await sql.query<SearchPlan>(
      `SELECT groups, ${['a', 'b', 'c', 'd'].map((letter) => `ARRAY(SELECT search_in(query, '${letter.toUpperCase()}') FROM unnest(queries) WITH ORDINALITY AS each(query, nth) ORDER BY nth) AS in_${letter}`).join(', ')},
         points, finds, needed, best, marks FROM search_plan($1)`,
      [JSON.stringify(askedFor(query, lexicon()))],
    );
    plans.set(query, rows[0] as SearchPlan);
  }
  return plans;
}
