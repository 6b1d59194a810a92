import type { FieldNode } from 'graphql';

import type { Viewer } from '../access/index.js';
import type { Instant } from '../time/index.js';

/** Coerced arguments of one field. */
export type ArgumentValues = Readonly<Record<string, unknown>>;

/** What a compiled statement needs to be run once. */
export interface Run {
  readonly viewer: Viewer;
  readonly now: Instant;
  /** Signs cursors, so that only what we gave out is taken back. */
  readonly cursorKey: string;
  /** Keys that a mutation refers to; see payload.ts. */
  readonly keys: readonly (string | readonly string[])[];
  readonly argumentsOf: (node: FieldNode) => ArgumentValues;
}
