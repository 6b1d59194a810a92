import { Column, type ValueTransformer } from 'typeorm';

import { formatInstant, Temporal } from '../time/index.js';

/**
 * TypeORM would turn instants into Dates, which have no microseconds. Objects pass through it untouched, and pg asks an
 * object with `toPostgres` for its text.
 */
const transformer: ValueTransformer = {
  to: (value: unknown) => (value instanceof Temporal.Instant ? { toPostgres: () => formatInstant(value) } : value),
  from: (value: unknown) => value,
};

/** A timestamptz column whose property is a Temporal.Instant. */
export function InstantColumn(options: { nullable?: boolean } = {}): PropertyDecorator {
  return Column({ type: 'timestamptz', transformer, ...options });
}

/**
 * SQL for an instant as milliseconds since 1970, as the pure functions of time take it; microseconds are its fraction. Counted
 * as numeric: a float8 of seconds times 1000 gives 1795435200122.9998 for what was 123.
 * @param instant an expression (never a client's text)
 */
export function millisecondsOf(instant: string): string {
  return `(extract(epoch FROM ${instant}) * 1000)::float8`;
}
