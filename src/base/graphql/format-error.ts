import { Logger } from '@nestjs/common';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';

import { databaseFailure } from '../database/index.js';
import { CATALOGUE, type ErrorCode, isErrorCode, Refusal } from '../errors/index.js';
import { inRequest } from '../logging/index.js';
import { withoutValues } from './without-values.js';

const log = new Logger('GraphQL');

const requestIds = new WeakMap<object, string>();

/** Tells in which request errors were thrown that {@link formatError} is about to be given. */
export function thrownIn(requestId: string, errors: readonly object[]): void {
  for (const error of errors) requestIds.set(error, requestId);
}

/** Messages of pg's client and pool, which carry no SQLSTATE. */
const UNREACHABLE =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Cannot use a pool after/;
const UNREACHABLE_CODES = /^(08|53|57P|58)|^57014$|^25P03$|^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT)$/;
const CONTENTION_CODES = /^(40P01|55P03|40001)$/;
/** Raised by a function of ours: a list that is kept for some time can't be continued from a cursor. */
const CURSOR_EXPIRED = 'SF001';
/** A character or number that PostgreSQL can't store: a form of bad input that the schema lets through. */
const UNSTORABLE = /^22/;

/** The code under which an unforeseen error is reported. */
export function codeOf(error: unknown): ErrorCode {
  const sqlState = databaseFailure(error)?.code ?? '';
  if (sqlState === CURSOR_EXPIRED) return 'CURSOR_EXPIRED';
  if (CONTENTION_CODES.test(sqlState)) return 'TRY_AGAIN';
  if (UNREACHABLE_CODES.test(sqlState) || (error instanceof Error && UNREACHABLE.test(error.message)))
    return 'UNAVAILABLE';
  if (UNSTORABLE.test(sqlState)) return 'BAD_USER_INPUT';
  return 'INTERNAL';
}

/**
 * The only door through which errors leave. What the catalogue knows keeps its message; everything else is named by a
 * code and recorded here, and no stack, SQL or path gets out.
 */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const { locations, path } = formatted;
  const at = { ...(locations && { locations }), ...(path && { path }) };
  const given = formatted.extensions?.code;
  const error = unwrapResolverError(thrown);
  if (isErrorCode(given)) {
    const details = Object.fromEntries(
      Object.entries(formatted.extensions ?? {}).filter(([name]) => name === 'retryAfterMs'),
    );
    return {
      message: withoutValues(formatted.message),
      ...at,
      extensions: { code: given, retryable: CATALOGUE[given].retryable, ...details },
    };
  }
  if (error instanceof Refusal) {
    // A refusal where the schema has no room for one: a query that the viewer may not ask yet.
    return { message: error.message, ...at, extensions: { code: 'FORBIDDEN', retryable: false } };
  }
  const code = codeOf(error);
  const { meaning, retryable, log: level } = CATALOGUE[code];
  if (level !== 'none') inRequest(requestIds.get(thrown as object), () => log[level](error));
  return { message: meaning, ...at, extensions: { code, retryable } };
}
