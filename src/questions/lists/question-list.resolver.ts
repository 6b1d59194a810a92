import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type {
  CreateQuestionListInput,
  DeleteQuestionListInput,
  ShareQuestionListInput,
  UpdateQuestionListInput,
} from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, type Result } from '../../base/graphql/index.js';
import { CreateList } from './create-list.js';
import { DeleteList } from './delete-list.js';
import { ShareList } from './share-list.js';
import { UpdateList } from './update-list.js';

@Resolver()
export class QuestionListResolver {
  constructor(
    private readonly createListVerb: CreateList,
    private readonly updateListVerb: UpdateList,
    private readonly deleteListVerb: DeleteList,
    private readonly shareListVerb: ShareList,
  ) {}

  @Mutation()
  createQuestionList(
    @Args('input') input: CreateQuestionListInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.createListVerb.execute(input, viewer);
  }

  @Mutation()
  updateQuestionList(
    @Args('input') input: UpdateQuestionListInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.updateListVerb.execute(input, viewer);
  }

  @Mutation()
  deleteQuestionList(
    @Args('input') input: DeleteQuestionListInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.deleteListVerb.execute(input, viewer);
  }

  @Mutation()
  shareQuestionList(@Args('input') input: ShareQuestionListInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.shareListVerb.execute(input, viewer);
  }
}
