import { requestError } from '../base/errors/index.js';
import type { Lexicon } from './lexicon.js';
import { otherSpellings } from './spelling.js';
import { type Written, written } from './words.js';

/** Characters of a query; longer ones are refused. */
export const LONGEST_QUERY = 200;
/** Of a query so many words count. */
const MOST_WORDS = 24;
const MOST_SYNONYMS = 8;
/** Shorter words are not taken for slips of other words. */
const SHORTEST_SLIP = 4;
const SHORTEST_PREFIX = 2;

/** One way to say what is asked for; § stands for the class of the document's text that it is looked for in. */
interface Alternative {
  readonly query: string;
  /** Per cent of what the group is worth. */
  readonly factor: number;
}

/** Something asked for, in all ways to say it; the first is what was typed. */
interface Group {
  readonly any: readonly Alternative[];
  /** Per cent of what its words are worth by their rareness. */
  readonly scale: number;
  /** Whether a document is found by it. */
  readonly finds: boolean;
  /** Whether a document needs enough of these; what finds makes up for what is missing. */
  readonly counts: boolean;
  /** The word, where it may be a slip. */
  readonly typed?: string;
}

/** What search_plan of the database takes. */
export interface Asked {
  readonly groups: readonly Group[];
  /** Per cent of the worth of all groups that count. */
  readonly needed: number;
  /** Words to mark in texts. */
  readonly marks: readonly string[];
}

/** What stands in many questions, whatever they are about. PostgreSQL leaves out its own list of still smaller words. */
const WEAK = new Set(
  `explain describe tell difference differences differ different between versus vs compare comparison work works working use used uses using mean means
   meaning example examples give need needs get gets make makes would could should actually really please interview question questions way ways
   happen happens happening good better best like one two want know think many much instead without every still thing things help
   model models llm llms`.split(/\s+/),
);
const VERSUS = new Set(['vs', 'versus']);

const WORTH = { typed: 100, spelling: 100, joined: 100, synonym: 90, topic: 75, prefix: 70, begun: 100 };
const SCALE = { word: 100, weak: 25, phrase: 70, pair: 30 };
const NEEDED = 30;
/** One side of a comparison is enough to be found. */
const NEEDED_OF_VERSUS = 15;

/** @throws ApiError BAD_USER_INPUT for an empty query, and for one that is too long */
export function askedFor(text: string, lexicon: Lexicon): Asked {
  if (text.trim() === '') throw requestError('BAD_USER_INPUT', '"query" must not be empty');
  if ([...text].length > LONGEST_QUERY)
    throw requestError('BAD_USER_INPUT', `"query" may have at most ${LONGEST_QUERY} characters`);
  return new Query(text, lexicon).asked;
}

const quoted = (word: string) => `'${word}':§`;
const phrase = (words: readonly string[]) => words.map(quoted).join(' <-> ');

class Query {
  readonly #words: readonly string[];
  readonly #compounds: readonly Written[];
  readonly #groups: Group[] = [];
  readonly #marks = new Set<string>();
  /** What is being typed still. */
  readonly #unfinished: string | undefined;

  constructor(
    text: string,
    private readonly lexicon: Lexicon,
  ) {
    this.#compounds = written(text).slice(0, MOST_WORDS);
    this.#words = this.#compounds.flatMap(({ parts }) => parts).slice(0, MOST_WORDS);
    const last = this.#words.at(-1);
    this.#unfinished = last && /[\p{L}\p{N}_+#]$/u.test(text) && last.length >= SHORTEST_PREFIX ? last : undefined;
    this.#compoundsAsked();
    this.#wordsAsked();
    this.#phrasesAsked();
    this.#pairsAsked();
  }

  get asked(): Asked {
    const versus = this.#words.some((word) => VERSUS.has(word));
    return { groups: this.#groups, needed: versus ? NEEDED_OF_VERSUS : NEEDED, marks: [...this.#marks] };
  }

  /** `q_proj`: the whole of it is worth more than its parts, which are asked for as words. */
  #compoundsAsked(): void {
    for (const { parts } of this.#compounds.filter((compound) => compound.parts.length > 1)) {
      const joined = { query: quoted(parts.join('')), factor: WORTH.joined };
      this.#marks.add(parts.join(''));
      this.#groups.push({
        any: [joined, { query: phrase(parts), factor: WORTH.joined }],
        scale: SCALE.word,
        finds: true,
        counts: false,
      });
    }
  }

  #wordsAsked(): void {
    const allWeak = this.#words.every((word) => WEAK.has(word));
    for (const word of new Set(this.#words)) {
      if (VERSUS.has(word)) continue;
      const any: Alternative[] = [{ query: quoted(word), factor: WORTH.typed }];
      any.push(...otherSpellings(word).map((query) => ({ query: quoted(query), factor: WORTH.spelling })));
      const weak = WEAK.has(word);
      if (!weak) any.push(...this.#otherWays([word]));
      if (word === this.#unfinished) any.push({ query: `'${word}':*§`, factor: WORTH.prefix });
      const mayBeSlip = word.length >= SHORTEST_SLIP && /^[a-z]+$/.test(word) && !weak;
      this.#marks.add(word);
      for (const other of otherSpellings(word)) this.#marks.add(other);
      this.#groups.push({
        any,
        scale: weak ? SCALE.weak : SCALE.word,
        finds: !weak || allWeak,
        counts: !weak || allWeak,
        ...(mayBeSlip && { typed: word }),
      });
    }
  }

  /** Several words that mean something together, the longest first. */
  #phrasesAsked(): void {
    const words = this.#words;
    for (let start = 0; start < words.length; start++) {
      for (let length = Math.min(this.lexicon.longest, words.length - start); length > 1; length--) {
        const span = words.slice(start, start + length);
        const begun = start + length === words.length && span.at(-1) === this.#unfinished;
        const ways = [...this.#otherWays(span), ...(begun ? this.#completions(span) : [])];
        if (ways.length === 0) continue;
        const joined = { query: quoted(span.join('')), factor: WORTH.joined };
        this.#groups.push({
          any: [{ query: phrase(span), factor: WORTH.typed }, joined, ...ways],
          scale: SCALE.phrase,
          finds: true,
          counts: false,
        });
        start += length - 1;
        break;
      }
    }
  }

  #otherWays(words: readonly string[]): Alternative[] {
    const meaning = this.lexicon.meaning(words);
    if (!meaning) return [];
    const synonyms = meaning.synonyms.slice(0, MOST_SYNONYMS);
    for (const synonym of synonyms) for (const word of synonym) this.#marks.add(word);
    return [
      ...synonyms.map((synonym) => ({ query: phrase(synonym), factor: WORTH.synonym })),
      ...meaning.topics.map((slug) => ({ query: quoted(topicWord(slug)), factor: WORTH.topic })),
    ];
  }

  #completions(words: readonly string[]): Alternative[] {
    const topics = this.lexicon.beginning(words);
    if (topics.length === 0) return [];
    return [
      { query: begunPhrase(words), factor: WORTH.prefix },
      ...topics.map((slug) => ({ query: quoted(topicWord(slug)), factor: WORTH.begun })),
    ];
  }

  /** Two words one after the other are worth more where they stand so. */
  #pairsAsked(): void {
    const words = this.#words;
    for (let index = 1; index < words.length; index++) {
      const pair = [words[index - 1], words[index]] as string[];
      if (pair.some((word) => WEAK.has(word) || VERSUS.has(word))) continue;
      this.#groups.push({
        any: [
          {
            query: index === words.length - 1 && this.#unfinished ? begunPhrase(pair) : phrase(pair),
            factor: WORTH.typed,
          },
        ],
        scale: SCALE.pair,
        finds: false,
        counts: false,
      });
    }
  }
}

/** The lexeme of a topic, as search_topic writes it. */
const topicWord = (slug: string) => `zt${slug.replaceAll('-', '')}`;
const begunPhrase = (words: readonly string[]) => phrase(words).replace(/:§$/, ':*§');
