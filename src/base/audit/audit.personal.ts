import type { PersonalDeclaration } from '../personal-data/index.js';

export const auditPersonal: PersonalDeclaration = {
  module: 'audit',
  tables: {
    audit_entry: {
      nobody:
        'what was done by those who run the service and to whom, in ids; kept for ever, so that nothing personal may be written into it',
    },
  },
};
