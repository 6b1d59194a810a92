import {
  type ApolloServerPlugin,
  type GraphQLRequestContextWillSendResponse,
  type GraphQLRequestListener,
  HeaderMap,
} from '@apollo/server';
import type { FormattedExecutionResult, OperationDefinitionNode } from 'graphql';

import type { ErrorCode } from '../errors/index.js';
import type { GraphQLContext } from './context.js';
import { thrownIn } from './format-error.js';
import type { KnownQueries } from './known-queries.js';
import { hashNamedBy } from './trusted-documents.js';

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
 * Puts admission and the views into Apollo's pipeline: a query that they can answer whole is one statement, and its text is
 * the answer. Everything else, and everything that fails, takes Apollo's own way through graphql-js, so that codes, masking
 * and status are decided in one place.
 */
export class ViewsPlugin implements ApolloServerPlugin<GraphQLContext> {
  constructor(private readonly known: KnownQueries) {}

  requestDidStart(): Promise<GraphQLRequestListener<GraphQLContext>> {
    const { queries, admission } = this.known;
    return Promise.resolve({
      didResolveOperation: ({ document, operation, request, source, contextValue }) => {
        // Absent when several operations come and none is named: Apollo answers that.
        if (!operation) return Promise.resolve();
        contextValue.story.operation = operation;
        this.known.remember(request.query ?? hashNamedBy(request.extensions) ?? source, document);
        if (contextValue.admitted) return Promise.resolve();
        contextValue.variables = queries.variables(operation, request.variables);
        admission.admit(document, operation, contextValue.variables, contextValue);
        return Promise.resolve();
      },
      responseForOperation: async ({ document, contextValue, ...resolved }) => {
        const { variables, readError } = contextValue;
        const operation = resolved.operation as OperationDefinitionNode | undefined;
        if (operation?.operation !== 'query' || !variables || readError) return null;
        const text = await queries.answer(document, operation, variables, contextValue);
        if (text === undefined) return null;
        const data = new JsonText(text) as unknown as Record<string, unknown>;
        return { body: { kind: 'single', singleResult: { data } }, http: { headers: new HeaderMap() } };
      },
      didEncounterErrors: ({ errors, contextValue }) => {
        thrownIn(contextValue.requestId, errors);
        return Promise.resolve();
      },
      willSendResponse: (request) => {
        addRequestId(request);
        softenStatus(request);
        addCost(request);
        return Promise.resolve();
      },
    });
  }
}

const SAID_IN_THE_BODY: readonly unknown[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
] satisfies ErrorCode[];

/**
 * GraphQL over HTTP, 6.4.1: to a client that asks for application/json alone, which a proxy might answer as well, 400 means that
 * it was not GraphQL that answered; what is wrong with the document stands in the body.
 */
function softenStatus({ response, errors, contextValue }: GraphQLRequestContextWillSendResponse<GraphQLContext>): void {
  if (contextValue.req.headers.accept !== 'application/json') return;
  if (errors?.every(({ extensions }) => SAID_IN_THE_BODY.includes(extensions.code))) response.http.status = 200;
}

function addRequestId({ response, contextValue }: GraphQLRequestContextWillSendResponse<GraphQLContext>): void {
  response.http.headers.set('cache-control', 'no-store');
  if (response.body.kind !== 'single') return;
  const { singleResult } = response.body;
  if (!singleResult.errors) return;
  const code = singleResult.errors[0]?.extensions?.code;
  if (typeof code === 'string') contextValue.story.failure = code;
  singleResult.errors = singleResult.errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId: contextValue.requestId },
  }));
}

/** Beside data and errors alike, so that a client sees it run low. The short way writes the same as text. */
function addCost({ response, contextValue }: GraphQLRequestContextWillSendResponse<GraphQLContext>): void {
  if (response.body.kind !== 'single' || !contextValue.balance) return;
  const { singleResult } = response.body;
  singleResult.extensions = { ...singleResult.extensions, cost: contextValue.balance };
}
