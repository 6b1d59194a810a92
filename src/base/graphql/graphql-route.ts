import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { Authenticator } from '../access/index.js';
import { requestError } from '../errors/index.js';
import { Pace } from '../turns/index.js';
import { contextOf } from './context.js';
import { KnownQueries, type RequestBody } from './known-queries.js';
import { extensionsFor, hashNamedBy, hashOf, TrustedDocuments } from './trusted-documents.js';

const PATH = '/graphql';
const JSON_TYPE = 'application/json';
/** What Apollo is asked for takes about a millisecond of JavaScript before it first waits for anything. */
const PER_TURN = 8;
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

/** What happens to a GraphQL request before Apollo is asked. */
@Injectable()
export class GraphQLRoute {
  readonly #longWay = new Pace(PER_TURN);

  constructor(
    private readonly known: KnownQueries,
    private readonly trusted: TrustedDocuments,
    private readonly authenticator: Authenticator,
  ) {}

  /** To be called before the routes are there. */
  prepare(fastify: FastifyInstance): void {
    fastify.decorateRequest('graphql', undefined);
    fastify.addHook('onRoute', (route) => {
      // With a callback: a hook that is awaited holds on to the reply until the client has read it.
      if (route.url === PATH)
        route.preHandler = (request: FastifyRequest, reply: FastifyReply, goOn: (error?: Error) => void): void => {
          this.#answer(request, reply).then((answered) => {
            if (!answered) goOn();
          }, goOn);
        };
    });
  }

  /** Whether the request has been answered. */
  async #answer(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const body = bodyOf(request);
    if (this.trusted.only) {
      const query = body?.query ?? (request.query as { query?: unknown } | undefined)?.query;
      if (typeof query === 'string') await this.trusted.assertTrusted(query);
    }
    const type = plainlyAccepted(request.headers.accept);
    if (!body || type === undefined) return false;
    const context = await contextOf(request, reply, this.authenticator);
    const text = await this.known.answer(body, context);
    if (text === undefined) {
      await this.#longWay.pass();
      return false;
    }
    void reply.headers({ 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
    void reply.send(`{"data":${text},"extensions":{"cost":${JSON.stringify(context.balance)}}}\n`);
    return true;
  }
}

/**
 * The body of a POST with its document named in one way: by text, or by hash where Apollo expects it. Undefined where there
 * is none that could be one.
 * @throws ApiError BAD_REQUEST when text and hash don't belong together
 */
function bodyOf(request: FastifyRequest): RequestBody | undefined {
  const { body, method } = request;
  if (method !== 'POST' || typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const { documentId, ...rest } = body as RequestBody;
  const extensions = documentId === undefined ? rest.extensions : extensionsFor(documentId);
  const hash = hashNamedBy(extensions);
  if (hash === undefined) return body;
  if (typeof rest.query === 'string') {
    if (hashOf(rest.query) !== hash) throw requestError('BAD_REQUEST', 'The hash is not that of the document.');
    request.body = { ...rest, extensions: {} };
  } else request.body = { ...rest, extensions };
  return request.body as RequestBody;
}
