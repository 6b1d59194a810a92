import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';

import type { GraphQLContext } from './context.js';

/** Who is asking. For a root field that the policy table opens to accounts only it is a `SignedIn`. */
export const CurrentViewer = createParamDecorator(
  (_: unknown, context: ExecutionContext) => GqlExecutionContext.create(context).getContext<GraphQLContext>().viewer,
);
