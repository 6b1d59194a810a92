import { z } from 'zod';

import { line } from '../../base/errors/index.js';

export const MOST_QUESTIONS = 200;

export const listRules = {
  title: line('The title', 1, 100),
  questionIds: z
    .array(z.string())
    .refine((given) => given.length <= MOST_QUESTIONS, {
      message: `A list has at most ${MOST_QUESTIONS} questions.`,
      params: { code: 'TOO_LONG' },
    })
    .refine((given) => new Set(given).size === given.length, {
      message: 'Name each question once.',
      params: { code: 'NOT_UNIQUE' },
    })
    .nullish()
    .transform((given) => given ?? []),
};
