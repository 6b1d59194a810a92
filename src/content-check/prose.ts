import type { Bank, Question } from './bank.js';

/** A text that people read, and where it stands. */
export interface Prose {
  readonly file: string;
  readonly path: string;
  /** Markdown. */
  readonly text: string;
}

export function proseOf({ file, record }: Question): Prose[] {
  const texts: (readonly [string, string])[] = [
    ['prompt', record.prompt],
    ...record.hints.map((text, index) => [`hints.${index}`, text] as const),
    ['shortAnswer', record.shortAnswer],
    ['answer', record.answer],
    ...record.rubric.map(({ text }, index) => [`rubric.${index}.text`, text] as const),
    ...record.commonMistakes.map((text, index) => [`commonMistakes.${index}`, text] as const),
    ...record.followUps.flatMap(({ prompt, probes }, index) => [
      [`followUps.${index}.prompt`, prompt] as const,
      [`followUps.${index}.probes`, probes] as const,
    ]),
  ];
  return texts.map(([path, text]) => ({ file, path, text }));
}

/** All that people read: questions, guides, the summaries of areas and the names of topics; not aliases, which people may misspell. */
export function proseOfBank({ questions, guides, areas, topics }: Bank): Prose[] {
  return [
    ...questions.flatMap(proseOf),
    ...guides.map(({ path, text }) => ({ file: path, path: '', text })),
    ...areas.flatMap(({ name, summary }, index) => [
      { file: 'areas.yaml', path: `${index}.name`, text: name },
      { file: 'areas.yaml', path: `${index}.summary`, text: summary },
    ]),
    ...topics.map(({ area, slug, name }) => ({ file: `topics/${area}.yaml`, path: slug, text: name })),
  ];
}

const FENCE = /^( *)(```+|~~~+)[^\n]*\n[\s\S]*?^ *\2[^\n]*$/gm;
const INLINE_CODE = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g;
const DISPLAY_MATH = /\$\$[\s\S]*?\$\$/g;
const INLINE_MATH = /(?<![\\$])\$(?=[^\s$])(?:[^$\\]|\\[\s\S])*?(?<=\S)\$(?!\d)/g;
const ADDRESS = /\]\([^)]*\)|https?:\/\/\S+/g;

/** Words alone: code and addresses are left out, a formula is one word. */
export function wordsIn(markdown: string): string {
  return withoutCode(markdown).replace(DISPLAY_MATH, ' ').replace(INLINE_MATH, ' x ').replace(ADDRESS, ' ');
}

export function withoutCode(markdown: string): string {
  return markdown.replace(FENCE, ' ').replace(INLINE_CODE, ' ');
}

export function withoutMath(markdown: string): string {
  return markdown.replace(DISPLAY_MATH, ' ').replace(INLINE_MATH, ' ');
}

/** The blocks of code in a language, in their order. */
export function blocksOf(markdown: string, language: string): string[] {
  return [...markdown.matchAll(/^( *)```+ *(\w+)[^\n]*\n([\s\S]*?)^ *```+ *$/gm)]
    .filter(([, , named]) => named?.toLowerCase() === language)
    .map(([, indent = '', , code = '']) => code.replaceAll(new RegExp(`^ {${indent.length}}`, 'gm'), ''));
}
