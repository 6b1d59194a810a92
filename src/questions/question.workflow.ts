import { Workflow } from '../base/workflow/index.js';

export type QuestionState = 'DRAFT' | 'IN_REVIEW' | 'NEEDS_WORK' | 'PUBLISHED' | 'REJECTED' | 'DEPRECATED';

export type QuestionStep = 'submit' | 'approve' | 'reject' | 'askForMore' | 'deprecate';

/**
 * What can happen to a question; curated ones begin in the bank. A rejection can be thought better of, and what was deprecated can
 * come back, unless it was merged into another.
 */
export const questionWorkflow = new Workflow<QuestionState, QuestionStep>(
  'question',
  ['DRAFT', 'IN_REVIEW', 'PUBLISHED'],
  [],
  {
    submit: { from: ['DRAFT', 'NEEDS_WORK'], to: ['IN_REVIEW'] },
    approve: { from: ['IN_REVIEW', 'NEEDS_WORK', 'REJECTED', 'DEPRECATED'], to: ['PUBLISHED'] },
    reject: { from: ['IN_REVIEW', 'NEEDS_WORK'], to: ['REJECTED'] },
    askForMore: { from: ['IN_REVIEW', 'PUBLISHED'], to: ['NEEDS_WORK'] },
    deprecate: { from: ['PUBLISHED', 'NEEDS_WORK'], to: ['DEPRECATED'] },
  },
);
