import { Injectable } from '@nestjs/common';
import {
  type FieldNode,
  getArgumentValues,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

import type { Viewer } from '../access/index.js';
import { Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { Clock } from '../time/index.js';
import { markAnswers } from './answers.js';
import { type Json, object } from './json.js';
import { fillIn, project } from './derived.js';
import { Ref } from './payload.js';
import { type Plan, Plans, type Request } from './plan.js';
import { ViewRegistry } from './registry.js';
import type { ArgumentValues, Run } from './run.js';
import { forStatement } from './scope.js';
import { collectFields, type Fields, rootFieldNames } from './selection.js';
import { param, Row } from './sql.js';

/** Reads through views: whole queries as text, root fields and payloads for graphql-js. */
@Injectable()
export class ViewReader {
  readonly #cursorKey: string;
  readonly #answerable = new WeakMap<OperationDefinitionNode, boolean>();
  #schema: GraphQLSchema | undefined;
  #known: Plans | undefined;

  constructor(
    readonly registry: ViewRegistry,
    private readonly database: Database,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.#cursorKey = config.deriveKey('cursor').toString('base64url');
  }

  /** @throws Error when the schema promises what no view can give */
  use(schema: GraphQLSchema): void {
    this.#schema = schema;
    this.#known = new Plans(this.registry, schema);
    this.registry.build(this.database.source);
    this.registry.assertComplete(schema);
  }

  get schema(): GraphQLSchema {
    if (!this.#schema) throw new Error('The schema is not built yet');
    return this.#schema;
  }

  get #plans(): Plans {
    if (!this.#known) throw new Error('The schema is not built yet');
    return this.#known;
  }

  get cursorKey(): string {
    return this.#cursorKey;
  }

  /** The plan of a whole query, or undefined when a root field of it is none of the views'. */
  plan(request: Request): Plan | undefined {
    if (!this.#answersAll(request)) return undefined;
    const { document, operation } = request;
    return this.#plans.plan(document, operation.name?.value ?? '', request, (compiler) => {
      const query = this.schema.getQueryType() as GraphQLObjectType;
      const fields = collectFields(this.#plans.operation(request), query, [operation]);
      return compiler.fields(this.registry.view('Query'), query, new Row('query'), fields);
    });
  }

  /** Whether views give every root field that the operation names, were a directive to leave it out or not. */
  #answersAll({ document, operation }: Request): boolean {
    let answers = this.#answerable.get(operation);
    if (answers === undefined) {
      const names = rootFieldNames(document, operation).filter((name) => name !== '__typename');
      answers = names.length > 0 && names.every((name) => this.registry.field('Query', name));
      this.#answerable.set(operation, answers);
    }
    return answers;
  }

  /** The `data` of a query as JSON text. */
  async text(plan: Plan, request: Request): Promise<string> {
    const run = this.#run(plan, request, []);
    return (await this.#execute(plan, run, request.signal)) ?? 'null';
  }

  /**
   * The `data` of several requests of one plan as JSON text, in their order, by one statement.
   * @throws for all of them what one of them is refused for
   */
  async texts(plan: Plan, requests: readonly Request[]): Promise<string[]> {
    const { forMany } = plan;
    if (!forMany || requests.length === 1) return Promise.all(requests.map((request) => this.text(plan, request)));
    const runs = requests.map((request) => this.#run(plan, request, []));
    const values = plan.params.map(({ read }) => runs.map((run) => forStatement(read(run))));
    const statement = { text: forMany.text, values, name: this.#plans.nameOf(forMany) };
    const { rows } = await this.database.run<{ answer: string | null }>(statement);
    return runs.map((run, index) => filled(plan, rows[index]?.answer ?? null, run) ?? 'null');
  }

  /** One root field in graphql-js: an answer object keyed by response key. */
  async rootField(
    info: GraphQLResolveInfo,
    { viewer, signal }: { readonly viewer: Viewer; readonly signal: AbortSignal },
  ): Promise<unknown> {
    const request = { ...requestOf(info, viewer), signal };
    const key = String(info.path.key);
    const nodes = info.fieldNodes as unknown as readonly [FieldNode, ...FieldNode[]];
    const plan = this.#plans.plan(
      nodes[0],
      key,
      request,
      (compiler) =>
        compiler.fields(this.registry.view('Query'), info.parentType, new Row('query'), new Map([[key, nodes]])),
      true,
    );
    return ((await this.#answer(plan, this.#run(plan, request, []), signal)) as Record<string, unknown>)[key];
  }

  /** A mutation's result with everything it refers to, keyed by response key. */
  async payload(result: Record<string, unknown>, info: GraphQLResolveInfo, viewer: Viewer): Promise<unknown> {
    const request = requestOf(info, viewer);
    const operation = this.#plans.operation(request);
    const type = this.schema.getType(String(result.__typename)) as GraphQLObjectType;
    const fields = collectFields(operation, type, info.fieldNodes);
    const refs: Ref[] = [];
    const answer: Record<string, unknown> = { $type: type.name };
    const referred = new Map<string, readonly [FieldNode, ...FieldNode[]]>();
    for (const [key, nodes] of fields) {
      const name = nodes[0].name.value;
      const found = result[name];
      const field = type.getFields()[name];
      if (found instanceof Ref) {
        referred.set(key, nodes);
        refs.push(found);
      }
      answer[key] = field ? (found instanceof Ref ? null : project(found, field.type, nodes, operation)) : type.name;
    }
    if (refs.length > 0) Object.assign(answer, await this.#refs(refs, referred, type, info, request));
    return markAnswers(answer);
  }

  async #refs(
    refs: readonly Ref[],
    fields: Fields,
    type: GraphQLObjectType,
    info: GraphQLResolveInfo,
    request: Request,
  ): Promise<object> {
    const shape = refs
      .map(({ type: target, key, list }) => `${target}${Array.isArray(key) ? '[]' : ''}${list?.join('.') ?? ''}`)
      .join();
    const plan = this.#plans.plan(
      info.fieldNodes[0] as FieldNode,
      `${String(info.path.key)} ${type.name} ${shape}`,
      request,
      (compiler) => {
        const entries = [...fields].map(([key, nodes], index): readonly [string, Json] => {
          const { type: target, key: keys, list } = refs[index] as Ref;
          const isList = Array.isArray(keys);
          const given = param(isList ? 'uuid[]' : 'uuid', (run) => run.keys[index]);
          return [
            key,
            list ? compiler.connections.edge(...list, given, nodes) : compiler.byKey(target, given, isList, nodes),
          ];
        });
        return object(entries);
      },
      true,
    );
    return (await this.#answer(
      plan,
      this.#run(
        plan,
        request,
        refs.map(({ key }) => key),
      ),
    )) as object;
  }

  async #answer(plan: Plan, run: Run, signal?: AbortSignal): Promise<unknown> {
    return markAnswers(JSON.parse((await this.#execute(plan, run, signal)) ?? 'null'));
  }

  async #execute(plan: Plan, run: Run, signal: AbortSignal | undefined): Promise<string | null> {
    const values = plan.params.map(({ read }) => forStatement(read(run)));
    const statement = { text: plan.text, values, name: this.#plans.nameOf(plan) };
    const { rows } = await this.database.run<{ answer: string | null }>(statement, signal);
    return filled(plan, rows[0]?.answer ?? null, run);
  }

  #run(plan: Plan, { viewer, variables }: Request, keys: Run['keys']): Run {
    const known = new Map<FieldNode, ArgumentValues>();
    return {
      viewer,
      now: this.clock.now(),
      cursorKey: this.#cursorKey,
      keys,
      argumentsOf: (node) => {
        let values = known.get(node);
        if (!values) {
          values = getArgumentValues(plan.fields.get(node) as GraphQLField<unknown, unknown>, node, variables);
          known.set(node, values);
        }
        return values;
      },
    };
  }
}

function filled({ derivations }: Plan, answer: string | null, run: Run): string | null {
  return answer === null || derivations.length === 0 ? answer : fillIn(answer, derivations, run);
}

function requestOf({ fragments, operation, variableValues }: GraphQLResolveInfo, viewer: Viewer): Request {
  return {
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] },
    operation,
    variables: variableValues,
    viewer,
  };
}
