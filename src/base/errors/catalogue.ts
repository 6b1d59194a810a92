/** What a top-level error of the API can be. docs/errors.md is written from this table. */
interface Kind {
  readonly meaning: string;
  /** Whether the same request may succeed when sent again. */
  readonly retryable: boolean;
  /** HTTP status where the request isn't executed at all; executed requests answer 200. */
  readonly status: number;
  readonly log: 'none' | 'warn' | 'error';
}

export const CATALOGUE = {
  BAD_USER_INPUT: {
    meaning: 'A value, a page size or a cursor is not of the form that the schema asks for.',
    retryable: false,
    status: 400,
    log: 'none',
  },
  NOT_FOUND: {
    meaning: 'A mutation names something that does not exist or that the viewer may not see.',
    retryable: false,
    status: 200,
    log: 'none',
  },
  FORBIDDEN: { meaning: "The viewer's role does not allow this.", retryable: false, status: 200, log: 'none' },
  UNAUTHENTICATED: {
    meaning: 'There is no access token, or it is bad or has ended: sign in or refresh the session.',
    retryable: false,
    status: 401,
    log: 'none',
  },
  CURSOR_EXPIRED: {
    meaning: 'The cursor is older than the log of events: load afresh, from a new eventCursor.',
    retryable: false,
    status: 200,
    log: 'none',
  },
  RATE_LIMITED: {
    meaning: 'Too much was asked in a short time: wait for retryAfterMs.',
    retryable: true,
    status: 429,
    log: 'none',
  },
  TOO_COSTLY: {
    meaning: 'The operation asks for too much: smaller pages, or fewer, shallower fields. See docs/limits.md.',
    retryable: false,
    status: 400,
    log: 'none',
  },
  TRY_AGAIN: {
    meaning: 'Others were changing the same things: send it again, with the same idempotencyKey.',
    retryable: true,
    status: 200,
    log: 'warn',
  },
  UNAVAILABLE: {
    meaning:
      'The service is overloaded or a part of it is down. Whether a mutation was carried out is unknown: send it again with the same idempotencyKey.',
    retryable: true,
    status: 503,
    log: 'error',
  },
  INTERNAL: {
    meaning: 'A mistake of ours. It has been recorded under the request id.',
    retryable: false,
    status: 500,
    log: 'error',
  },
  GRAPHQL_PARSE_FAILED: { meaning: 'The document is not GraphQL.', retryable: false, status: 400, log: 'none' },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document does not fit the schema.',
    retryable: false,
    status: 400,
    log: 'none',
  },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'The document has several operations and none is named, or the named one is not in it.',
    retryable: false,
    status: 400,
    log: 'none',
  },
  BAD_REQUEST: {
    meaning: 'The HTTP request is not one of GraphQL over HTTP.',
    retryable: false,
    status: 400,
    log: 'none',
  },
  DOCUMENT_NOT_TRUSTED: {
    meaning: 'Only documents that were registered are run here, and this is none of them.',
    retryable: false,
    status: 403,
    log: 'none',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'No operation is registered under this hash.',
    retryable: false,
    status: 200,
    log: 'none',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    meaning: 'Automatic persisted queries are off.',
    retryable: false,
    status: 200,
    log: 'none',
  },
} as const satisfies Record<string, Kind>;

export type ErrorCode = keyof typeof CATALOGUE;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && code in CATALOGUE;
}
