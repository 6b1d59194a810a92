import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { DecideQuestionInput, DeprecateQuestionInput, MergeQuestionInput, VerifyQuestionInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, type Result } from '../base/graphql/index.js';
import { DecideQuestion } from './decide-question.js';
import { DeprecateQuestion } from './deprecate-question.js';
import { MergeQuestion } from './merge-question.js';
import { VerifyQuestion } from './verify-question.js';

@Resolver()
export class ReviewResolver {
  constructor(
    private readonly decideQuestionVerb: DecideQuestion,
    private readonly deprecateQuestionVerb: DeprecateQuestion,
    private readonly mergeQuestionVerb: MergeQuestion,
    private readonly verifyQuestionVerb: VerifyQuestion,
  ) {}

  @Mutation()
  decideQuestion(@Args('input') input: DecideQuestionInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.decideQuestionVerb.execute(input, viewer);
  }

  @Mutation()
  deprecateQuestion(@Args('input') input: DeprecateQuestionInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.deprecateQuestionVerb.execute(input, viewer);
  }

  @Mutation()
  mergeQuestion(@Args('input') input: MergeQuestionInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.mergeQuestionVerb.execute(input, viewer);
  }

  @Mutation()
  verifyQuestion(@Args('input') input: VerifyQuestionInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.verifyQuestionVerb.execute(input, viewer);
  }
}
