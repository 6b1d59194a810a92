import type { PersonalDeclaration } from '../personal-data/index.js';

export const graphqlPersonal: PersonalDeclaration = {
  module: 'requests',
  tables: {
    idempotency_record: {
      of: 'account_id = $1',
      personal: ['account_id'],
      notPersonal: { 'operation, input_hash, result': 'names, a hash and ids' },
      exported: { not: 'ids of what is exported, kept for a day' },
      onDeletion: [{ delete: 'rows' }],
    },
    spent_points: { nobody: 'a number for an account or address, kept for two minutes' },
    trusted_document: { nobody: 'what programs ask, not people' },
  },
};
