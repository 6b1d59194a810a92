import { randomUUID } from 'node:crypto';

import type { Operations } from '../contract/types.js';
import { operationDocument } from './operations.js';

export interface GraphQLFailure {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly retryable: boolean; readonly requestId: string };
}

export interface GraphQLAnswer<Data> {
  readonly status: number;
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLFailure[];
}

type Name = keyof Operations;

/** Speaks GraphQL over HTTP as one viewer. */
export class Client {
  constructor(
    private readonly url: string,
    readonly accessToken?: string,
  ) {}

  /** An operation of the contract that must succeed. */
  async run<Op extends Name>(name: Op, variables: Operations[Op]['variables']): Promise<Operations[Op]['result']> {
    const { data, errors, status } = await this.ask<Operations[Op]['result']>(operationDocument(name), variables);
    if (errors || !data) throw new Error(`${name} failed (${status}): ${JSON.stringify(errors)}`);
    return data;
  }

  /** An operation of the contract that must fail at the top level; the codes of its errors. */
  async fails<Op extends Name>(name: Op, variables: unknown): Promise<string[]> {
    const { errors } = await this.ask(operationDocument(name), variables);
    if (!errors) throw new Error(`${name} was expected to fail`);
    return errors.map(({ extensions }) => extensions.code);
  }

  /** Any document. */
  async ask<Data = Record<string, unknown>>(query: string, variables: unknown = {}): Promise<GraphQLAnswer<Data>> {
    const response = await this.post(JSON.stringify({ query, variables }));
    const answer = (await response.json()) as GraphQLAnswer<Data> & { extensions?: object };
    delete answer.extensions; // what it cost and what is left
    return { ...answer, status: response.status };
  }

  /** Data of any document that must succeed. */
  async data<Data = Record<string, never>>(query: string, variables: unknown = {}): Promise<Data> {
    const { data, errors } = await this.ask<Data>(query, variables);
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  }

  post(body: string, headers: Record<string, string> = {}): Promise<Response> {
    const authorization: Record<string, string> = this.accessToken
      ? { authorization: `Bearer ${this.accessToken}` }
      : {};
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization, ...headers },
      body,
    });
  }
}

/** An input with a fresh key. */
export function keyed<Input extends object>(input: Input): Input & { idempotencyKey: string } {
  return { idempotencyKey: randomUUID(), ...input };
}
