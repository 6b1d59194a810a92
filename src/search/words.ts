/** Letters and digits as search_vector of the database sees them, so that a word asked for is the word that was written. */
const WORD = /[a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u3040-\ud7ff]+/g;
const COMPOUND =
  /[a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u3040-\ud7ff]+(?:[-_/.'’][a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u3040-\ud7ff]+)*/g;

/** What is written without a space: `q_proj` has the parts q and proj. */
export interface Written {
  readonly parts: readonly string[];
}

/** Lower case without accents; names that end in signs are spelled out: `C++` is cplusplus. The same as search_plain. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])\+\+/g, '$1plusplus')
    .replace(/(?<![a-z0-9_])([cf])#/g, '$1sharp');
}

export function written(text: string): Written[] {
  return [...plain(text).matchAll(COMPOUND)].map(([compound]) => ({ parts: compound.match(WORD) ?? [] }));
}

/** All words of a text, one after the other. */
export function wordsOf(text: string): string[] {
  return plain(text).match(WORD) ?? [];
}

/**
 * A word without its ending, roughly: for telling whether two words are forms of one, which need not be more exact than the
 * eye of a reader is.
 */
export function stem(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
  for (const ending of ENDINGS) {
    if (word.endsWith(ending) && word.length - ending.length >= 4) return undoubled(word.slice(0, -ending.length));
  }
  return word;
}

function undoubled(word: string): string {
  return /([bdgmnprt])\1$/.test(word) ? word.slice(0, -1) : word;
}

const ENDINGS = [
  'izations', 'isations', 'ization', 'isation', 'izing', 'ising', 'izers', 'isers', 'izer', 'iser', 'ized', 'ised', 'izes', 'ises', 'ize', 'ise',
  'ations', 'ation', 'ating', 'ated', 'ates', 'ate', 'ions', 'ion', 'ments', 'ment', 'ness', 'ities', 'ity',
  'ingly', 'edly', 'ings', 'ing', 'ers', 'er', 'ors', 'or', 'ies', 'ied', 'ed', 'es', 'ly', 'al', 'ic', 'y', 'e', 's',
]; // prettier-ignore
