import { Injectable } from '@nestjs/common';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';

import { Policies } from '../access/index.js';
import { requestError } from '../errors/index.js';
import { rootFieldNames, ViewReader } from '../views/index.js';
import type { GraphQLContext } from './context.js';
import { checkPages } from './page-arguments.js';

/** Everything that is asked of an operation before any of it is executed, whichever way it came. */
@Injectable()
export class Admission {
  constructor(
    private readonly reader: ViewReader,
    private readonly policies: Policies,
  ) {}

  /**
   * @param variables coerced; absent when one of them is not of its type, which graphql-js will say
   * @throws ApiError UNAUTHENTICATED, BAD_USER_INPUT
   */
  admit(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>> | undefined,
    context: GraphQLContext,
  ): void {
    if (context.badToken) this.#refuseBadToken(document, operation);
    if (variables) checkPages(this.reader.schema, document, variables, this.reader);
  }

  #refuseBadToken(document: DocumentNode, operation: OperationDefinitionNode): void {
    const type = `${operation.operation.slice(0, 1).toUpperCase()}${operation.operation.slice(1)}`;
    const { rules } = this.policies;
    if (!rootFieldNames(document, operation).every((name) => rules.get(`${type}.${name}`)?.withoutToken)) {
      throw requestError('UNAUTHENTICATED', 'The access token is bad or has ended.');
    }
  }
}
