import { setTimeout as sleep } from 'node:timers/promises';

import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type GqlContextType, GqlExecutionContext } from '@nestjs/graphql';
import { getNamedType, type GraphQLResolveInfo, isUnionType } from 'graphql';
import { lastValueFrom, type Observable, of } from 'rxjs';

import { isSignedIn, Policies, type Viewer } from '../access/index.js';
import { Database } from '../database/index.js';
import { ApiError, Refusal } from '../errors/index.js';
import { faultPoint } from '../faults/index.js';
import { inRequest } from '../logging/index.js';
import { Turns } from '../turns/index.js';
import { ViewReader } from '../views/index.js';
import type { GraphQLContext } from './context.js';
import { codeOf } from './format-error.js';
import { Idempotency, PREVIEW, READ_AS, type Result } from './idempotency.js';

const OWN_TRANSACTION = 'sevenfold:own-transaction';
const IN_TURN = 'sevenfold:in-turn';
const TRIES = 3;
/** One works in the database while the next is being prepared. */
const AT_A_TIME = 2;

/**
 * For a mutation that has slow work to do before it may hold a connection (hashing a password): its verb opens the
 * transaction itself.
 */
export const OwnTransaction = () => SetMetadata(OWN_TRANSACTION, true);

/**
 * For a mutation whose field of the input many may name at once, all but one in vain: they wait in line before they take
 * a connection, so that a rush for one thing leaves the pool to everybody else.
 */
export const InTurn = (field: string) => SetMetadata(IN_TURN, field);

/**
 * Every mutation, in one place: the policy table, one transaction, the idempotency key, the payload read through the
 * views in that transaction, refusals as results, and another try when the database asks for one.
 */
@Injectable()
export class MutationInterceptor implements NestInterceptor {
  readonly #turns = new Turns(AT_A_TIME);

  constructor(
    private readonly reflector: Reflector,
    private readonly policies: Policies,
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly reader: ViewReader,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType<GqlContextType>() !== 'graphql') return next.handle();
    const graphql = GqlExecutionContext.create(context);
    const info = graphql.getInfo<GraphQLResolveInfo>();
    if (info.parentType.name !== 'Mutation') return next.handle();
    const request = graphql.getContext<GraphQLContext>();
    const { signal } = request;
    const { input } = graphql.getArgs<{ input?: { idempotencyKey?: string } }>();
    const ownTransaction = this.reflector.get<boolean | undefined>(OWN_TRANSACTION, context.getHandler()) ?? false;
    const verb = () => lastValueFrom(next.handle()) as Promise<Result>;
    const carryOut = () =>
      inRequest(request.requestId, () =>
        this.database.during(signal, () => this.#carryOut(info, request, input ?? {}, verb, ownTransaction)),
      );
    const field = this.reflector.get<string | undefined>(IN_TURN, context.getHandler());
    const named = field === undefined ? undefined : (input as Record<string, unknown> | undefined)?.[field];
    return of(typeof named === 'string' ? await this.#turns.take(named, carryOut) : await carryOut());
  }

  async #carryOut(
    info: GraphQLResolveInfo,
    request: GraphQLContext,
    input: { idempotencyKey?: string },
    verb: () => Promise<Result>,
    ownTransaction: boolean,
  ): Promise<unknown> {
    const { viewer } = request;
    for (let attempt = 1; ; attempt++) {
      try {
        this.policies.assert(viewer, `Mutation.${info.fieldName}`);
        if (ownTransaction) return await this.#read(await verb(), info, viewer);
        const answer = await this.database.transaction(async () => {
          await this.#assertStillThere(viewer);
          const { idempotencyKey: key } = input;
          const result =
            key && isSignedIn(viewer)
              ? await this.idempotency.once(viewer.accountId, key, info.fieldName, input, verb)
              : await verb();
          const payload = await this.#read(result, info, viewer);
          if (result[PREVIEW]) throw new Undone(payload);
          return payload;
        });
        faultPoint('after_commit_before_answer');
        return answer;
      } catch (error) {
        if (error instanceof Undone) return error.payload;
        if (error instanceof Refusal) {
          request.story.failure = error.code;
          return this.reader.payload(await fitting(error, info), info, viewer);
        }
        if (codeOf(error) !== 'TRY_AGAIN') throw error;
        if (attempt === TRIES) throw new ApiError('TRY_AGAIN');
        await sleep(attempt * 20);
      }
    }
  }

  /**
   * An account that is being deleted or suspended just now: what it does is over before that, or doesn't happen. The lock is the one
   * that every row takes which refers to the account.
   */
  async #assertStillThere({ accountId }: Viewer): Promise<void> {
    if (accountId === null) return;
    const account = await this.database.queryOne(
      `SELECT FROM account WHERE id = $1 AND status = 'ACTIVE' FOR KEY SHARE`,
      [accountId],
    );
    if (!account) throw new ApiError('UNAUTHENTICATED', 'This account is not active.');
  }

  #read(result: Result, info: GraphQLResolveInfo, viewer: Viewer): Promise<unknown> {
    return this.reader.payload(result, info, result[READ_AS] ?? viewer);
  }
}

/** Thrown so that a preview's transaction leaves nothing. */
class Undone extends Error {
  constructor(readonly payload: unknown) {
    super('A preview is undone');
  }
}

/** A refusal whose own type isn't in the mutation's union is told by its code alone. */
async function fitting(refusal: Refusal, info: GraphQLResolveInfo): Promise<Record<string, unknown>> {
  const union = getNamedType(info.returnType);
  const known = isUnionType(union) && union.getTypes().some(({ name }) => name === refusal.typeName);
  return known ? refusal.toResult() : { __typename: 'Refused', code: refusal.code, message: refusal.message };
}
