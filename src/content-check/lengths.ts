import type { Bank, Fault } from './bank.js';
import { wordsIn } from './prose.js';

/** Words, generously; code and tables are not counted. shortAnswer has its limit in the form. */
const ANSWER = { EASY: [60, 360], MEDIUM: [80, 420], HARD: [120, 600] } as const;
const PROMPT = [5, 140] as const;
const SHORT_ANSWER_AT_LEAST = 15;

export function checkLengths({ questions }: Bank): Fault[] {
  return questions.flatMap(({ file, record }) => {
    const says = (path: string, words: number, [least, most]: readonly [number, number]): Fault[] =>
      words >= least && words <= most
        ? []
        : [{ kind: 'length', file, path, says: `has ${words} words; ${least} to ${most} are good` }];
    return [
      ...says('prompt', count(record.prompt), PROMPT),
      ...says('shortAnswer', count(record.shortAnswer), [SHORT_ANSWER_AT_LEAST, 80]),
      ...says('answer', count(record.answer), ANSWER[record.difficulty]),
    ];
  });
}

export function count(markdown: string): number {
  const prose = wordsIn(markdown).replace(/^ *\|.*$/gm, ' ');
  return prose.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
