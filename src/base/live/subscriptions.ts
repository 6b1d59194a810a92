import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  getArgumentValues,
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';

import { ANONYMOUS, Authenticator, Policies, type SignedIn, type Viewer } from '../access/index.js';
import { Config } from '../config/index.js';
import { requestError } from '../errors/index.js';
import { KnownQueries, LIMITS, TrustedDocuments } from '../graphql/index.js';
import { ViewReader } from '../views/index.js';
import { Batches } from './batches.js';
import { EventStream, type SentEvent } from './event-stream.js';
import { FanOut } from './fan-out.js';
import { SharedReads } from './shared-reads.js';
import { readSubscription, type Subscription } from './subscription-document.js';

type Request = Parameters<ViewReader['plan']>[0];
type Plan = NonNullable<ReturnType<ViewReader['plan']>>;

/** As a client sends it. */
export interface Asked {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

const PAGE = 100;
const KEPT = 1_000;
/** Everybody wakes at once when the listening connection comes back; requests are not to wait for that. */
const READ_AT_A_TIME = 2;
const READ_IN_ONE = 20;

const NEWEST = parse('{ viewer { eventCursor } }');

/** The subscriptions of this process, by viewer. */
@Injectable()
export class Subscriptions implements OnApplicationBootstrap {
  readonly #streams = new Map<string, Set<EventStream>>();
  readonly #known = new LRUCache<string, Subscription>({ max: KEPT });
  readonly #reads = new SharedReads<readonly SentEvent[]>();
  readonly #batches = new Batches(
    (plan: Plan, requests: readonly Request[]) => this.reader.texts(plan, requests),
    READ_AT_A_TIME,
    READ_IN_ONE,
  );

  constructor(
    private readonly reader: ViewReader,
    private readonly policies: Policies,
    private readonly authenticator: Authenticator,
    private readonly known: KnownQueries,
    private readonly trusted: TrustedDocuments,
    private readonly fanOut: FanOut,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.fanOut.on((accountIds) => {
      for (const accountId of accountIds ?? [...this.#streams.keys()]) {
        this.#reads.news(accountId);
        this.#streams.get(accountId)?.forEach((stream) => stream.wake());
      }
    });
  }

  /**
   * Judged as a request over HTTP is, and then begun.
   * @throws GraphQLError, or several as an array
   */
  async open(asked: Asked, viewer: SignedIn, ip: string): Promise<{ subscription: Subscription; stream: EventStream }> {
    await this.trusted.assertTrusted(asked.query);
    const subscription = this.#read(asked);
    const { document, operation, field, node } = subscription;
    const variables = this.known.queries.variables(operation, asked.variables ?? undefined);
    this.known.admission.admit(document, operation, variables, { viewer, badToken: false, req: { ip } });
    this.policies.assert(viewer, `Subscription.${field.name}`);
    const { after } = getArgumentValues(field, node, variables) as { after?: string | null };
    const asking = JSON.stringify([asked.query, asked.operationName, variables]);
    const read = (cursor: string) => {
      // What they may see is what they may see now.
      const current = this.authenticator.current(viewer) ?? ANONYMOUS;
      const { accountId, roles, emailVerified, scopes = [] } = current;
      const rights = accountId === null ? 'none' : [emailVerified, ...roles, ...scopes].join();
      return this.#reads.take(viewer.accountId, `${cursor} ${rights} ${asking}`, () =>
        this.#events(subscription, variables, cursor, current),
      );
    };
    const streams = this.#streams.get(viewer.accountId) ?? new Set();
    const stream: EventStream = new EventStream(read, PAGE, after ?? (await this.#newest(viewer)), () => {
      streams.delete(stream);
      if (streams.size === 0 && this.#streams.get(viewer.accountId) === streams) this.#streams.delete(viewer.accountId);
    });
    this.#streams.set(viewer.accountId, streams.add(stream)); // before it reads, so that nothing falls between
    return { subscription, stream: await stream.begin() };
  }

  #read({ query, operationName }: Asked): Subscription {
    const kept = `${operationName ?? ''} ${query}`;
    const known = this.#known.get(kept);
    if (known) return known;
    const document = this.#parse(query);
    const rules = this.config.production ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules;
    const options = { maxErrors: LIMITS.validationErrors, hideSuggestions: this.config.production };
    const [error] = validate(this.reader.schema, document, rules, options);
    if (error) throw coded(error, 'GRAPHQL_VALIDATION_FAILED');
    const operation = getOperationAST(document, operationName);
    if (!operation)
      throw requestError('OPERATION_RESOLUTION_FAILURE', 'It is not told which operation of the document is meant.');
    if (operation.operation !== 'subscription')
      throw requestError('BAD_REQUEST', 'Only subscriptions are answered here; the rest is asked over HTTP.');
    const subscription = readSubscription(this.reader.schema, document, operation, PAGE);
    if (!subscription) throw requestError('BAD_USER_INPUT', 'The subscription asks for nothing.');
    this.#known.set(kept, subscription);
    return subscription;
  }

  #parse(query: string) {
    try {
      return parse(query, { maxTokens: LIMITS.tokens });
    } catch (error) {
      throw coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED');
    }
  }

  async #newest(viewer: SignedIn): Promise<string> {
    const operation = getOperationAST(NEWEST);
    if (!operation) throw new Error('There is one');
    const { viewer: found } = (await this.#ask({ document: NEWEST, operation, variables: {}, viewer })) as {
      viewer: { eventCursor: string } | null;
    };
    if (!found) throw requestError('UNAUTHENTICATED', 'There is no such account any more.');
    return found.eventCursor;
  }

  async #events(
    { key, query: { document, operation, after } }: Subscription,
    variables: Readonly<Record<string, unknown>>,
    cursor: string,
    viewer: Viewer,
  ): Promise<SentEvent[]> {
    const request = { document, operation, variables: { ...variables, [after]: cursor }, viewer };
    const { viewer: found } = (await this.#ask(request)) as {
      viewer: { events: { edges: readonly { cursor: string; node: unknown }[] } } | null;
    };
    return (found?.events.edges ?? []).map((edge) => ({ cursor: edge.cursor, data: { [key]: edge.node } }));
  }

  async #ask(request: Request): Promise<unknown> {
    const plan = this.reader.plan(request);
    if (!plan) throw new Error('The views know no viewer');
    return JSON.parse(await this.#batches.ask(plan, request));
  }
}

function coded(error: GraphQLError, code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED'): GraphQLError {
  return requestError(code, error.message, { nodes: error.nodes, source: error.source, positions: error.positions });
}
