import type { IntakeQuestion } from '../availability/index.js';
import { type FieldProblem, InvalidInput } from '../base/errors/index.js';
import type { IntakeAnswer } from './interview.entity.js';

export interface GivenAnswer {
  readonly questionId: string;
  readonly answer: string;
}

/**
 * The answers with the questions as they are now, which may change later.
 * @throws InvalidInput naming what is not asked, asked twice, or missing
 */
export function intakeAnswers(asked: readonly IntakeQuestion[], given: readonly GivenAnswer[]): IntakeAnswer[] {
  const problems = given.flatMap(({ questionId }, index): FieldProblem[] => {
    const path = ['answers', String(index), 'questionId'];
    if (!asked.some(({ id }) => id === questionId)) return [{ path, code: 'UNKNOWN', message: 'This is not asked.' }];
    const first = given.findIndex((other) => other.questionId === questionId);
    return first === index ? [] : [{ path, code: 'NOT_UNIQUE', message: 'Answer each question once.' }];
  });
  const answers = new Map(given.map(({ questionId, answer }) => [questionId, answer]));
  const missing = asked.filter(({ id, required }) => required && !answers.get(id));
  for (const { text } of missing)
    problems.push({ path: ['answers'], code: 'REQUIRED', message: `The mentor needs an answer to “${text}”.` });
  if (problems.length > 0) throw new InvalidInput(problems);
  return asked.flatMap(({ id, text }) => {
    const answer = answers.get(id);
    return answer ? [{ question: text, answer }] : [];
  });
}
