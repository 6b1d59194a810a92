import type { SubmitQuestionInput } from '../../schema/types.js';
import { keyed } from '../harness/client.js';
import type { Person } from './people.js';

export interface MadeQuestion {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
}

export const QUESTION = {
  prompt: 'Why does a tokenizer split rare words into more pieces than common ones?',
  kind: 'CONCEPT',
  difficulty: 'EASY',
  topics: ['byte-pair-encoding'],
  shortAnswer: 'Merges are learned by frequency.',
  answer: 'Merges are learned **by frequency**, so that common words become one token.',
  rubric: [
    { text: 'Merges follow frequency', points: 2 },
    { text: 'Rare words stay in pieces', points: 1 },
  ],
} as const satisfies Omit<SubmitQuestionInput, 'idempotencyKey'>;

export type Change = Partial<Omit<SubmitQuestionInput, 'idempotencyKey'>>;

export async function aSubmittedQuestion(author: Person, change: Change = {}): Promise<MadeQuestion> {
  const input = keyed({ ...QUESTION, topics: [...QUESTION.topics], rubric: [...QUESTION.rubric], ...change });
  const { submitQuestion } = await author.client.run('SubmitQuestion', { input });
  if (!submitQuestion || !('question' in submitQuestion)) throw new Error(JSON.stringify(submitQuestion));
  return submitQuestion.question;
}

export async function aPublishedQuestion(
  author: Person,
  moderator: Person,
  change: Change = {},
): Promise<MadeQuestion> {
  const made = await aSubmittedQuestion(author, change);
  const { id: questionId, version } = made;
  const { decideQuestion } = await moderator.client.run('DecideQuestion', {
    input: keyed({ questionId, version, decision: 'APPROVE' as const }),
  });
  if (!decideQuestion || !('question' in decideQuestion)) throw new Error(JSON.stringify(decideQuestion));
  return made;
}

export async function anAnswer(by: Person, questionId: string, markdown = 'By **frequency**.'): Promise<string> {
  const { addAnswer } = await by.client.run('AddAnswer', { input: keyed({ questionId, markdown }) });
  if (!addAnswer || !('answer' in addAnswer)) throw new Error(JSON.stringify(addAnswer));
  return addAnswer.answer.id;
}
