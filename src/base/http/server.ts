import { randomUUID } from 'node:crypto';

import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Config } from '../config/index.js';
import { EXPLORER_CONTENT_POLICY, GraphQLRoute } from '../graphql/index.js';
import { LiveSockets } from '../live/index.js';
import type { Log } from '../logging/index.js';
import { UnsubscribeRoute } from '../mail/index.js';
import { type Answered, whenAnswered } from './answered.js';
import { Drain } from './drain.js';
import { Metrics } from './metrics.js';
import { nameRequests, writeRequestLine } from './request-lines.js';
import { securityHeaders } from './security-headers.js';

const LARGEST_BODY = 100_000;

/** Apollo's module waits for all connections when it ends, maybe before ours does, and sockets don't end by themselves. */
class Adapter extends FastifyAdapter {
  sayGoodbye: () => void = () => undefined;

  override beforeClose(): void {
    this.sayGoodbye();
    super.beforeClose();
  }
}

/** Fastify with our limits: JSON bodies only, no header is believed unless its proxy is named. */
export function httpAdapter(config: Config): FastifyAdapter {
  return new Adapter({
    bodyLimit: LARGEST_BODY,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    requestTimeout: 30_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
}

export function hardenHttp(app: NestFastifyApplication, config: Config, log: Log): void {
  const fastify = app.getHttpAdapter().getInstance();
  // A form or a plain text can be sent from any page without the browser asking first; neither is ever a request to us.
  fastify.removeContentTypeParser('text/plain');
  app.get(GraphQLRoute, { strict: false }).prepare(fastify);
  nameRequests(fastify);
  (app.getHttpAdapter() as unknown as Adapter).sayGoodbye = () => app.get(LiveSockets, { strict: false }).close();
  const metrics = app.get(Metrics);
  whenAnswered(fastify, [
    ...(log.writes('log') ? [writeRequestLine(log)] : []),
    ...(config.metricsPort === undefined ? [] : [(answered: Answered) => metrics.count(answered)]),
  ]);
  const headers = securityHeaders(config);
  const drain = app.get(Drain);
  fastify.addHook(
    'onSend',
    (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: null, payload: unknown) => void) => {
      const policy = reply.getHeader('content-security-policy');
      void reply.headers(headers).header('x-request-id', request.id);
      if (policy) void reply.header('content-security-policy', policy);
      else if (String(reply.getHeader('content-type')).startsWith('text/html'))
        void reply.header('content-security-policy', EXPLORER_CONTENT_POLICY);
      drain.mark(reply);
      done(null, payload);
    },
  );
  app.get(UnsubscribeRoute, { strict: false }).prepare(fastify);
}
