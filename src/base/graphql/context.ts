import type { ServerResponse } from 'node:http';

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OperationDefinitionNode } from 'graphql';

import { ANONYMOUS, type Authenticator, type Viewer } from '../access/index.js';
import { ApiError } from '../errors/index.js';
import type { Balance } from './points/points.js';

/** What is told of a request once it is over. An object of its own, since Apollo works on copies of the context. */
interface RequestStory {
  /** Absent while it isn't known which of the document's is meant. */
  operation?: OperationDefinitionNode;
  /** The code of the error or refusal that the answer has first. */
  failure?: string;
}

/** What every resolver of one request gets. */
export interface GraphQLContext {
  readonly req: FastifyRequest;
  readonly requestId: string;
  readonly viewer: Viewer;
  /** A token came that is bad or has ended. */
  readonly badToken: boolean;
  /** Aborts when the client has gone, and when the time for an answer is over. */
  readonly signal: AbortSignal;
  /** The operation may run; what that is worth has been counted. */
  admitted?: boolean;
  readonly story: RequestStory;
  /** What the operation costs, once it has been judged. */
  balance?: Balance;
  /** Coerced; absent while nobody has asked. */
  variables?: Readonly<Record<string, unknown>> | undefined;
  /** Why views could not answer; the root resolvers report it through Apollo's own pipeline. */
  readError?: unknown;
}

const BEARER = /^Bearer ([\w.~+/-]+=*)$/i;

const DEADLINE_MS = 10_000;

export function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const tooLate = setTimeout(() => controller.abort(new ApiError('UNAVAILABLE')), DEADLINE_MS);
  response.once('close', () => {
    clearTimeout(tooLate);
    if (!response.writableFinished) controller.abort(new ApiError('UNAVAILABLE'));
  });
  return controller.signal;
}

declare module 'fastify' {
  interface FastifyRequest {
    graphql?: GraphQLContext;
  }
}

/** What is known of a request to the API when it has been answered; undefined for any other. */
export function answeredContext(request: FastifyRequest): GraphQLContext | undefined {
  return request.graphql;
}

/** The one context of a request, whoever asks for it first. */
export async function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  authenticator: Authenticator,
): Promise<GraphQLContext> {
  if (request.graphql) return request.graphql;
  const header = request.headers.authorization;
  const token = header === undefined ? undefined : BEARER.exec(header)?.[1];
  const viewer = token === undefined ? undefined : await authenticator.viewerOf(token);
  request.graphql = {
    req: request,
    requestId: request.id,
    viewer: viewer ?? ANONYMOUS,
    badToken: header !== undefined && !viewer,
    signal: signalOf(reply.raw),
    story: {},
  };
  return request.graphql;
}
