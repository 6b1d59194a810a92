import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';

/** The fields of a PostgreSQL error that we act on, whether TypeORM wrapped it or not. */
export interface DatabaseFailure {
  /** SQLSTATE */
  readonly code: string;
  readonly constraint: string | undefined;
}

export function databaseFailure(error: unknown): DatabaseFailure | undefined {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return undefined;
  return { code: cause.code, constraint: 'constraint' in cause ? (cause.constraint as string | undefined) : undefined };
}

/**
 * The database has the last word on uniqueness and overlap. A module names its constraints here and what each says to
 * the person whose request broke it.
 */
@Injectable()
export class ConstraintRefusals {
  readonly #refusals = new Map<string, () => Error>();

  register(constraint: string, refusal: () => Error): void {
    if (this.#refusals.has(constraint)) throw new Error(`Two refusals for the constraint ${constraint}`);
    this.#refusals.set(constraint, refusal);
  }

  refusalFor(error: unknown): Error | undefined {
    const constraint = databaseFailure(error)?.constraint;
    return constraint === undefined ? undefined : this.#refusals.get(constraint)?.();
  }

  get names(): string[] {
    return [...this.#refusals.keys()];
  }
}
