import { z } from 'zod';

import type { IntakeQuestionInput } from '#schema';

import { newId } from '../base/database/index.js';
import { integer, invalid, line, markdown, slugs, webAddress } from '../base/errors/index.js';
import type { IntakeQuestion, Offering } from './availability.entity.js';

const MOST_QUESTIONS = 10;

/** Room names are put in its place, so it must not be part of the host. */
const meetingAddress = webAddress('The meeting address').refine((text) => !text.replace('{room}', '').includes('{'), {
  message: 'The meeting address may have {room} in it once, and no other braces.',
  params: { code: 'MALFORMED' },
});

/** What each term may be, whether it is set or changed. */
export const TERMS = {
  title: line('The title', 3, 100),
  description: markdown('The description', 5_000, false).nullable(),
  durationMinutes: integer('The duration', 15, 240),
  topics: slugs('topics', 1, 5),
  stepMinutes: integer('The step', 5, 240),
  gapMinutes: integer('The gap', 0, 240),
  noticeMinutes: integer('The notice', 0, 43_200),
  horizonDays: integer('The horizon', 1, 90),
  cancelNoticeMinutes: integer('The notice to cancel', 0, 43_200),
  maxReschedules: integer('The number of reschedules', 0, 10),
  confirmation: z.enum(['INSTANT', 'BY_MENTOR']),
  maxPerDay: integer('The most per day', 1, 24).nullable(),
  maxPerWeek: integer('The most per week', 1, 100).nullable(),
  maxPerLearner: integer('The most per learner', 1, 100).nullable(),
  capacity: integer('The number of learners', 1, 20),
  forAnyMentor: z.boolean(),
  intakeQuestions: z
    .array(
      z.object({ id: z.string().nullish(), text: line('The question', 1, 300), required: z.boolean().default(false) }),
    )
    .refine((given) => given.length <= MOST_QUESTIONS, {
      message: `Ask at most ${MOST_QUESTIONS} questions.`,
      params: { code: 'TOO_LONG' },
    }),
  meetingUrl: meetingAddress.nullable(),
};

/** As it usually is; what isn't here has to be said. */
export const USUAL = {
  description: null,
  stepMinutes: 30,
  gapMinutes: 0,
  noticeMinutes: 720,
  horizonDays: 28,
  cancelNoticeMinutes: 1_440,
  maxReschedules: 2,
  confirmation: 'INSTANT',
  maxPerDay: null,
  maxPerWeek: null,
  maxPerLearner: null,
  capacity: 1,
  forAnyMentor: false,
  intakeQuestions: [],
  meetingUrl: null,
} as const;

/** @throws Refusal INVALID_INPUT */
export function assertTermsFit({ noticeMinutes, horizonDays }: Pick<Offering, 'noticeMinutes' | 'horizonDays'>): void {
  if (noticeMinutes >= horizonDays * 1_440)
    throw invalid(
      ['noticeMinutes'],
      'CONFLICT',
      'The notice must be shorter than the horizon, or nothing could be booked.',
    );
}

/** Questions keep the ids that they had; others get new ones. */
export function asKept(
  given: readonly IntakeQuestionInput[],
  before: readonly IntakeQuestion[] = [],
): IntakeQuestion[] {
  const known = new Set(before.map(({ id }) => id));
  return given.map(({ id, text, required }) => ({
    id: id && known.has(id) ? id : newId(),
    text,
    required: required ?? false,
  }));
}
