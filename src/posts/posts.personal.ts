import type { PersonalDeclaration } from '../base/personal-data/index.js';

/** What nobody else reads: drafts, what was taken back, what was still to come out. Hidden ones are kept for moderators. */
const UNREAD = `id IN (SELECT p.id FROM post p WHERE p.author_id = $1 AND p.hidden_at IS NULL
  AND (p.state <> 'PUBLISHED' OR p.publish_at > $2))`;

export const postsPersonal: PersonalDeclaration = {
  module: 'posts',
  tables: {
    post: {
      of: 'author_id = $1',
      personal: ['author_id', 'slug', 'title', 'markdown', 'html'],
      notPersonal: { state: 'a word of ours' },
      exported: 'id, slug, title, markdown, html, state, publish_at, created_at, updated_at',
      notExported: { author_id: 'the same in each row' },
      onDeletion: [{ delete: { from: 'subject', where: UNREAD } }],
      stays: {
        'slug, title, markdown, html': 'what was published stays without a name',
        author_id: 'an id that tells nothing without the name',
      },
    },
    post_topic: {
      of: 'post_id IN (SELECT p.id FROM post p WHERE p.author_id = $1)',
      personal: [],
      exported: 'post_id, (SELECT t.slug FROM topic t WHERE t.id = topic_id) AS topic',
      onDeletion: [],
    },
  },
};
