declare const written: unique symbol;

/** Text of a mail. Only {@link prose} makes it, so nothing that people typed gets in as they typed it. */
export type Prose = string & { readonly [written]: true };

/** Writes text of a mail: what is ours stays, what is put in can't become a link or a line of its own. */
export function prose(ours: TemplateStringsArray, ...values: readonly (string | number)[]): Prose {
  return ours
    .map((part, index) => {
      const value = values[index - 1];
      return index === 0 ? part : (typeof value === 'string' ? harmless(value) : String(value)) + part;
    })
    .join('') as Prose;
}

/**
 * Readers of mail make links of whatever looks like one, also in plain text: of addresses with a scheme, of names with dots,
 * of `a@b`. A space takes the look away and leaves the words. Done twice, it changes nothing more.
 */
export function harmless(typed: string): string {
  return typed
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '') // but what joins letters of a word and parts of an emoji
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/([.\u3002\uff0e\uff61\u2024@]|\/\/)(?=\S)/g, '$1 ')
    .replace(/(?<=\p{L}):(?=\S)/gu, ': ')
    .trim();
}
