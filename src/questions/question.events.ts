import { eventKind } from '../base/events/index.js';

/** A question waits for review: submitted, or again after its author was asked for more. */
export const QuestionSubmitted = eventKind<{ readonly authorId: string; readonly version: number }>(
  'QuestionSubmitted',
);

/** Moderators wrote it otherwise; its state is as it was. */
export const QuestionChanged = eventKind<{ readonly version: number }>('QuestionChanged');

/** Moderators decided about a question; the decision's id tells such events of one question apart. */
export const QuestionDecided = eventKind<{
  readonly decisionId: string;
  readonly authorId: string | null;
  readonly decision: string;
}>('QuestionDecided');

export const AnswerAdded = eventKind<{ readonly questionId: string; readonly authorId: string }>('AnswerAdded');

export const AnswerAccepted = eventKind<{
  readonly questionId: string;
  readonly authorId: string;
  readonly byId: string;
}>('AnswerAccepted');
