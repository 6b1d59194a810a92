import { z } from 'zod';

const text = z.string().trim().min(1);
const words = (max: number) => text.refine((value) => value.split(/\s+/).length <= max, `at most ${max} words`);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'words in lower case, joined by hyphens');

export const KINDS = ['CONCEPT', 'COMPARE', 'SCENARIO', 'NUMERIC', 'CODE', 'DESIGN', 'DEBUG'] as const;
export const DIFFICULTIES = ['EASY', 'MEDIUM', 'HARD'] as const;

/** A file of content/questions/: the name of its folder is the area's slug, its own name the question's. */
export const questionRecord = z.strictObject({
  prompt: text,
  kind: z.enum(KINDS),
  difficulty: z.enum(DIFFICULTIES),
  topics: z.array(id).min(1).max(4),
  hints: z.array(text).min(1).max(3),
  shortAnswer: words(80),
  answer: text,
  rubric: z
    .array(z.strictObject({ id, text, points: z.number().int().min(1).max(3) }))
    .min(3)
    .max(6),
  commonMistakes: z.array(text).min(1).max(3),
  followUps: z
    .array(z.strictObject({ prompt: text, probes: text }))
    .min(2)
    .max(3),
  references: z.array(id).max(10),
  numbers: z.array(z.strictObject({ shows: text, computes: text })).default([]),
  verifiedAt: z.iso.date(),
});
export type QuestionRecord = z.infer<typeof questionRecord>;

/** An entry of content/references.yaml: where a work can be read is told in one way. */
export const referenceEntry = z
  .strictObject({
    authors: text,
    title: text,
    year: z.number().int(),
    arxiv: z
      .string()
      .regex(/^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})$/, 'an arXiv id such as "1706.03762"')
      .optional(),
    doi: z
      .string()
      .regex(/^10\.\d{4,9}\/\S+$/, 'a DOI such as "10.1162/tacl_a_00023"')
      .optional(),
    url: z.url({ protocol: /^https$/, error: 'an address that begins with https://' }).optional(),
    verifiedAt: z.iso.date(),
  })
  .refine(
    ({ arxiv, doi, url }) => [arxiv, doi, url].filter((given) => given !== undefined).length === 1,
    'one of arxiv, doi and url',
  );
export type ReferenceEntry = z.infer<typeof referenceEntry>;

/** content/references.yaml: the works that questions refer to, by an id of their own. */
export const referenceTable = z.record(id, referenceEntry);

/** A reference as readers get it. */
export function citation({ authors, title, year, arxiv, doi, url }: ReferenceEntry): { title: string; url: string } {
  const address =
    arxiv === undefined ? (doi === undefined ? url : `https://doi.org/${doi}`) : `https://arxiv.org/abs/${arxiv}`;
  return { title: `${authors}, ${title} (${year})`, url: address as string };
}
