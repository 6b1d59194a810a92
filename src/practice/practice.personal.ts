import type { PersonalDeclaration } from '../base/personal-data/index.js';

export const practicePersonal: PersonalDeclaration = {
  module: 'practice',
  tables: {
    attempt: {
      of: 'account_id = $1',
      personal: ['account_id', 'grade', 'rubric_met'],
      exported: 'id, question_id, question_version, grade, at, duration_ms, answer_revealed, rubric_met',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    reveal: {
      of: 'account_id = $1',
      personal: ['account_id', 'part'],
      exported: 'id, question_id, part, hint, at',
      notExported: { account_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
  },
};
