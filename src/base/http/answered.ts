import type { FastifyInstance, FastifyRequest } from 'fastify';

import { answeredContext } from '../graphql/index.js';

/** What can be told of an answered request without telling what it asked. */
export interface Answered {
  readonly requestId: string;
  readonly method: string;
  /** Of the route, as `/graphql`, never what somebody has written into an address. */
  readonly path: string;
  readonly operation?: string | undefined;
  readonly kind?: string | undefined;
  readonly account?: string | null | undefined;
  /** Of the first error or refusal in the answer. */
  readonly code?: string | undefined;
  /** 499 when the client went away before it had its answer, as nginx has it. */
  readonly status: number;
  readonly ms: number;
}

export const NO_ROUTE = 'none';

/** Tells the listeners of every request that is over, answered or abandoned. Without listeners it costs nothing. */
export function whenAnswered(fastify: FastifyInstance, listeners: readonly ((answered: Answered) => void)[]): void {
  if (listeners.length === 0) return;
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => {
      const status = reply.raw.writableFinished ? reply.statusCode : 499;
      const answered = { ...factsOf(request), status, ms: reply.elapsedTime };
      for (const listener of listeners) listener(answered);
    });
    done();
  });
}

function factsOf(request: FastifyRequest): Omit<Answered, 'status' | 'ms'> {
  const context = answeredContext(request);
  return {
    requestId: request.id,
    method: request.method,
    path: request.routeOptions.url ?? NO_ROUTE,
    operation: context?.story.operation?.name?.value,
    kind: context?.story.operation?.operation,
    account: context?.viewer.accountId,
    code: context?.story.failure,
  };
}
