import { z } from 'zod';

const right = z.record(z.string().min(2), z.string().min(2));
/**
 * content/terms.yaml: wrong spellings with the right ones. Those under `exact` are wrong as they stand there, those under
 * `anyCase` in upper and lower case alike. A `*` at the end stands for any ending, and is the same ending in the right one.
 */
export const termTable = z.strictObject({ exact: right, anyCase: right });
export type TermTable = z.infer<typeof termTable>;
