import type { Bank, Fault } from './bank.js';
import { proseOfBank, wordsIn } from './prose.js';

interface Finder {
  readonly pattern: RegExp;
  readonly right: (found: string) => string;
}

function finder(table: Readonly<Record<string, string>>, anyCase: boolean): Finder | undefined {
  const wrong = Object.keys(table);
  if (wrong.length === 0) return undefined;
  const form = (text: string) => (anyCase ? text.toLowerCase() : text).replace(/\s+/g, ' ');
  const alternatives = wrong.map((key) =>
    key
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/ /g, '\\s+')
      .replace(/\*$/, '\\p{L}*'),
  );
  // Longest first, so that a phrase is told before a word of it.
  alternatives.sort((a, b) => b.length - a.length);
  return {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}_])`, anyCase ? 'giu' : 'gu'),
    right: (found) => {
      const key =
        wrong.find((known) => form(known) === form(found)) ??
        wrong.find((known) => known.endsWith('*') && form(found).startsWith(form(known.slice(0, -1))));
      const said = table[key as string] as string;
      return said.endsWith('*') ? said.slice(0, -1) + found.slice((key as string).length - 1) : said;
    },
  };
}

/** Terms are spelled as the field spells them, and prose as in American English. */
export function checkTerms(bank: Bank): Fault[] {
  const finders = [finder(bank.terms.exact, false), finder(bank.terms.anyCase, true)].filter(
    (some) => some !== undefined,
  );
  return proseOfBank(bank).flatMap(({ file, path, text }) => {
    const words = wordsIn(text);
    return finders.flatMap(({ pattern, right: spelled }) =>
      [...new Set([...words.matchAll(pattern)].map(([found]) => found))].map((found): Fault => {
        const shown = found.replace(/\s+/g, ' ');
        return { kind: 'term', file, path, says: `says “${shown}”; the term is “${spelled(shown)}”` };
      }),
    );
  });
}
