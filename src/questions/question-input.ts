import { z } from 'zod';

import { line, markdown, slugs, webAddress } from '../base/errors/index.js';
import { renderMarkdown } from '../base/text/index.js';
import type { Question } from './question.entity.js';
import { DIFFICULTIES, KINDS } from './question-record.js';

const LONGEST_PROMPT = 4_000;
const LONGEST_NOTE = 1_000;
export const LONGEST_ANSWER = 20_000;

const atMost = <Item>(what: string, item: z.ZodType<Item>, most: number, least = 0) =>
  z
    .array(item)
    .refine((given) => given.length >= least, {
      message: `Give at least ${least} ${what}.`,
      params: { code: 'REQUIRED' },
    })
    .refine((given) => given.length <= most, {
      message: `Give at most ${most} ${what}.`,
      params: { code: 'TOO_LONG' },
    });

const note = (what: string) => markdown(what, LONGEST_NOTE);

const points = z.number().refine((value) => value >= 1 && value <= 3, {
  message: 'A point is worth 1 to 3.',
  params: { code: 'OUT_OF_RANGE' },
});

/** What each part of a question may be, whether it is submitted or changed. */
const REQUIRED = {
  prompt: markdown('The question', LONGEST_PROMPT),
  kind: z.enum(KINDS),
  difficulty: z.enum(DIFFICULTIES),
  topics: slugs('topics', 1, 4),
  shortAnswer: note('The short answer'),
  answer: markdown('The answer', LONGEST_ANSWER),
  rubric: atMost('points', z.object({ text: line('The point', 1, 300), points }), 6, 1),
};
const OPTIONAL = {
  hints: atMost('hints', note('The hint'), 5),
  commonMistakes: atMost('common mistakes', note('The mistake'), 5),
  followUps: atMost('follow-ups', z.object({ prompt: note('The follow-up'), probes: note('What it probes') }), 3),
  references: atMost('references', z.object({ title: line('The title', 1, 300), url: webAddress('The address') }), 10),
};
/** Null is no list. */
const cleared = <Item>(list: z.ZodType<Item[]>) => list.nullish().transform((given) => given ?? []);

export const submitRules = z.object({
  ...REQUIRED,
  hints: cleared(OPTIONAL.hints),
  commonMistakes: cleared(OPTIONAL.commonMistakes),
  followUps: cleared(OPTIONAL.followUps),
  references: cleared(OPTIONAL.references),
});
export type Submitted = z.infer<typeof submitRules>;

export const updateRules = z.object({ ...REQUIRED, ...OPTIONAL }).partial();

/** What null may be said for. */
export const CLEARABLE = Object.keys(OPTIONAL);

/**
 * The columns of what was given; topics and what follows from them are apart.
 * @param version that these words are of
 */
export function columnsOf(
  given: Partial<Omit<Submitted, 'topics'>>,
  version: number,
  rubricBefore: Question['rubric'] = [],
) {
  const { difficulty, rubric, ...same } = given;
  return {
    ...same,
    ...(difficulty && { difficulty: DIFFICULTIES.indexOf(difficulty) + 1 }),
    ...(rubric && { rubric: withIds(rubric, version, rubricBefore) }),
    ...(given.prompt !== undefined && { html: renderMarkdown(given.prompt) }),
    ...(given.answer !== undefined && { answerHtml: renderMarkdown(given.answer) }),
  };
}

/** A point that is there keeps its id, which attempts name; a new one's has the version in it, so that no other ever had it. */
function withIds(given: Submitted['rubric'], version: number, before: Question['rubric']): Question['rubric'] {
  const left = [...before];
  return given.map(({ text, points: worth }, index) => {
    const known = left.find((point) => point.text === text);
    if (known) left.splice(left.indexOf(known), 1);
    return { id: known?.id ?? `v${version}-${index + 1}`, text, points: worth };
  });
}
