import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { AcceptAnswerInput, AddAnswerInput, SubmitQuestionInput, UpdateQuestionInput, VoteInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, type Result } from '../base/graphql/index.js';
import { AcceptAnswer } from './accept-answer.js';
import { AddAnswer } from './add-answer.js';
import { SubmitQuestion } from './submit-question.js';
import { UpdateQuestion } from './update-question.js';
import { Vote } from './vote.js';

@Resolver()
export class QuestionResolver {
  constructor(
    private readonly submitQuestionVerb: SubmitQuestion,
    private readonly updateQuestionVerb: UpdateQuestion,
    private readonly addAnswerVerb: AddAnswer,
    private readonly voteVerb: Vote,
    private readonly acceptAnswerVerb: AcceptAnswer,
  ) {}

  @Mutation()
  submitQuestion(@Args('input') input: SubmitQuestionInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.submitQuestionVerb.execute(input, viewer);
  }

  @Mutation()
  updateQuestion(@Args('input') input: UpdateQuestionInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.updateQuestionVerb.execute(input, viewer);
  }

  @Mutation()
  addAnswer(@Args('input') input: AddAnswerInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.addAnswerVerb.execute(input, viewer);
  }

  @Mutation()
  vote(@Args('input') input: VoteInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.voteVerb.execute(input, viewer);
  }

  @Mutation()
  acceptAnswer(@Args('input') input: AcceptAnswerInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.acceptAnswerVerb.execute(input, viewer);
  }
}
