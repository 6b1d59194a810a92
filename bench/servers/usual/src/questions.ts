import { Injectable, Module } from '@nestjs/common';
import {
  Args,
  ArgsType,
  Context as Ctx,
  Field,
  InputType,
  Int,
  ObjectType,
  Parent,
  Query,
  registerEnumType,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';

import { Post, Question, SkillArea, Topic } from './entities/index.js';
import type { Context, Loaders } from './loaders.service.js';
import { Connection, type Page, PageArgs, paginate } from './pagination.js';
import { PostConnection, PostsModule, PostsService } from './posts.js';

enum QuestionOrder {
  NEWEST = 'NEWEST',
  MOST_ASKED = 'MOST_ASKED',
}
registerEnumType(QuestionOrder, { name: 'QuestionOrder' });

@InputType()
class QuestionFilter {
  @Field(() => [Int], { nullable: true })
  areas?: number[] | null;
}

@ArgsType()
class QuestionsArgs extends PageArgs {
  @Field(() => QuestionFilter, { nullable: true })
  filter?: QuestionFilter | null;

  @Field(() => QuestionOrder, { nullable: true })
  orderBy?: QuestionOrder | null;
}

@ObjectType()
class QuestionConnection extends Connection(Question) {}

@Injectable()
class QuestionsService {
  constructor(@InjectRepository(Question) private readonly questions: Repository<Question>) {}

  async page(args: QuestionsArgs, loaders: Loaders): Promise<Page<Question>> {
    const query = await loaders.withoutBlocked(
      this.questions.createQueryBuilder('question').where(`question.state = 'PUBLISHED' AND question.hiddenAt IS NULL`),
      'question.authorId',
    );
    const areas = args.filter?.areas;
    if (areas) query.andWhere('question.areaNumber = ANY (:areas)', { areas });
    const by = args.orderBy === QuestionOrder.MOST_ASKED ? 'askedIn' : 'publishedAt';
    return paginate(query, args, {
      by,
      id: 'id',
      direction: 'DESC',
      placeOf: (question) => [question[by], question.id],
    });
  }
}

@Resolver(() => Question)
class QuestionsResolver {
  constructor(private readonly service: QuestionsService) {}

  @Query(() => QuestionConnection, { nullable: true })
  questions(@Args() args: QuestionsArgs, @Ctx() { loaders }: Context): Promise<Page<Question>> {
    return this.service.page(args, loaders);
  }

  @ResolveField(() => SkillArea)
  area(@Parent() question: Question, @Ctx() { loaders }: Context): Promise<SkillArea> {
    return loaders.areas.load(question.areaNumber);
  }

  @ResolveField(() => [Topic])
  topics(@Parent() question: Question, @Ctx() { loaders }: Context): Promise<Topic[]> {
    return loaders.topicsOfQuestions.load(question.id);
  }

  @ResolveField(() => Int)
  viewerAttempts(@Parent() question: Question, @Ctx() { loaders }: Context): Promise<number> {
    return loaders.attempts.load(question.id);
  }
}

@Resolver(() => SkillArea)
class SkillAreasResolver {
  constructor(
    @InjectRepository(SkillArea) private readonly areas: Repository<SkillArea>,
    private readonly postsService: PostsService,
    private readonly questionsService: QuestionsService,
  ) {}

  @Query(() => SkillArea, { nullable: true })
  skillArea(@Args('slug') slug: string): Promise<SkillArea | null> {
    return this.areas.findOneBy({ slug });
  }

  @ResolveField(() => PostConnection)
  posts(@Parent() area: SkillArea, @Args() args: PageArgs, @Ctx() { loaders }: Context): Promise<Page<Post>> {
    return this.postsService.page(args, [area.number], loaders);
  }

  @ResolveField(() => QuestionConnection)
  questions(@Parent() area: SkillArea, @Args() args: PageArgs, @Ctx() { loaders }: Context): Promise<Page<Question>> {
    return this.questionsService.page({ ...args, filter: { areas: [area.number] } }, loaders);
  }
}

@Module({
  imports: [TypeOrmModule.forFeature([Question, SkillArea]), PostsModule],
  providers: [QuestionsService, QuestionsResolver, SkillAreasResolver],
})
export class QuestionsModule {}
