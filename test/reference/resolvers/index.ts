import type { Resolver, Resolvers } from '../look.js';
import { availability } from './availability.js';
import { discussion } from './discussion.js';
import { interviews } from './interviews.js';
import { identity } from './identity.js';
import { KINDS, nodes } from './nodes.js';
import { live } from './live.js';
import { moderation } from './moderation.js';
import { notifications } from './notifications.js';
import { people } from './people.js';
import { posts } from './posts.js';
import { practice } from './practice.js';
import { questions } from './questions.js';
import { search } from './search.js';
import { community } from './community-questions.js';
import { skills } from './skills.js';

const all = [
  identity,
  skills,
  people,
  discussion,
  posts,
  questions,
  practice,
  community,
  availability,
  interviews,
  live,
  notifications,
  moderation,
  search,
  nodes,
];
const byField = new Map<string, Resolver>(
  Object.entries(KINDS).map(([prefix, { type, key }]) => [`${type}.id`, (row) => `${prefix}_${String(row[key])}`]),
);
for (const resolvers of all) {
  for (const [type, fields] of Object.entries<Resolvers[string]>(resolvers))
    for (const [name, resolver] of Object.entries(fields)) byField.set(`${type}.${name}`, resolver);
}

/** How a field is answered; without a resolver of its own it is the column of its name. */
export function resolverOf(type: string, field: string): Resolver {
  const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return byField.get(`${type}.${field}`) ?? ((row) => row[field] ?? row[column]);
}
