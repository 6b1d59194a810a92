import { z } from 'zod';

import { readContent } from '../base/content/index.js';
import { wordsOf } from './words.js';

/** What a few words in a row are known to mean. */
export interface Meaning {
  /** Slugs of the topics that are called so. */
  readonly topics: readonly string[];
  /** Other ways to say exactly that, as words. */
  readonly synonyms: readonly (readonly string[])[];
}

const topicFile = z.array(z.object({ slug: z.string(), name: z.string(), aliases: z.array(z.string()) }));
const synonymFile = z.array(z.array(z.string()).min(2));

/** Of more topics a beginning says nothing. */
const MOST_BEGUN = 4;

interface Entry {
  readonly topics: Set<string>;
  readonly synonyms: Map<string, readonly string[]>;
}

/** How the same words are found whether or not they are joined, and in singular and plural. */
export function phraseKey(words: readonly string[]): string {
  return words.map(singular).join('');
}

function singular(word: string): string {
  return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/** `GQA` of grouped-query attention; small words may be left out: `RLHF`, `BoW`. */
function isAcronym(short: string, words: readonly string[]): boolean {
  const [letters] = wordsOf(short);
  if (!letters || /\s/.test(short) || words.length < 2 || letters.length < 2) return false;
  const initials = words.map((word) => word[0]).join('');
  const ofLarge = words.filter((word) => !SMALL.has(word)).map((word) => word[0]).join(''); // prettier-ignore
  return letters === initials || letters === ofLarge;
}
const SMALL = new Set(['of', 'the', 'and', 'for', 'from', 'to', 'in', 'a', 'with', 'by', 'on']);

/** What topics are called, and what else means the same: content/topics/ and content/search/synonyms.yaml. */
export class Lexicon {
  readonly #entries = new Map<string, Entry>();
  /** In words. */
  readonly longest: number;

  constructor(
    topics: readonly { readonly slug: string; readonly name: string; readonly aliases: readonly string[] }[],
    synonyms: readonly (readonly string[])[],
  ) {
    let longest = 1;
    for (const { slug, name, aliases } of topics) {
      const names = [name, ...aliases].map((text) => ({ text, words: wordsOf(text) }));
      for (const { text, words } of names) {
        longest = Math.max(longest, words.length);
        const entry = this.#entry(words);
        entry.topics.add(slug);
        for (const other of names) {
          const same = phraseKey(other.words) === phraseKey(words);
          if (same || isAcronym(text, other.words) || isAcronym(other.text, words)) add(entry, words, other.words);
        }
      }
    }
    for (const group of synonyms) {
      const ways = group.map(wordsOf);
      for (const words of ways) {
        longest = Math.max(longest, words.length);
        for (const other of ways) add(this.#entry(words), words, other);
      }
    }
    this.longest = longest;
  }

  meaning(words: readonly string[]): Meaning | undefined {
    const entry = this.#entries.get(phraseKey(words));
    return entry && { topics: [...entry.topics], synonyms: [...entry.synonyms.values()] };
  }

  /** Topics whose names begin like these words, the last of which is still being typed. */
  beginning(words: readonly string[]): readonly string[] {
    const begun = words.join('');
    const topics = new Set<string>();
    for (const [key, entry] of this.#entries)
      if (key.startsWith(begun)) for (const slug of entry.topics) topics.add(slug);
    return topics.size <= MOST_BEGUN ? [...topics] : [];
  }

  #entry(words: readonly string[]): Entry {
    const key = phraseKey(words);
    const entry = this.#entries.get(key) ?? {
      topics: new Set<string>(),
      synonyms: new Map<string, readonly string[]>(),
    };
    this.#entries.set(key, entry);
    return entry;
  }
}

function add({ synonyms }: Entry, words: readonly string[], other: readonly string[]): void {
  if (other.join(' ') !== words.join(' ')) synonyms.set(other.join(' '), other);
}

let known: Lexicon | undefined;

/** Read once: the files come with the service. */
export function lexicon(): Lexicon {
  return (known ??= new Lexicon(
    readContent('topics').flatMap((file) => topicFile.parse(file.value)),
    readContent('search/synonyms.yaml').flatMap((file) => synonymFile.parse(file.value)),
  ));
}
