import type { PersonalDeclaration } from '../base/personal-data/index.js';

const own = { of: 'account_id = $1', notExported: { account_id: 'the same in each row' } };
const rows = [{ delete: 'rows' as const }];

export const practicePersonal: PersonalDeclaration = {
  module: 'practice',
  tables: {
    attempt: {
      ...own,
      personal: ['account_id', 'grade', 'rubric_met', 'time_zone'],
      exported:
        'id, question_id, question_version, grade, at, duration_ms, answer_revealed, rubric_met, time_zone, day',
      onDeletion: rows,
    },
    attempt_undone: {
      ...own,
      personal: ['account_id'],
      exported: 'attempt_id, at',
      onDeletion: rows,
    },
    reveal: {
      ...own,
      personal: ['account_id', 'part'],
      exported: 'id, question_id, part, hint, at',
      onDeletion: rows,
    },
    card: {
      ...own,
      personal: ['account_id'],
      exported: 'question_id, due_at, reps, lapses, stability, difficulty, last_day, mean_ms, revealed, score',
      onDeletion: rows,
    },
    card_choice: {
      ...own,
      personal: ['account_id'],
      exported: 'question_id, suspended, lapses_forgiven',
      onDeletion: rows,
    },
    practice_day: {
      ...own,
      personal: ['account_id'],
      exported: 'day, attempts, duration_ms',
      onDeletion: rows,
    },
    practice_settings: {
      ...own,
      personal: ['account_id', 'interview_on'],
      exported:
        'new_per_day, reviews_per_day, bury_siblings, goal_minutes, goal_questions, interview_on, minutes_per_day',
      onDeletion: rows,
    },
    question_evidence: { nobody: 'what all first attempts tell of a question' },
    evidence_change: { nobody: 'questions whose attempts have changed, not whose attempts' },
  },
};
