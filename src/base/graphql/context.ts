import type { FastifyRequest } from 'fastify';

import { ANONYMOUS, type Authenticator, type Viewer } from '../access/index.js';

/** What every resolver of one request gets. */
export interface GraphQLContext {
  readonly req: FastifyRequest;
  readonly requestId: string;
  readonly viewer: Viewer;
  /** A token came that is bad or has ended. */
  readonly badToken: boolean;
  /** Why views could not answer; the root resolvers report it through Apollo's own pipeline. */
  readError?: unknown;
}

const BEARER = /^Bearer ([\w.~+/-]+=*)$/i;

export async function contextOf(request: FastifyRequest, authenticator: Authenticator): Promise<GraphQLContext> {
  const header = request.headers.authorization;
  const token = header === undefined ? undefined : BEARER.exec(header)?.[1];
  const viewer = token === undefined ? undefined : await authenticator.viewerOf(token);
  return {
    req: request,
    requestId: request.id,
    viewer: viewer ?? ANONYMOUS,
    badToken: header !== undefined && !viewer,
  };
}
