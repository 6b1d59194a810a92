import type { PersonalDeclaration } from '../personal-data/index.js';

export const livePersonal: PersonalDeclaration = {
  module: 'live',
  tables: {
    viewer_log: {
      of: 'account_id = $1',
      personal: ['account_id'],
      exported: { not: 'a position in a log' },
      onDeletion: [{ delete: 'rows' }],
    },
    viewer_event: {
      of: 'account_id = $1',
      personal: ['account_id'],
      notPersonal: { 'type, change': 'words of ours' },
      exported: { not: 'what has been told live; the things themselves are exported' },
      onDeletion: [{ delete: 'rows' }],
    },
  },
};
