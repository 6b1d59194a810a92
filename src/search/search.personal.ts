import type { PersonalDeclaration } from '../base/personal-data/index.js';

export const searchPersonal: PersonalDeclaration = {
  module: 'search',
  tables: {
    search_document: {
      of: "CASE kind WHEN 'mentor' THEN id = $1 ELSE id IN (SELECT p.id FROM post p WHERE p.author_id = $1 UNION ALL SELECT q.id FROM question q WHERE q.author_id = $1) END",
      personal: ['vector'],
      notPersonal: { kind: 'a word of ours' },
      exported: { not: 'made of what the export has already' },
      onDeletion: [{ delete: { where: 'id = $1' } }],
      stays: { vector: 'of what was published, which stays without a name' },
    },
    search_lexeme: { nobody: 'words, and how many texts have them' },
  },
};
