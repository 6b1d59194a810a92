import {
  type ApolloServerPlugin,
  type GraphQLRequestContextWillSendResponse,
  type GraphQLRequestListener,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import {
  type DocumentNode,
  type FormattedExecutionResult,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';

import type { Policies } from '../access/index.js';
import { requestError } from '../errors/index.js';
import { rootFieldNames, type ViewReader } from '../views/index.js';
import type { GraphQLContext } from './context.js';
import { checkPages } from './page-arguments.js';

/** Data that is JSON text already. */
class JsonText {
  constructor(readonly text: string) {}
}

/** Apollo's `stringifyResult`: what views have answered goes out as it came from the database. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const data: unknown = result.data;
  if (!(data instanceof JsonText)) return `${JSON.stringify(result)}\n`;
  const rest = JSON.stringify({ ...result, data: undefined }).slice(1, -1);
  return `{"data":${data.text}${rest && `,${rest}`}}\n`;
}

/**
 * Puts the views into Apollo's pipeline: a query that they can answer whole is one statement, and its text is the
 * answer. Everything else, and everything that fails, takes Apollo's own way through graphql-js, so that codes, masking
 * and status are decided in one place.
 */
export class ViewsPlugin implements ApolloServerPlugin<GraphQLContext> {
  constructor(
    private readonly reader: ViewReader,
    private readonly policies: Policies,
  ) {}

  requestDidStart(): Promise<GraphQLRequestListener<GraphQLContext>> {
    let variables: Readonly<Record<string, unknown>> | undefined;
    return Promise.resolve({
      didResolveOperation: ({ document, operation, request, contextValue }) => {
        // Absent when several operations come and none is named: Apollo answers that.
        if (operation) {
          if (contextValue.badToken) this.#refuseBadToken(document, operation);
          variables = this.#coerced(operation, request.variables);
          if (variables) checkPages(this.reader.schema, document, variables, this.reader);
        }
        return Promise.resolve();
      },
      responseForOperation: ({ document, operation, contextValue }) =>
        this.#answer(document, operation, variables, contextValue),
      willSendResponse: (request) => {
        addRequestId(request);
        return Promise.resolve();
      },
    });
  }

  #refuseBadToken(document: DocumentNode, operation: OperationDefinitionNode): void {
    const type = `${operation.operation.slice(0, 1).toUpperCase()}${operation.operation.slice(1)}`;
    const { rules } = this.policies;
    if (!rootFieldNames(document, operation).every((name) => rules.get(`${type}.${name}`)?.withoutToken)) {
      throw requestError('UNAUTHENTICATED', 'The access token is bad or has ended.');
    }
  }

  /** Undefined when a variable is not of its type, which graphql-js will say better. */
  #coerced(
    operation: OperationDefinitionNode,
    given: Record<string, unknown> | undefined,
  ): Readonly<Record<string, unknown>> | undefined {
    return getVariableValues(this.reader.schema, operation.variableDefinitions ?? [], given ?? {}).coerced;
  }

  async #answer(
    document: DocumentNode,
    operation: OperationDefinitionNode | undefined,
    variables: Readonly<Record<string, unknown>> | undefined,
    context: GraphQLContext,
  ): Promise<GraphQLResponse | null> {
    if (operation?.operation !== 'query' || !variables) return null;
    const { reader, policies } = this;
    try {
      const { viewer, signal } = context;
      const request = { document, operation, variables, viewer, signal };
      const allowed = rootFieldNames(document, operation).every(
        (name) => name.startsWith('__') || policies.allows(viewer, `Query.${name}`),
      );
      const plan = allowed ? reader.plan(request) : undefined;
      if (!plan) return null;
      const data = new JsonText(await reader.text(plan, request)) as unknown as Record<string, unknown>;
      return { body: { kind: 'single', singleResult: { data } }, http: { headers: new HeaderMap() } };
    } catch (error) {
      context.readError = error;
      return null;
    }
  }
}

function addRequestId({ response, contextValue }: GraphQLRequestContextWillSendResponse<GraphQLContext>): void {
  response.http.headers.set('cache-control', 'no-store');
  if (response.body.kind !== 'single') return;
  const { singleResult } = response.body;
  if (!singleResult.errors) return;
  singleResult.errors = singleResult.errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId: contextValue.requestId },
  }));
}
