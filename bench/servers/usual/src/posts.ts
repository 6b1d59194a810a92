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
import { type Repository, type SelectQueryBuilder } from 'typeorm';

import { Comment, Permission, Post, Profile, ReactionCount, Topic } from './entities/index.js';
import type { Context, Loaders } from './loaders.service.js';
import { Connection, type Page, PageArgs, paginate } from './pagination.js';

enum PostOrder {
  NEWEST = 'NEWEST',
}
registerEnumType(PostOrder, { name: 'PostOrder' });

@InputType()
class PostFilter {
  @Field(() => [Int], { nullable: true })
  areas?: number[] | null;
}

@ArgsType()
class PostsArgs extends PageArgs {
  @Field(() => PostFilter, { nullable: true })
  filter?: PostFilter | null;

  @Field(() => PostOrder, { nullable: true })
  orderBy?: PostOrder | null;
}

@ObjectType()
export class PostConnection extends Connection(Post) {}

@ObjectType()
class CommentConnection extends Connection(Comment) {}

function permission(authorId: string, viewer: string | null): Permission {
  if (viewer === null) return { allowed: false, reason: 'SIGN_IN', until: null };
  return authorId === viewer
    ? { allowed: true, reason: null, until: null }
    : { allowed: false, reason: 'NOT_YOURS', until: null };
}

@Injectable()
export class PostsService {
  constructor(@InjectRepository(Post) private readonly posts: Repository<Post>) {}

  async page(args: PageArgs, areas: number[] | null | undefined, loaders: Loaders): Promise<Page<Post>> {
    const query = await loaders.withoutBlocked(this.published(), 'post.authorId');
    if (areas) query.andWhere('post.areas && :areas', { areas });
    return paginate(query, args, {
      by: 'publishAt',
      id: 'id',
      direction: 'DESC',
      placeOf: (post) => [post.publishAt, post.id],
      join: 'subject',
    });
  }

  async find(author: string, slug: string, loaders: Loaders): Promise<Post | null> {
    const query = await loaders.withoutBlocked(this.published(), 'post.authorId');
    return query
      .innerJoinAndSelect('post.subject', 'subject')
      .innerJoin(Profile, 'author', 'author.accountId = post.authorId')
      .andWhere('author.handle = :author AND post.slug = :slug', { author, slug })
      .getOne();
  }

  private published(): SelectQueryBuilder<Post> {
    return this.posts
      .createQueryBuilder('post')
      .where(`post.state = 'PUBLISHED' AND post.hiddenAt IS NULL AND post.publishAt <= :now`, { now: new Date() });
  }
}

@Resolver(() => Post)
class PostsResolver {
  constructor(private readonly service: PostsService) {}

  @Query(() => PostConnection, { nullable: true })
  posts(@Args() args: PostsArgs, @Ctx() { loaders }: Context): Promise<Page<Post>> {
    return this.service.page(args, args.filter?.areas, loaders);
  }

  @Query(() => Post, { nullable: true })
  post(@Args('author') author: string, @Args('slug') slug: string, @Ctx() { loaders }: Context): Promise<Post | null> {
    return this.service.find(author, slug, loaders);
  }

  @ResolveField(() => Profile, { nullable: true })
  author(@Parent() post: Post, @Ctx() { loaders }: Context): Promise<Profile | null> {
    return loaders.profiles.load(post.authorId);
  }

  @ResolveField(() => [Topic])
  topics(@Parent() post: Post, @Ctx() { loaders }: Context): Promise<Topic[]> {
    return loaders.topicsOfPosts.load(post.id);
  }

  @ResolveField(() => CommentConnection)
  comments(@Parent() post: Post, @Args() args: PageArgs, @Ctx() { loaders }: Context): Promise<Page<Comment>> {
    return loaders.comments('subjectId', args).load(post.id);
  }

  @ResolveField(() => [ReactionCount])
  reactions(@Parent() post: Post, @Ctx() { loaders }: Context): Promise<ReactionCount[]> {
    return loaders.reactions.load(post.id);
  }

  @ResolveField(() => Boolean)
  viewerHasBookmarked(@Parent() post: Post, @Ctx() { loaders }: Context): Promise<boolean> {
    return loaders.bookmarked.load(post.id);
  }

  @ResolveField(() => Permission)
  viewerCanEdit(@Parent() post: Post, @Ctx() { viewer }: Context): Permission {
    return permission(post.authorId, viewer);
  }
}

@Resolver(() => Comment)
class CommentsResolver {
  @ResolveField(() => Profile, { nullable: true })
  author(@Parent() comment: Comment, @Ctx() { loaders }: Context): Promise<Profile | null> | null {
    return comment.deletedAt ? null : loaders.profiles.load(comment.authorId);
  }

  @ResolveField(() => CommentConnection)
  replies(@Parent() comment: Comment, @Args() args: PageArgs, @Ctx() { loaders }: Context): Promise<Page<Comment>> {
    return loaders.comments('parentId', args).load(comment.id);
  }

  @ResolveField(() => Permission)
  viewerCanEdit(@Parent() comment: Comment, @Ctx() { viewer }: Context): Permission {
    return permission(comment.authorId, viewer);
  }
}

@Module({
  imports: [TypeOrmModule.forFeature([Post])],
  providers: [PostsService, PostsResolver, CommentsResolver],
  exports: [PostsService],
})
export class PostsModule {}
