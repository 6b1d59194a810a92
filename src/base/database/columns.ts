import { Column, type ValueTransformer } from 'typeorm';

import { Temporal } from '../time/index.js';

/**
 * TypeORM would turn instants into Dates, which have no microseconds. Objects pass through it untouched, and pg asks an
 * object with `toPostgres` for its text.
 */
const transformer: ValueTransformer = {
  to: (value: unknown) => (value instanceof Temporal.Instant ? { toPostgres: () => value.toString() } : value),
  from: (value: unknown) => value,
};

/** A timestamptz column whose property is a Temporal.Instant. */
export function InstantColumn(options: { nullable?: boolean } = {}): PropertyDecorator {
  return Column({ type: 'timestamptz', transformer, ...options });
}
