import { EVERYONE, type RootPolicy, SIGNED_IN } from '../base/access/index.js';
import {
  type Arguments,
  connection,
  descending,
  FALSE,
  keyOf,
  many,
  one,
  or,
  type Row,
  type Sql,
  sql,
  TRUE,
  value,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { inAnyArea, type Narrowing, narrowing, publicCount, topicsBySlug } from '../skills/index.js';
import { Mentor, Profile } from './people.entity.js';
import { blockedPeople, profileVisible } from './visibility.js';

/** Counters of those whom everybody sees, less the blocked, and for moderators with the suspended. */
function mentorTotal(scope: ViewScope, within: Narrowing | undefined): Sql | undefined {
  if (!within) return undefined;
  const counted = publicCount('mentor', within);
  const inAreas = within.areas ? sql`m.areas && ${within.areas}` : TRUE;
  const blocked = blockedPeople(scope);
  if (blocked)
    return sql`(${counted} - (SELECT count(*) FROM mentor m WHERE m.account_id = ANY (${blocked}) AND m.status = 'ACTIVE' AND ${inAreas}))`;
  return scope.moderator
    ? sql`(${counted} + (SELECT count(*) FROM mentor m WHERE m.status = 'SUSPENDED' AND ${inAreas}))`
    : counted;
}

/** The topics, by id, that a filter for mentors asks for by areas or topics. */
function topicsAskedFor(args: Arguments): Sql {
  const wanted = [
    args.has('filter.areas') ? sql`t.area_number = ANY (${args.param('filter.areas', 'int[]')})` : FALSE,
    args.has('filter.topics') ? sql`t.slug = ANY (${args.param('filter.topics', 'text[]')})` : FALSE,
  ];
  return sql`ARRAY(SELECT t.id FROM topic t WHERE ${or(...wanted)})`;
}

const profileOf = one('Profile', { key: (row) => sql`${row}.account_id`, within: true });

function favourited(mentor: Row, { signedIn, viewerId }: ViewScope): Sql {
  return signedIn
    ? sql`EXISTS (SELECT FROM favourite_mentor f WHERE f.account_id = ${viewerId} AND f.mentor_id = ${mentor}.account_id)`
    : FALSE;
}

export const peopleViews: ViewSet = {
  views: {
    Profile: {
      entity: Profile,
      id: { prefix: 'profile' },
      // `within`: the parent (mentor, learner) is only seen when the person is.
      visible: (profile, scope, within) => (within ? TRUE : profileVisible(profile, scope)),
      fields: {
        links: many('ProfileLink', {
          from: (profile) =>
            sql`(SELECT link.value ->> 'label' AS label, link.value ->> 'url' AS url, link.position FROM jsonb_array_elements(${profile}.links) WITH ORDINALITY AS link(value, position))`,
          order: (link) => sql`${link}.position`,
        }),
        viewerFollows: value((profile, { signedIn, viewerId }) =>
          signedIn
            ? sql`EXISTS (SELECT FROM follow f WHERE f.follower_id = ${viewerId} AND f.followed_id = ${profile}.account_id)`
            : FALSE,
        ),
        mentor: one('Mentor', { key: (profile) => sql`${profile}.account_id` }),
      },
    },
    ProfileLink: {},
    Mentor: {
      entity: Mentor,
      id: { prefix: 'mentor' },
      visible: profileVisible,
      fields: {
        profile: profileOf,
        viewerHasFavourited: value((mentor, scope) => favourited(mentor, scope)),
        expertise: many('Expertise', {
          from: (mentor) =>
            sql`(SELECT e.level, e.topic_id, t.asked_in, t.slug FROM mentor_expertise e JOIN topic t ON t.id = e.topic_id WHERE e.mentor_id = ${mentor}.account_id)`,
          order: (expertise) => sql`${expertise}.level DESC, ${expertise}.asked_in DESC, ${expertise}.slug COLLATE "C"`,
        }),
      },
    },
    Expertise: { fields: { topic: one('Topic', { key: (expertise) => sql`${expertise}.topic_id` }) } },
    Learner: {
      entity: Profile,
      id: { prefix: 'learner' },
      visible: profileVisible,
      fields: { profile: profileOf },
    },
  },
  fields: {
    Viewer: {
      profile: one('Profile', { key: (account) => sql`${account}.id` }),
      mentor: one('Mentor', { key: (account) => sql`${account}.id` }),
    },
    Query: {
      profile: one('Profile', {
        where: (profile, _row, _scope, args) => sql`${profile}.handle = ${args.param('handle', 'citext')}`,
      }),
      mentor: one('Mentor', {
        key: (_row, _scope, args) => args.param('id', 'uuid', (id) => keyOf('mentor', String(id)) ?? null),
      }),
      mentors: connection('Mentor', { total: (_row, scope, args) => mentorTotal(scope, narrowing(args)) }),
    },
  },
  filters: {
    MentorFilter: {
      areas: (mentor, given) => inAnyArea(mentor, given('int[]')),
      topics: (mentor, given) =>
        sql`EXISTS (SELECT FROM mentor_expertise e WHERE e.mentor_id = ${mentor}.account_id AND e.topic_id = ANY (${topicsBySlug(given('text[]'))}))`,
      languages: (mentor, given) =>
        sql`EXISTS (SELECT FROM profile p WHERE p.account_id = ${mentor}.account_id AND p.languages && ${given('text[]')})`,
      favourited: (mentor, _given, scope) => favourited(mentor, scope),
      followed: (mentor, _given, { signedIn, viewerId }) =>
        signedIn
          ? sql`EXISTS (SELECT FROM follow f WHERE f.follower_id = ${viewerId} AND f.followed_id = ${mentor}.account_id)`
          : FALSE,
    },
  },
  orders: {
    MentorOrder: {
      BEST_MATCH: descending([
        'int',
        (mentor, _scope, args) =>
          args.has('filter.areas') || args.has('filter.topics')
            ? sql`coalesce((SELECT max(e.level)::int FROM mentor_expertise e WHERE e.mentor_id = ${mentor}.account_id AND e.topic_id = ANY (${topicsAskedFor(args)})), 0)`
            : sql`${mentor}.top_level`,
      ]),
      NEWEST: descending(['timestamptz', (mentor) => sql`${mentor}.since`]),
    },
  },
};

export const peoplePolicy: RootPolicy = {
  'Query.profile': EVERYONE,
  'Query.mentor': EVERYONE,
  'Query.mentors': EVERYONE,
  'Mutation.favouriteMentor': SIGNED_IN,
  'Mutation.unfavouriteMentor': SIGNED_IN,
};
