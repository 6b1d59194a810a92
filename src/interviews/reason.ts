import { z } from 'zod';

import { markdown, validate } from '../base/errors/index.js';

const rules = z.object({ reason: markdown('The reason', 1_000, false).nullish() });

/** @throws InvalidInput */
export function reasonOf(reason: string | null | undefined): string | null {
  const given = validate(rules, { reason }).reason;
  return given ? given : null;
}
