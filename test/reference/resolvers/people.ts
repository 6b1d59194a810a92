import { micros } from '../format.js';
import type { Filter, Look, Resolvers } from '../look.js';
import { descending, ascending, type Order, pageOf } from '../pages.js';
import type { RowOf } from '../tables.js';
import { nextSlotOf } from './availability.js';
import { ratingOf } from './interviews.js';
import { isAbout } from './skills.js';

/** The person's row in a table, when they may be seen. */
export function personIn({ eyes, rules }: Look, table: 'profile' | 'mentor', account: unknown): RowOf | undefined {
  return rules.person(eyes, account) ? rules.one(table, 'account_id', account) : undefined;
}

/** Upper and lower case are the same. */
export function accountOf({ rules }: Look, handle: string): unknown {
  const found = rules.all('profile').find((row) => String(row.handle).toLowerCase() === handle.toLowerCase());
  return found?.account_id;
}

export function follows({ eyes, rules }: Look, account: unknown): boolean {
  return rules.rows('follow', 'followed_id', account).some((row) => rules.isSelf(eyes, row.follower_id));
}

const isFavourite = ({ eyes, rules }: Look, { account_id }: RowOf): boolean =>
  rules.rows('favourite_mentor', 'mentor_id', account_id).some((row) => rules.isSelf(eyes, row.account_id));

/** Interviews of the two that took place. */
const meetings = ({ rules }: Look, learner: unknown, mentor: unknown): number =>
  rules
    .rows('interview', 'learner_id', learner)
    .filter(({ mentor_id, status }) => mentor_id === mentor && status === 'COMPLETED').length;

const expertiseOf = ({ rules }: Look, mentor: RowOf) =>
  rules.rows('mentor_expertise', 'mentor_id', mentor.account_id).map(({ level, topic_id }) => ({
    level: Number(level),
    topic: rules.one('topic', 'id', topic_id) as RowOf,
  }));

function isWanted(look: Look, mentor: RowOf, filter: Filter): boolean {
  const { languages, followed, availableBefore, favourited, notMetBefore } = filter;
  const spoken = look.rules.one('profile', 'account_id', mentor.account_id)?.languages as string[];
  const next = nextSlotOf(look, mentor);
  return (
    isAbout(
      expertiseOf(look, mentor).map(({ topic }) => topic),
      filter,
    ) &&
    (languages == null || spoken.some((language) => languages.includes(language))) &&
    (followed !== true || follows(look, mentor.account_id)) &&
    (favourited !== true || isFavourite(look, mentor)) &&
    (notMetBefore !== true || meetings(look, look.eyes.id, mentor.account_id) === 0) &&
    (availableBefore == null || (next !== null && micros(next) < micros(availableBefore)))
  );
}

function bestLevel(look: Look, mentor: RowOf, { areas, topics }: Filter): number {
  const asked = (topic: RowOf) =>
    (areas == null && topics == null) ||
    (areas?.includes(Number(topic.area_number)) ?? false) ||
    (topics?.includes(String(topic.slug)) ?? false);
  const levels = expertiseOf(look, mentor).flatMap(({ level, topic }) => (asked(topic) ? level : []));
  return Math.max(0, ...levels);
}

const orders = (look: Look, filter: Filter): Record<string, Order> => ({
  BEST_MATCH: descending(['number', (mentor) => bestLevel(look, mentor, filter)]),
  NEWEST: descending(['instant', (mentor) => mentor.since]),
  NEXT_SLOT: ascending(['instant', (mentor) => nextSlotOf(look, mentor) ?? 'infinity']),
  RATING: descending(['number', (mentor) => ratingOf(look, mentor).average ?? 0]),
});

export const people: Resolvers = {
  Query: {
    profile: (_, look, { handle }) => personIn(look, 'profile', accountOf(look, handle)),
    mentor: (_, look, { id }) =>
      /^mentor_/.test(id) ? personIn(look, 'mentor', id.slice('mentor_'.length)) : undefined,
    mentors: (_, look, args) => {
      const filter = args.filter ?? {};
      const orderBy = args.orderBy ?? 'BEST_MATCH';
      const rows = look.rules
        .all('mentor')
        .filter((mentor) => look.rules.person(look.eyes, mentor.account_id) && isWanted(look, mentor, filter));
      return pageOf(look, `Query.mentors ${orderBy}`, rows, orders(look, filter)[orderBy] as Order, args, 'account_id');
    },
  },
  Viewer: {
    profile: (account, look) => personIn(look, 'profile', account.id),
    mentor: (account, look) => personIn(look, 'mentor', account.id),
  },
  Profile: {
    followerCount: ({ account_id }, { rules }) => rules.rows('follow', 'followed_id', account_id).length,
    viewerFollows: ({ account_id }, look) => follows(look, account_id),
    mentor: ({ account_id }, look) => personIn(look, 'mentor', account_id),
  },
  Mentor: {
    viewerHasFavourited: (mentor, look) => isFavourite(look, mentor),
    viewerHasMet: ({ account_id }, look) => meetings(look, look.eyes.id, account_id) > 0,
    metCount: ({ account_id }, look) => meetings(look, look.eyes.id, account_id),
    profile: ({ account_id }, look) => personIn(look, 'profile', account_id),
    expertise: (mentor, look) =>
      expertiseOf(look, mentor).sort(
        (a, b) =>
          b.level - a.level ||
          Number(b.topic.asked_in) - Number(a.topic.asked_in) ||
          (String(a.topic.slug) < String(b.topic.slug) ? -1 : 1),
      ),
  },
  Learner: {
    profile: ({ account_id }, look) => personIn(look, 'profile', account_id),
    viewerHasMet: ({ account_id }, look) => meetings(look, account_id, look.eyes.id) > 0,
  },
};
