import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

import { katex } from './katex.js';

const MATHML = [
  'math',
  'semantics',
  'annotation',
  'mrow',
  'mi',
  'mn',
  'mo',
  'ms',
  'mtext',
  'mspace',
  'msup',
  'msub',
  'msubsup',
  'mfrac',
  'msqrt',
  'mroot',
  'mover',
  'munder',
  'munderover',
  'mtable',
  'mtr',
  'mtd',
  'mstyle',
  'mpadded',
  'mphantom',
  'menclose',
  'mlabeledtr',
];
const TEXT = [
  'p',
  'br',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'strong',
  'em',
  's',
  'code',
  'pre',
  'blockquote',
  'ul',
  'ol',
  'li',
  'a',
  'img',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
];

/**
 * Markdown (CommonMark with tables and strikethrough, math as MathML) to HTML. The source can't hold HTML of its own, and
 * what comes out goes through an allow-list all the same: either of the two alone would do.
 */
const renderer = new MarkdownIt({ html: false, linkify: true, breaks: false, maxNesting: 40 }).use(katex, {
  output: 'mathml',
  throwOnError: false,
  strict: 'ignore',
  trust: false,
  maxExpand: 200,
  maxSize: 10,
});

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [...TEXT, 'span', ...MATHML],
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'title', 'loading'],
    code: [{ name: 'class', multiple: false, values: ['language-*'] }],
    th: ['style'],
    td: ['style'],
    ol: ['start'],
    math: ['xmlns', 'display'],
    annotation: ['encoding'],
    mo: ['stretchy', 'fence', 'separator', 'minsize', 'maxsize', 'lspace', 'rspace', 'accent'],
    mspace: ['width', 'height', 'depth', 'linebreak'],
    mi: ['mathvariant'],
    mstyle: ['scriptlevel', 'displaystyle', 'mathcolor', 'mathsize'],
    mtable: ['rowspacing', 'columnspacing', 'columnalign', 'columnlines', 'rowlines'],
    mtd: ['style'],
    mover: ['accent'],
    munder: ['accentunder'],
    mfrac: ['linethickness'],
    mpadded: ['width', 'height', 'depth', 'voffset', 'lspace'],
    menclose: ['notation'],
  },
  allowedClasses: { code: ['language-*'] },
  allowedStyles: {
    th: { 'text-align': [/^(left|center|right)$/] },
    td: { 'text-align': [/^(left|center|right)$/] },
    mtd: {},
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['https'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  parser: { lowerCaseTags: false, lowerCaseAttributeNames: false },
  transformTags: {
    a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow ugc noopener' }),
    img: sanitizeHtml.simpleTransform('img', { loading: 'lazy' }),
  },
};

export function renderMarkdown(source: string): string {
  return sanitizeHtml(renderer.render(source), allowed).trim();
}

/** At 200 words a minute, at least one. */
export function readingMinutes(source: string): number {
  return Math.max(1, Math.ceil(source.split(/\s+/).filter(Boolean).length / 200));
}
