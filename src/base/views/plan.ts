import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { LRUCache } from 'lru-cache';

import type { Viewer } from '../access/index.js';
import { shapeOf } from './arguments.js';
import { Compiler } from './compiler.js';
import { type Json, toSql } from './json.js';
import type { Derivation } from './derived.js';
import type { ViewRegistry } from './registry.js';
import { scopeOf, viewerKind } from './scope.js';
import type { Operation } from './selection.js';
import { type Named, StatementNames } from './statement-names.js';
import { type Param, print, printForMany, sql } from './sql.js';

/** A compiled selection: one statement, and what is to be derived in its answer. */
export interface Plan extends Named {
  readonly text: string;
  /** For several runs in one statement; undefined where that can't be. */
  readonly forMany: (Named & { readonly text: string }) | undefined;
  readonly params: readonly Param[];
  readonly derivations: readonly Derivation[];
  readonly fields: ReadonlyMap<FieldNode, GraphQLField<unknown, unknown>>;
}

/** An operation as somebody asks it. */
export interface Request {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced by getVariableValues. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  /** Ends the work before its time; absent where the caller's own signal holds. */
  readonly signal?: AbortSignal;
}

const PLANS_KEPT = 2_000;
const NAMES = 200;

/** What an operation says whoever asks it, with whatever variables. */
interface Known {
  readonly fragments: Operation['fragments'];
  readonly variables: readonly { readonly name: string; readonly type: GraphQLInputType }[];
}

/** Compiles selections and keeps what it compiled. */
export class Plans {
  readonly #kept = new LRUCache<string, Plan>({ max: PLANS_KEPT });
  /** Apollo keeps documents, so that the same text comes as the same nodes. */
  readonly #known = new WeakMap<OperationDefinitionNode, Known>();
  readonly #numbers = new WeakMap<object, number>();
  #owners = 0;
  readonly #names = new StatementNames('view', NAMES);

  constructor(
    private readonly registry: ViewRegistry,
    private readonly schema: GraphQLSchema,
  ) {}

  /**
   * @param owner the document, or the node of it, that the selection stands in; kept as long as it
   * @param what tells selections of one owner apart
   * @param tellTypes for graphql-js, which asks objects of abstract types for their type
   */
  plan(owner: object, what: string, request: Request, compile: (compiler: Compiler) => Json, tellTypes = false): Plan {
    const { variables, viewer } = request;
    const shape = this.#knownOf(request)
      .variables.map(({ name, type }) => shapeOf(variables[name], type))
      .join(' ');
    const key = `${this.#numberOf(owner)} ${what} ${viewerKind(viewer)} ${tellTypes ? 'typed' : ''} ${shape}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const compiler = new Compiler(this.registry, this.operation(request), scopeOf(viewer), tellTypes);
    const statement = sql`SELECT ${toSql(compile(compiler))} AS answer`;
    const { text, params } = print(statement);
    const many = printForMany(statement);
    const plan: Plan = {
      text,
      forMany: many === undefined ? undefined : { text: many, uses: 0, name: undefined },
      params,
      derivations: compiler.derivations,
      fields: compiler.fieldsSeen,
      uses: 0,
      name: undefined,
    };
    this.#kept.set(key, plan);
    return plan;
  }

  /** Of a plan or of its statement for many; notes one more use. */
  nameOf(statement: Named): string | undefined {
    return this.#names.of(statement);
  }

  operation(request: Request): Operation {
    return { schema: this.schema, fragments: this.#knownOf(request).fragments, variables: request.variables };
  }

  #knownOf({ operation, document }: Request): Known {
    let known = this.#known.get(operation);
    if (!known) {
      const fragments: Record<string, Operation['fragments'][string]> = {};
      for (const definition of document.definitions) {
        if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
      }
      const variables = (operation.variableDefinitions ?? []).map(({ variable, type }) => ({
        name: variable.name.value,
        type: typeFromAST(this.schema, type as never) as unknown as GraphQLInputType,
      }));
      this.#known.set(operation, (known = { fragments, variables }));
    }
    return known;
  }

  #numberOf(owner: object): number {
    let number = this.#numbers.get(owner);
    if (number === undefined) this.#numbers.set(owner, (number = ++this.#owners));
    return number;
  }
}
