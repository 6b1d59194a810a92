import type { PersonalDeclaration } from '../base/personal-data/index.js';

export const peoplePersonal: PersonalDeclaration = {
  module: 'people',
  tables: {
    profile: {
      of: 'account_id = $1',
      personal: ['handle', 'name', 'headline', 'bio', 'bio_html', 'languages', 'links'],
      notPersonal: { account_id: 'an id that tells nothing without the name', status: 'a word of ours' },
      exported: 'handle, name, headline, bio, bio_html, languages, links, follower_count',
      // Others hang on the row; the handle may be somebody else's from now on.
      onDeletion: [
        {
          set: {
            handle: "'gone-' || account_id",
            name: "''",
            headline: 'NULL',
            bio: 'NULL',
            bio_html: 'NULL',
            languages: "'{}'",
            links: "'[]'",
          },
        },
      ],
    },
    mentor: {
      of: 'account_id = $1',
      personal: ['since'],
      notPersonal: { account_id: 'an id that tells nothing without the name', status: 'a word of ours' },
      exported: 'since, review_count, rating',
      onDeletion: [{ set: { since: "'epoch'" } }],
    },
    mentor_expertise: {
      of: 'mentor_id = $1',
      personal: ['mentor_id', 'level'],
      exported: '(SELECT t.slug FROM topic t WHERE t.id = topic_id) AS topic, level',
      notExported: { mentor_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    follow: {
      of: 'follower_id = $1',
      personal: ['follower_id', 'followed_id'],
      exported: 'followed_id, created_at',
      notExported: { follower_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }, { delete: { where: 'followed_id = $1' } }],
    },
    block: {
      of: 'blocker_id = $1',
      personal: ['blocker_id', 'blocked_id'],
      exported: 'blocked_id, created_at',
      notExported: { blocker_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }, { delete: { where: 'blocked_id = $1' } }],
    },
  },
};
