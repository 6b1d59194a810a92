import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

import { CATALOGUE, type ErrorCode } from './catalogue.js';

/** A failure that the client gets to see as it is: a code of the catalogue and a sentence. */
export class ApiError extends GraphQLError {
  constructor(code: ErrorCode, message: string = CATALOGUE[code].meaning, options: GraphQLErrorOptions = {}) {
    super(message, { ...options, extensions: { code, ...options.extensions } });
  }
}

/** Refused before anything was executed, with the HTTP status of the code. */
export function requestError(code: ErrorCode, message: string, options: GraphQLErrorOptions = {}): ApiError {
  return new ApiError(code, message, {
    ...options,
    extensions: { http: { status: CATALOGUE[code].status }, ...options.extensions },
  });
}

/** For a mutation that names something the viewer can't see or that isn't there: the two are not told apart. */
export function notFound(what: string): ApiError {
  return new ApiError('NOT_FOUND', `There is no such ${what}.`);
}
