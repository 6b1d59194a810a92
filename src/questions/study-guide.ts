/** A link to a question in a study guide: `[why it is scaled](question:why-scale-attention-scores)`. */
const LINK = /\]\(question:([^)\s]*)\)/g;

/** The slugs that a guide leads to, each once, in the order of their first mention. */
export function questionsOfGuide(markdown: string): string[] {
  return [...new Set([...markdown.matchAll(LINK)].map(([, slug]) => slug as string))];
}

/** The same with the addresses that clients have questions at, relative to their own. */
export function withQuestionLinks(markdown: string): string {
  return markdown.replace(LINK, '](/questions/$1)');
}
