import type { ClientBase } from 'pg';

/** How many rows of each kind make a community. */
export type Size = Readonly<Record<'people' | 'mentors' | 'posts' | 'comments' | 'questions' | 'attempts', number>>;

export function sizeOf(name: 'tiny' | 'small' | 'large'): Size;

/**
 * Fills a migrated database that has the content loaded; deterministic but for the time that it lives around.
 * @param now an instant
 * @param report is told of each step when it is done
 */
export function fillCommunity(
  client: ClientBase,
  size: Size,
  now: string,
  seed: number,
  report: (step: string) => void,
): Promise<void>;
