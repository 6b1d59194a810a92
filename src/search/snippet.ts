import { stem, wordsOf } from './words.js';

const LONGEST = 240;
/** Words before the first mark. */
const LEAD = 6;

/**
 * The part of a Markdown text where most of the marks stand, as HTML that is safe to show: everything is escaped, and words that
 * are forms of a mark stand in <mark>.
 * @param marks words as {@link wordsOf} gives them
 */
export function snippetOf(markdown: string, marks: readonly string[]): string {
  const pieces = piecesOf(proseOf(markdown));
  const wanted = new Set(marks.filter((mark) => !SMALL.has(mark)).map(stem));
  const hits = pieces.map((piece) => matching(piece, wanted));
  const [from, to] = bestWindow(pieces, hits);
  const text = pieces
    .slice(from, to)
    .map((piece, index) => (hits[from + index] ? marked(piece) : escaped(piece)))
    .join(' ')
    .replaceAll('</mark> <mark>', ' ');
  return `${from > 0 ? '… ' : ''}${text}${to < pieces.length ? ' …' : ''}`;
}

/** Too common to catch the eye. */
const SMALL = new Set(
  'a an and are as at be by can do does for from had has have how i if in into is it its of on or our so than that the their then there these they this to was we were what when where which who why will with you your'.split(
    ' ',
  ),
);

function piecesOf(text: string): string[] {
  return text.split(/\s+/).filter((piece) => piece !== '');
}

/** The stem of a mark that a piece is a form of. */
function matching(piece: string, wanted: ReadonlySet<string>): string | undefined {
  const words = wordsOf(piece);
  const forms = words.length > 1 ? [...words, words.join('')] : words;
  return forms.map(stem).find((form) => wanted.has(form));
}

/** The window with most different marks; of several the first. */
function bestWindow(pieces: readonly string[], hits: readonly (string | undefined)[]): [from: number, to: number] {
  let best: [number, number] = [0, end(pieces, 0)];
  let most = 0;
  for (let index = 0; index < pieces.length; index++) {
    if (!hits[index]) continue;
    const from = Math.max(0, index - LEAD);
    const to = end(pieces, from);
    const different = new Set(hits.slice(from, to).filter(Boolean)).size;
    if (different > most) {
      most = different;
      best = [from, to];
    }
  }
  return best;
}

function end(pieces: readonly string[], from: number): number {
  let length = 0;
  let to = from;
  while (to < pieces.length && (to === from || length + (pieces[to] as string).length < LONGEST))
    length += (pieces[to++] as string).length + 1;
  return to;
}

/** Markdown without what only formats. */
function proseOf(markdown: string): string {
  return markdown
    .replace(/^\s*(```|~~~).*$/gm, ' ')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/^[\s|:-]+$/gm, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|__|`|\$\$?/g, '')
    .replace(/\\(?:text|mathrm|operatorname)\{([^}]*)\}/g, '$1')
    .replace(/\s\|\s/g, ' ');
}

function escaped(text: string): string {
  return text.slice(0, LONGEST).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Without the punctuation around it. */
function marked(piece: string): string {
  const [, before = '', word = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}+#]*)$/su.exec(piece) ?? [];
  return `${escaped(before)}<mark>${escaped(word)}</mark>${escaped(after)}`;
}
