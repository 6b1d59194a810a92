import { Injectable } from '@nestjs/common';
import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  type GraphQLInputType,
} from 'graphql';
import { LRUCache } from 'lru-cache';

import { isModerator, isSignedIn, type Viewer } from '../access/index.js';
import { Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { notFound } from '../errors/index.js';
import { Clock } from '../time/index.js';
import { shapeOf } from './arguments.js';
import { Compiler } from './compiler.js';
import { constant, type Json, object, toSql } from './json.js';
import { applyPatch, type Derivation, type Patch, project } from './patch.js';
import { Ref } from './payload.js';
import { isVisible, keyColumn, ViewRegistry } from './registry.js';
import type { ArgumentValues, Run } from './run.js';
import { collectFields, type Fields, type Operation } from './selection.js';
import { and, identifier, param, type Param, print, Row, type Sql, sql, TRUE } from './sql.js';
import type { ViewScope } from './view.js';

/** A compiled selection: one statement, and what is to be derived in its answer. */
export interface Plan {
  readonly text: string;
  readonly params: readonly Param[];
  readonly patch: Patch | undefined;
  readonly fields: ReadonlyMap<FieldNode, GraphQLField<unknown, unknown>>;
  uses: number;
  name: string | undefined;
}

interface Request {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced by getVariableValues. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
}

const PLANS_KEPT = 2_000;
/** Each named statement costs the server about 0.2 MB a connection, so only what is asked again and again gets a name. */
const NAMES = 200;
const NAMED_ON_USE = 3;

/** Compiles selections, keeps what it compiled, and runs it. */
@Injectable()
export class ViewReader {
  readonly #plans = new LRUCache<string, Plan>({ max: PLANS_KEPT });
  readonly #documents = new WeakMap<object, number>();
  readonly #cursorKey: string;
  #documentCount = 0;
  #names = 0;
  #schema: GraphQLSchema | undefined;

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
    this.registry.build(this.database.source);
    this.registry.assertComplete(schema);
  }

  get schema(): GraphQLSchema {
    if (!this.#schema) throw new Error('The schema is not built yet');
    return this.#schema;
  }

  get cursorKey(): string {
    return this.#cursorKey;
  }

  /** The plan of a whole query, or undefined when a root field of it is none of the views'. */
  plan(request: Request): Plan | undefined {
    const operation = this.#operation(request.document, request.variables);
    const query = this.schema.getQueryType() as GraphQLObjectType;
    const fields = collectFields(operation, query, [request.operation]);
    const names = [...fields.values()].map(([node]) => node.name.value);
    if (!names.every((name) => name === '__typename' || this.registry.field('Query', name)) || names.every((name) => name === '__typename')) return undefined;
    return this.#kept(request.document, request.operation, `${request.operation.name?.value ?? ''}`, request, (compiler) => {
      const root = compiler.fields(this.registry.view('Query'), query, new Row('query'), fields);
      return { json: object(root.entries), patch: root.patch };
    });
  }

  /** The `data` of a query as JSON text. */
  async text(plan: Plan, request: Request): Promise<string> {
    const run = this.#run(plan, request, []);
    const text = (await this.#execute(plan, run)) ?? 'null';
    if (!plan.patch) return text;
    const data: unknown = JSON.parse(text);
    applyPatch(data, plan.patch, run, false);
    return JSON.stringify(data);
  }

  /** One root field in graphql-js: an answer object keyed by response key. */
  async rootField(info: GraphQLResolveInfo, viewer: Viewer): Promise<unknown> {
    const request = requestOf(info, viewer);
    const key = String(info.path.key);
    const nodes = info.fieldNodes as unknown as readonly [FieldNode, ...FieldNode[]];
    const plan = this.#kept(nodes[0], info.operation, key, request, (compiler) => {
      const root = compiler.fields(this.registry.view('Query'), info.parentType, new Row('query'), new Map([[key, nodes]]));
      return { json: object(root.entries), patch: root.patch };
    }, true);
    return ((await this.#answer(plan, this.#run(plan, request, []))) as Record<string, unknown>)[key];
  }

  /** A mutation's result with everything it refers to, keyed by response key. */
  async payload(result: Record<string, unknown>, info: GraphQLResolveInfo, viewer: Viewer): Promise<unknown> {
    const request = requestOf(info, viewer);
    const operation = this.#operation(request.document, request.variables);
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

  /**
   * The key of what a mutation names by a global id.
   * @throws ApiError NOT_FOUND when the viewer can't see it or the id is not one of `type`
   */
  async find(type: string, id: string, viewer: Viewer): Promise<string> {
    const key = this.registry.keyOf(type, id);
    if (key === undefined || !(await this.holds(type, key, viewer))) throw notFound(type.toLowerCase());
    return key;
  }

  /** Whether the viewer can see the row with this key and, if given, a further condition holds for it. */
  async holds(type: string, key: string, viewer: Viewer, condition?: (row: Row, scope: ViewScope) => Sql): Promise<boolean> {
    const view = this.registry.view(type);
    const row = new Row('it');
    const scope = scopeOf(viewer);
    const conditions = and(sql`${keyColumn(view, row)} = ${param('uuid', () => key)}`, isVisible(view, row, scope, false), condition?.(row, scope) ?? TRUE);
    const { text, params } = print(sql`SELECT FROM ${identifier(view.table ?? '')} AS ${row} WHERE ${conditions}`);
    const run = { viewer, now: this.clock.now() } as Run;
    const { rowCount } = await this.database.run({ text, values: params.map(({ read }) => forStatement(read(run))) });
    return rowCount === 1;
  }

  async #refs(refs: readonly Ref[], fields: Fields, type: GraphQLObjectType, info: GraphQLResolveInfo, request: Request): Promise<object> {
    const shape = refs.map(({ type: target, key, list }) => `${target}${Array.isArray(key) ? '[]' : ''}${list?.join('.') ?? ''}`).join();
    const plan = this.#kept(info.fieldNodes[0] as FieldNode, info.operation, `${String(info.path.key)} ${type.name} ${shape}`, request, (compiler) => {
      const patches = new Map<string, Patch | Derivation>();
      const entries = [...fields].map(([key, nodes], index): readonly [string, Json] => {
        const { type: target, key: keys, list } = refs[index] as Ref;
        const isList = Array.isArray(keys);
        const given = param(isList ? 'uuid[]' : 'uuid', (run) => run.keys[index]);
        const { json, patch } = list ? compiler.edge(...list, given, nodes) : compiler.byKey(target, given, isList, nodes);
        if (patch) patches.set(key, patch);
        return [key, json];
      });
      return { json: object(entries), patch: patches.size > 0 ? { fields: patches } : undefined };
    }, true);
    return (await this.#answer(plan, this.#run(plan, request, refs.map(({ key }) => key)))) as object;
  }

  async #answer(plan: Plan, run: Run): Promise<unknown> {
    const answer: unknown = JSON.parse((await this.#execute(plan, run)) ?? 'null');
    if (plan.patch) applyPatch(answer, plan.patch, run, true);
    return markAnswers(answer);
  }

  async #execute(plan: Plan, run: Run): Promise<string | null> {
    if (++plan.uses === NAMED_ON_USE && this.#names < NAMES) plan.name = `view${++this.#names}`;
    const values = plan.params.map(({ read }) => forStatement(read(run)));
    const { rows } = await this.database.run<{ answer: string | null }>({ text: plan.text, values, name: plan.name });
    return rows[0]?.answer ?? null;
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

  #kept(
    owner: object,
    operation: OperationDefinitionNode,
    what: string,
    request: Request,
    compile: (compiler: Compiler) => { json: Json; patch: Patch | undefined },
    tellTypes = false,
  ): Plan {
    const key = `${this.#numberOf(owner)} ${what} ${viewerKind(request.viewer)} ${tellTypes ? 'typed' : ''} ${this.#shape(operation, request.variables)}`;
    const kept = this.#plans.get(key);
    if (kept) return kept;
    const compiler = new Compiler(this.registry, this.#operation(request.document, request.variables), scopeOf(request.viewer), tellTypes);
    const { json, patch } = compile(compiler);
    const { text, params } = print(toSql(json.length > 0 ? json : constant(null)));
    const plan: Plan = { text: `SELECT ${text} AS answer`, params, patch, fields: compiler.fieldsSeen, uses: 0, name: undefined };
    this.#plans.set(key, plan);
    return plan;
  }

  #operation(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Operation {
    const fragments: Record<string, Operation['fragments'][string]> = {};
    for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
    return { schema: this.schema, fragments, variables };
  }

  #numberOf(owner: object): number {
    let number = this.#documents.get(owner);
    if (number === undefined) this.#documents.set(owner, (number = ++this.#documentCount));
    return number;
  }

  #shape({ variableDefinitions }: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): string {
    return (variableDefinitions ?? [])
      .map(({ variable, type }) => shapeOf(variables[variable.name.value], typeFromAST(this.schema, type as never) as unknown as GraphQLInputType))
      .join(' ');
  }
}

function requestOf({ fragments, operation, variableValues }: GraphQLResolveInfo, viewer: Viewer): Request {
  return { document: { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] }, operation, variables: variableValues, viewer };
}

function forStatement(value: unknown): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? String(value) : value;
}

function viewerKind(viewer: Viewer): string {
  return isModerator(viewer) ? 'moderator' : isSignedIn(viewer) ? 'account' : 'anonymous';
}

const viewerId = param('uuid', ({ viewer }) => viewer.accountId);
const now = param('timestamptz', (run) => run.now);

function scopeOf(viewer: Viewer): ViewScope {
  return { signedIn: isSignedIn(viewer), moderator: isModerator(viewer), viewerId, now };
}

const answers = new WeakSet<object>();

/** Remembers which objects came from views: graphql-js must read those by response key, not by field name. */
function markAnswers(json: unknown): unknown {
  if (json !== null && typeof json === 'object') {
    answers.add(json);
    for (const below of Object.values(json)) markAnswers(below);
  }
  return json;
}

export function isAnswer(source: unknown): source is Record<string, unknown> {
  return typeof source === 'object' && source !== null && answers.has(source);
}

