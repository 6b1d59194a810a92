import { Injectable } from '@nestjs/common';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';

import { Policies } from '../../access/index.js';
import { requestError } from '../../errors/index.js';
import { ViewReader } from '../../views/index.js';
import { type Amount, evaluate, type Variables } from './amount.js';
import { Pricing } from './cost.js';
import { LIMITS } from './figures.js';
import { fragmentsOf } from './fragments.js';
import { checkShape } from './shape.js';
import { type Check, sizeChecks } from './sizes.js';

/** What is left to do at each request of an operation. */
interface Compiled {
  readonly checks: readonly Check[];
  readonly cost: Amount;
}

/** What one operation may ask for. Its text is judged once; a request only puts its variables in. */
@Injectable()
export class Limits {
  readonly #compiled = new WeakMap<OperationDefinitionNode, Compiled>();

  constructor(
    private readonly reader: ViewReader,
    private readonly policies: Policies,
  ) {}

  /**
   * @param variables coerced
   * @returns the cost, 1 or more
   * @throws ApiError BAD_USER_INPUT, TOO_COSTLY
   */
  check(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables, signedIn: boolean): number {
    let compiled = this.#compiled.get(operation);
    if (!compiled) this.#compiled.set(operation, (compiled = this.#compile(document, operation)));
    for (const check of compiled.checks) check(variables);
    const cost = Math.max(1, evaluate(compiled.cost, variables));
    const limit = signedIn ? LIMITS.cost.signedIn : LIMITS.cost.anonymous;
    if (cost > limit)
      throw requestError('TOO_COSTLY', `An operation may cost ${limit}; this one may return ${cost} objects`, {
        nodes: operation,
      });
    return cost;
  }

  #compile(document: DocumentNode, operation: OperationDefinitionNode): Compiled {
    const { schema } = this.reader;
    const fragments = fragmentsOf(document);
    // First of all: it bounds how long the others take.
    checkShape(
      operation,
      fragments,
      (mutation) => this.policies.rules.get(`Mutation.${mutation}`)?.credentials ?? false,
    );
    const root = schema.getRootType(operation.operation);
    if (!root) return { checks: [], cost: 1 }; // graphql-js says that there is none
    return {
      checks: sizeChecks(this.reader, root, operation.selectionSet, fragments),
      cost: new Pricing(schema, fragments).operation(root, operation.selectionSet),
    };
  }
}
