/** Lower-case ASCII words joined by hyphens, at most `max` characters; may be empty. */
export function slugOf(text: string, max: number): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words.length <= max ? words : words.slice(0, max).replace(/-[^-]*$/, '');
}

/** `slug`, or `slug-2`, `slug-3` ... : the first that is not in `taken`. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number++) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`;
}
