import type { Bank, Fault, Question } from './bank.js';
import { wordsIn } from './prose.js';

/**
 * From here on two questions ask the same; 1 is word for word. Of 424 different ones no two are more alike than 0.24 (two that
 * size GPUs); of five questions that were put into quite other words four were 0.28 to 0.32 like themselves.
 */
const ALIKE = 0.26;

const STOP = new Set(
  'a an and are as at be been before but by can could do does each for from give given had has have how i if in into is it its let may more most much no not of on one only or other our out over say should so some such than that the their them then there they this those to two under up us use used uses using was we were what when where which while who why will with without would you your'.split(
    ' ',
  ),
);

type Vector = ReadonlyMap<string, number>;

/** Crude, but the same for both sides: what remains when usual endings are off. */
function stem(word: string): string {
  return (
    word
      .replace(/(?:ational|ization|isation|ations?|ings?|ment|ness|edly|ed|ers?|ies|es|s|ly|e)$/, '')
      .replace(/(.)\1$/, '$1') || word
  );
}

/** Stems and pairs of them; a pair says more than its words do. */
function featuresOf(text: string): string[] {
  const stems = (
    wordsIn(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+(?:[.,]\d+)*/gu) ?? []
  )
    .filter((word) => !STOP.has(word))
    .map(stem);
  return [...stems, ...stems.slice(1).map((word, index) => `${stems[index]} ${word}`)];
}

/** TF-IDF, of length 1. */
function vectors(texts: readonly (readonly string[])[]): Vector[] {
  const documents = new Map<string, number>();
  for (const features of texts)
    for (const feature of new Set(features)) documents.set(feature, (documents.get(feature) ?? 0) + 1);
  return texts.map((features) => {
    const counts = new Map<string, number>();
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    const weights = [...counts].map(
      ([feature, count]) =>
        [feature, (1 + Math.log(count)) * Math.log(1 + texts.length / (documents.get(feature) as number))] as const,
    );
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([feature, weight]) => [feature, weight / length]));
  });
}

/** Cosines of every two that share something. */
function cosines(of: readonly Vector[]): ReadonlyMap<number, number>[] {
  const holders = new Map<string, [number, number][]>();
  return of.map((vector, index) => {
    const sums = new Map<number, number>();
    for (const [feature, weight] of vector) {
      const others = holders.get(feature) ?? [];
      for (const [other, weighs] of others) sums.set(other, (sums.get(other) ?? 0) + weight * weighs);
      others.push([index, weight]);
      holders.set(feature, others);
    }
    return sums;
  });
}

/** Every two questions with how alike they are: by their prompts, or by prompt and short answer together. */
export function likeness(
  questions: readonly Question[],
): { readonly a: Question; readonly b: Question; readonly score: number }[] {
  const prompts = cosines(vectors(questions.map(({ record }) => featuresOf(record.prompt))));
  const answers = cosines(vectors(questions.map(({ record }) => featuresOf(record.shortAnswer))));
  return prompts.flatMap((sums, index) =>
    [...sums].map(([other, prompt]) => {
      const answer = answers[index]?.get(other) ?? 0;
      return {
        a: questions[other] as Question,
        b: questions[index] as Question,
        score: Math.max(prompt, (prompt + answer) / 2 + Math.min(prompt, answer) / 4),
      };
    }),
  );
}

export function checkSimilarity({ questions }: Bank): Fault[] {
  return likeness(questions)
    .filter(({ score }) => score >= ALIKE)
    .map(({ a, b, score }) => ({
      kind: 'duplicate',
      file: b.file,
      path: 'prompt',
      says: `asks nearly the same as ${a.file} (${score.toFixed(2)}; below ${ALIKE} is different)`,
    }));
}
