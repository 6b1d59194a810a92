import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Authenticator } from '../access/index.js';
import { contextOf } from './context.js';
import type { KnownQueries, RequestBody } from './known-queries.js';

const PATH = '/graphql';
const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';

/**
 * The type to answer with, where the request leaves no doubt: it names none, or one of ours first and without a weight.
 * Undefined: Apollo weighs what it names.
 */
export function plainlyAccepted(accept: string | undefined): string | undefined {
  if (accept === undefined || accept === '*/*') return JSON_TYPE;
  const [first] = accept.split(',', 1);
  return first === JSON_TYPE || first === GRAPHQL_TYPE ? first : undefined;
}

/** Answers queries that are known before Apollo is asked. To be called before the routes are there. */
export function answerKnownQueries(fastify: FastifyInstance, known: KnownQueries, authenticator: Authenticator): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
    const { body } = request;
    const type = plainlyAccepted(request.headers.accept);
    if (request.method !== 'POST' || type === undefined || !isRecord(body)) return false;
    const context = await contextOf(request, reply, authenticator);
    const text = await known.answer(body as RequestBody, context);
    if (text === undefined) return false;
    void reply.headers({ 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
    void reply.send(`{"data":${text},"extensions":{"cost":${JSON.stringify(context.balance)}}}\n`);
    return true;
  };
  // With a callback: a hook that is awaited holds on to the reply until the client has read it.
  const hook = (request: FastifyRequest, reply: FastifyReply, goOn: (error?: Error) => void): void => {
    answer(request, reply).then((answered) => {
      if (!answered) goOn();
    }, goOn);
  };
  fastify.decorateRequest('graphql', undefined);
  fastify.addHook('onRoute', (route) => {
    if (route.url === PATH) route.preHandler = hook;
  });
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
