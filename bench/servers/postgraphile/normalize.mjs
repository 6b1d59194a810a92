// The operations as PostGraphile has them, and the way from its answers to the contract's shape.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROFILE = 'id: rowId handle name headline';
const TAGS = 'tags { topic { id: rowId slug name } }';
const COMMENT = `id: rowId html createdAt author { ${PROFILE} }`;
const OLDEST = 'orderBy: [CREATED_AT_ASC, ROW_ID_ASC]';

const documents = {
  Feed: `query Feed($first: Int!) {
    posts(first: $first, orderBy: [PUBLISHED_AT_DESC, ROW_ID_DESC]) {
      edges {
        cursor
        node {
          id: rowId slug title status publishedAt scheduledFor readingMinutes commentCount reactionCount viewerHasBookmarked
          author { ${PROFILE} }
          ${TAGS}
          comments: commentsList(first: 3, condition: { parentId: null }, ${OLDEST}) { ${COMMENT} }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  SkillAreaPage: `query SkillAreaPage($slug: String!) {
    skillArea: skillAreaBySlug(slug: $slug) {
      id: rowId number name
      posts(first: 10, orderBy: [PUBLISHED_AT_DESC, ROW_ID_DESC]) {
        totalCount
        edges { cursor node { id: rowId slug title publishedAt author { ${PROFILE} } ${TAGS} } }
        pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
      }
      questions(first: 5, orderBy: [PUBLISHED_AT_DESC, ROW_ID_DESC]) {
        totalCount
        nodes { id: rowId slug prompt difficulty kind }
      }
    }
  }`,
  Questions: `query Questions($first: Int!, $areas: [Int!]!) {
    questions(first: $first, condition: { inAreas: $areas }, orderBy: [ASKED_IN_DESC, ROW_ID_DESC]) {
      totalCount
      nodes { id: rowId slug prompt status difficulty kind area { id: rowId number slug } ${TAGS} viewerAttempts }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  Mentors: `query Mentors($first: Int!, $areas: [Int!]!) {
    mentors(first: $first, condition: { inAreas: $areas }, orderBy: [NEXT_SLOT_AT_ASC, ROW_ID_ASC]) {
      totalCount
      nodes {
        id: rowId
        profile { ${PROFILE} }
        expertise(orderBy: [LEVEL_DESC, ASKED_IN_DESC, SLUG_ASC]) { topicId slug name level }
        rating reviewCount nextSlotAt
        offerings(orderBy: [CREATED_AT_ASC, ROW_ID_ASC]) { id: rowId title durationMinutes }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  PostPage: `query PostPage($author: String!, $slug: String!) {
    post: postByAuthorHandleAndSlug(authorHandle: $author, slug: $slug) {
      id: rowId slug title html markdown status version publishedAt scheduledFor
      author { ${PROFILE} }
      ${TAGS}
      viewerCanEdit viewerCannotEditBecause viewerHasBookmarked reactionCount
      reactions(orderBy: [COUNT_DESC, KIND_ASC]) { kind count viewerHasReacted }
      commentCount
      comments(first: 20, condition: { parentId: null }, ${OLDEST}) {
        nodes {
          ${COMMENT} markdown version editedAt viewerCanEdit viewerCannotEditBecause replyCount
          replies(first: 5, ${OLDEST}) { nodes { ${COMMENT} } pageInfo { hasNextPage endCursor } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`,
};

const variablesOf = {
  Questions: ({ first, filter }) => ({ first, areas: filter.areas }),
  Mentors: ({ first, filter }) => ({ first, areas: filter.areas }),
};

// Everything that the contract has and PostGraphile names or nests in another way.
const typed = (type, { id, ...rest }) => ({ id: `${type}_${id}`, ...rest });
const time = (text) => (text && text !== 'infinity' ? new Date(text).toISOString() : null);
const profile = (value) => value && typed('profile', value);
const topics = (tags) => tags.map(({ topic }) => typed('topic', topic));
/** Only who may edit changes from viewer to viewer; until when never ends. */
const permission = (allowed, reason) => ({ allowed, reason, until: null });

const comment = ({ author, createdAt, ...rest }) =>
  typed('comment', { ...rest, createdAt: time(createdAt), author: profile(author) });

const post = ({ tags, author, publishedAt, ...rest }) =>
  typed('post', { ...rest, publishedAt: time(publishedAt), author: profile(author), topics: topics(tags) });

const threaded = ({ viewerCanEdit, viewerCannotEditBecause, editedAt, replies, ...rest }) => ({
  ...comment(rest),
  editedAt: time(editedAt),
  viewerCanEdit: permission(viewerCanEdit, viewerCannotEditBecause),
  replies: { ...replies, nodes: replies.nodes.map(comment) },
});

const answers = {
  Feed: ({ posts: { edges, pageInfo } }) => ({
    posts: {
      edges: edges.map(({ cursor, node: { comments, ...rest } }) => ({
        cursor,
        node: { ...post(rest), comments: { nodes: comments.map(comment) } },
      })),
      pageInfo,
    },
  }),
  SkillAreaPage: ({ skillArea: { posts, questions, ...rest } }) => ({
    skillArea: typed('area', {
      ...rest,
      posts: { ...posts, edges: posts.edges.map(({ cursor, node }) => ({ cursor, node: post(node) })) },
      questions: { ...questions, nodes: questions.nodes.map((node) => typed('question', node)) },
    }),
  }),
  Questions: ({ questions }) => ({
    questions: {
      ...questions,
      nodes: questions.nodes.map(({ area, tags, ...rest }) =>
        typed('question', { ...rest, area: typed('area', area), topics: topics(tags) }),
      ),
    },
  }),
  Mentors: ({ mentors }) => ({
    mentors: {
      ...mentors,
      nodes: mentors.nodes.map(({ expertise, rating, reviewCount, nextSlotAt, offerings, ...rest }) =>
        typed('mentor', {
          ...rest,
          profile: profile(rest.profile),
          expertise: expertise.map(({ topicId, slug, name, level }) => ({
            topic: typed('topic', { id: topicId, slug, name }),
            level,
          })),
          rating: { average: rating, count: reviewCount },
          nextSlotAt: time(nextSlotAt),
          offerings: offerings.map((offering) => typed('offering', offering)),
        }),
      ),
    },
  }),
  PostPage: ({ post: { viewerCanEdit, viewerCannotEditBecause, comments, ...rest } }) => ({
    post: {
      ...post(rest),
      viewerCanEdit: permission(viewerCanEdit, viewerCannotEditBecause),
      comments: { ...comments, nodes: comments.nodes.map(threaded) },
    },
  }),
};

export const definition = {
  // PostGraphile needs a newer Node than Sevenfold: this folder's own.
  command: './node_modules/.bin/node',
  prepare: async (client) => {
    await client.query(readFileSync(join(import.meta.dirname, 'schema.sql'), 'utf8'));
  },
  body: ({ name, totals }, { variables }) =>
    JSON.stringify({
      operationName: name,
      query: totals ? documents[name] : documents[name].replace(/^ *totalCount\n/gm, ''),
      variables: variablesOf[name]?.(variables) ?? variables,
    }),
  answer: ({ name }, data) => answers[name](data),
};
