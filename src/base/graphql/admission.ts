import { Injectable } from '@nestjs/common';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';

import { isSignedIn, Policies } from '../access/index.js';
import { Config } from '../config/index.js';
import { CATALOGUE, requestError } from '../errors/index.js';
import { rootFieldNames } from '../views/index.js';
import type { GraphQLContext } from './context.js';
import { Limits } from './limits/limits.js';
import { clientOf } from './points/client-of.js';
import { Points } from './points/points.js';

/** What of a context matters here; a socket has no request. */
type Asking = Pick<GraphQLContext, 'badToken' | 'viewer' | 'balance'> & { readonly req: { readonly ip: string } };

/** Everything that is asked of an operation before any of it is executed, whichever way it came. */
@Injectable()
export class Admission {
  readonly #pointsSignedIn: number;
  readonly #pointsAnonymous: number;

  constructor(
    private readonly policies: Policies,
    private readonly limits: Limits,
    private readonly points: Points,
    { rateLimitPoints }: Config,
  ) {
    this.#pointsSignedIn = rateLimitPoints;
    this.#pointsAnonymous = Math.floor(rateLimitPoints / 2);
  }

  /**
   * Leaves in the context what the operation costs and what is left to its client.
   * @param variables coerced
   * @throws ApiError UNAUTHENTICATED, BAD_USER_INPUT, TOO_COSTLY, RATE_LIMITED
   */
  admit(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
    context: Asking,
  ): void {
    if (context.badToken) this.#refuseBadToken(document, operation);
    const { viewer } = context;
    const signedIn = isSignedIn(viewer);
    const cost = this.limits.check(document, operation, variables, signedIn);
    const { enough, balance } = signedIn
      ? this.points.take(viewer.accountId, this.#pointsSignedIn, cost)
      : this.points.take(clientOf(context.req.ip), this.#pointsAnonymous, cost);
    context.balance = balance;
    if (!enough) throw this.#rateLimited();
  }

  #rateLimited(): Error {
    const retryAfterMs = this.points.msToReset;
    // Apollo reads a Map, whatever the type of the extensions says.
    const headers = new Map([['retry-after', String(Math.ceil(retryAfterMs / 1_000))]]) as unknown as Record<
      string,
      string
    >;
    return requestError('RATE_LIMITED', CATALOGUE.RATE_LIMITED.meaning, {
      extensions: { retryAfterMs, http: { status: CATALOGUE.RATE_LIMITED.status, headers } },
    });
  }

  #refuseBadToken(document: DocumentNode, operation: OperationDefinitionNode): void {
    const type = `${operation.operation.slice(0, 1).toUpperCase()}${operation.operation.slice(1)}`;
    const { rules } = this.policies;
    if (!rootFieldNames(document, operation).every((name) => rules.get(`${type}.${name}`)?.withoutToken)) {
      throw requestError('UNAUTHENTICATED', 'The access token is bad or has ended.');
    }
  }
}
