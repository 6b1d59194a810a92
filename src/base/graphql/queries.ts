import { Injectable } from '@nestjs/common';
import { type DocumentNode, getVariableValues, type OperationDefinitionNode } from 'graphql';

import { Policies } from '../access/index.js';
import { requestError } from '../errors/index.js';
import { rootFieldNames, ViewReader } from '../views/index.js';
import type { GraphQLContext } from './context.js';

const LONGEST_MESSAGE = 1_000;

export type Variables = Readonly<Record<string, unknown>>;

/** Queries that views can answer whole. */
@Injectable()
export class Queries {
  constructor(
    private readonly reader: ViewReader,
    private readonly policies: Policies,
  ) {}

  /**
   * The variables as their types have them. One mistake is told and the rest not looked for: each quotes the whole value, so
   * that an input of thousands of unknown fields would take minutes.
   * @throws ApiError BAD_USER_INPUT
   */
  variables(operation: OperationDefinitionNode, given: Record<string, unknown> | undefined): Variables {
    const { coerced, errors } = getVariableValues(
      this.reader.schema,
      operation.variableDefinitions ?? [],
      given ?? {},
      {
        maxErrors: 1,
        hideSuggestions: true,
      },
    );
    if (coerced) return coerced;
    const [error] = errors;
    throw requestError('BAD_USER_INPUT', (error?.message ?? '').slice(0, LONGEST_MESSAGE), {
      nodes: error?.nodes ?? null,
    });
  }

  /**
   * The `data` as JSON text; undefined when graphql-js must answer. Why the views failed stands in the context then, for the
   * root resolvers to report.
   */
  async answer(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
    context: GraphQLContext,
  ): Promise<string | undefined> {
    const { reader, policies } = this;
    const { viewer, signal } = context;
    try {
      const allowed = rootFieldNames(document, operation).every(
        (name) => name.startsWith('__') || policies.allows(viewer, `Query.${name}`),
      );
      const request = { document, operation, variables, viewer, signal };
      const plan = allowed ? reader.plan(request) : undefined;
      return plan && (await reader.text(plan, request));
    } catch (error) {
      context.readError = error;
      return undefined;
    }
  }
}
