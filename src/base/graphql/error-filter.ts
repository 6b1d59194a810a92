import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { ApiError, CATALOGUE, type ErrorCode } from '../errors/index.js';
import { inRequest } from '../logging/index.js';

/**
 * Errors on their way out of Nest. Those of resolvers go on to formatError as they are (Nest's own filter would log every
 * expected one); a request that isn't run at all is answered in the form that GraphQL clients understand.
 */
@Catch()
export class ErrorFilter extends BaseExceptionFilter implements ExceptionFilter {
  constructor({ httpAdapter }: HttpAdapterHost) {
    super(httpAdapter);
  }

  override catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return exception;
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const known = exception instanceof ApiError ? (exception.extensions.code as ErrorCode) : undefined;
    const status = known ? CATALOGUE[known].status : statusOf(exception);
    if (!request.url.startsWith('/graphql') || status >= 500) {
      inRequest(request.id, () => super.catch(exception, host));
      return undefined;
    }
    const code = known ?? 'BAD_REQUEST';
    const message = exception instanceof Error ? exception.message : CATALOGUE[code].meaning;
    void http
      .getResponse<FastifyReply>()
      .status(status)
      .send({ errors: [{ message, extensions: { code, retryable: false, requestId: request.id } }] });
    return undefined;
  }
}

/** Nest's exceptions have a method for it, Fastify's errors a property. */
function statusOf(exception: unknown): number {
  const { getStatus, statusCode } = exception as { getStatus?: () => number; statusCode?: number };
  return getStatus?.call(exception) ?? statusCode ?? 500;
}
