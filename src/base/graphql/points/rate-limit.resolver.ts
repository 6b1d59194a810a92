import { Context, Query, Resolver } from '@nestjs/graphql';

import type { RateLimit } from '#schema';

import { EVERYONE, type RootPolicy } from '../../access/index.js';
import type { GraphQLContext } from '../context.js';

export const rateLimitPolicy: RootPolicy = { 'Query.rateLimit': EVERYONE };

@Resolver()
export class RateLimitResolver {
  /** From the numbers that the operation was admitted by. */
  @Query('rateLimit')
  rateLimit(@Context() { balance }: GraphQLContext): RateLimit | null {
    if (balance?.limit == null || balance.remaining === null || balance.resetAt === null) return null;
    const { requested: cost, limit, remaining, resetAt } = balance;
    return { cost, limit, remaining, resetAt };
  }
}
