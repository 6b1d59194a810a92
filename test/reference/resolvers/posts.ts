import type { Filter, Look, Resolvers } from '../look.js';
import { descending, type Order, pageOf } from '../pages.js';
import type { RowOf } from '../tables.js';
import { bookmarked, discussed, isBookmarked, reactedTo, reactionCount } from './discussion.js';
import { accountOf, follows, personIn } from './people.js';
import { allowed, denied } from './permission.js';
import { isAbout, topicsOf } from './skills.js';

const topics = (look: Look, { id }: RowOf) => topicsOf(look, 'post_topic', 'post_id', id);

/** Published ones of all; in other states the viewer's own. */
function hasStatus({ eyes, rules }: Look, post: RowOf, statuses: readonly string[]): boolean {
  const status = rules.postStatus(post);
  return statuses.includes(status) && (status === 'PUBLISHED' || rules.isSelf(eyes, post.author_id));
}

function isWanted(look: Look, post: RowOf, filter: Filter): boolean {
  const { author, followed, bookmarked: marked, statuses } = filter;
  return (
    isAbout(topics(look, post), filter) &&
    (author == null || post.author_id === accountOf(look, author)) &&
    (followed !== true || follows(look, post.author_id)) &&
    (marked !== true || isBookmarked(look, post)) &&
    hasStatus(look, post, statuses ?? ['PUBLISHED'])
  );
}

const orders = (look: Look): Record<string, Order> => ({
  NEWEST: descending(['instant', (post) => post.publish_at ?? '-infinity']),
  TOP: descending(['number', (post) => reactionCount(look, post)]),
});

function published(look: Look, wanted: (post: RowOf) => boolean): RowOf[] {
  const { eyes, rules } = look;
  return rules.all('post').filter((post) => wanted(post) && rules.postIsOut(post) && rules.post(eyes, post));
}

export const posts: Resolvers = {
  Query: {
    post: (_, look, { author, slug }) => {
      const account = accountOf(look, author);
      const found = look.rules.rows('post', 'slug', slug).find((post) => post.author_id === account);
      return found && look.rules.post(look.eyes, found) ? found : null;
    },
    posts: (_, look, args) => {
      const orderBy = args.orderBy ?? 'NEWEST';
      const rows = look.rules
        .all('post')
        .filter((post) => look.rules.post(look.eyes, post) && isWanted(look, post, args.filter ?? {}));
      return pageOf(look, `Query.posts ${orderBy}`, rows, orders(look)[orderBy] as Order, args);
    },
  },
  SkillArea: {
    posts: ({ number }, look, args) => {
      const rows = published(look, (post) => isAbout(topics(look, post), { areas: [Number(number)] }));
      return pageOf(look, 'SkillArea.posts', rows, orders(look).NEWEST as Order, args);
    },
  },
  Profile: {
    posts: ({ account_id }, look, args) => {
      const rows = published(look, (post) => post.author_id === account_id);
      return pageOf(look, 'Profile.posts', rows, orders(look).NEWEST as Order, args);
    },
  },
  Post: {
    ...discussed,
    ...reactedTo,
    ...bookmarked,
    status: (post, { rules }) => rules.postStatus(post),
    publishedAt: (post, { rules }) =>
      post.state !== 'DRAFT' && rules.passed(post.publish_at) ? post.publish_at : null,
    scheduledFor: (post, { rules }) => (rules.postStatus(post) === 'SCHEDULED' ? post.publish_at : null),
    author: ({ author_id }, look) => personIn(look, 'profile', author_id),
    topics: (post, look) => topics(look, post),
    viewerCanEdit: (post, { eyes, rules }) => {
      if (eyes.id === null) return denied('SIGN_IN');
      if (!rules.isSelf(eyes, post.author_id)) return denied('NOT_YOURS');
      return post.hidden_at === null ? allowed() : denied('WRONG_STATE');
    },
  },
};
