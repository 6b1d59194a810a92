import type { FastifyInstance } from 'fastify';

import { inRequest, type Log } from '../logging/index.js';
import type { Answered } from './answered.js';
import { isProbe } from './probes.js';

/**
 * Whatever is logged in a route's handler carries the id of its request. Not where it would cost every request: in Node 20
 * the first use of AsyncLocalStorage makes all promises slower. Probes log nothing; the API names requests where it logs.
 */
export function nameRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url === '/graphql' || isProbe(route.url)) return;
    const { handler } = route;
    route.handler = function (request, reply) {
      return inRequest(request.id, () => handler.call(this, request, reply));
    };
  });
}

/** Writes one line a request; a probe's only at the level debug. */
export function writeRequestLine(log: Log): (answered: Answered) => void {
  return ({ ms, ...facts }) => {
    const fields = { context: 'Request', ...facts, ms: Math.round(ms * 100) / 100 };
    log.fields(isProbe(facts.path) ? 'debug' : 'log', fields, 'answered');
  };
}
