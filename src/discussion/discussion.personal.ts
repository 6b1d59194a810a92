import type { PersonalDeclaration } from '../base/personal-data/index.js';

export const discussionPersonal: PersonalDeclaration = {
  module: 'discussion',
  tables: {
    subject: { nobody: 'counters of a post, question, answer or comment' },
    comment: {
      of: 'author_id = $1',
      personal: ['author_id', 'markdown', 'html'],
      notPersonal: { subject_kind: 'a word of ours' },
      exported: 'id, subject_id, subject_kind, parent_id, markdown, html, created_at, edited_at, deleted_at',
      notExported: { author_id: 'the same in each row' },
      onDeletion: [{ set: { markdown: "''", html: "''" }, where: 'author_id = $1 AND deleted_at IS NOT NULL' }],
      stays: {
        'markdown, html': 'others answered it; nobody is named as its author any more',
        author_id: 'an id that tells nothing without the name',
      },
    },
    reaction: {
      of: 'account_id = $1',
      personal: ['account_id', 'kind'],
      exported: 'subject_id, kind, created_at',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    bookmark: {
      of: 'account_id = $1',
      personal: ['account_id'],
      exported: 'subject_id, created_at',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
  },
};
