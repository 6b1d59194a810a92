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

import { Mentor, MentorExpertise, Offering, Profile } from './entities/index.js';
import type { Context, Loaders } from './loaders.service.js';
import { Connection, type Page, PageArgs, paginate } from './pagination.js';

enum MentorOrder {
  NEWEST = 'NEWEST',
  NEXT_SLOT = 'NEXT_SLOT',
}
registerEnumType(MentorOrder, { name: 'MentorOrder' });

@InputType()
class MentorFilter {
  @Field(() => [Int], { nullable: true })
  areas?: number[] | null;
}

@ArgsType()
class MentorsArgs extends PageArgs {
  @Field(() => MentorFilter, { nullable: true })
  filter?: MentorFilter | null;

  @Field(() => MentorOrder, { nullable: true })
  orderBy?: MentorOrder | null;
}

@ObjectType()
class MentorConnection extends Connection(Mentor) {}

@Injectable()
class MentorsService {
  constructor(@InjectRepository(Mentor) private readonly mentors: Repository<Mentor>) {}

  async page(args: MentorsArgs, loaders: Loaders): Promise<Page<Mentor>> {
    const query = await loaders.withoutBlocked(
      this.mentors.createQueryBuilder('mentor').where(`mentor.status = 'ACTIVE'`),
      'mentor.accountId',
    );
    const areas = args.filter?.areas;
    if (areas) query.andWhere('mentor.areas && :areas', { areas });
    return args.orderBy === MentorOrder.NEXT_SLOT
      ? paginate(query, args, {
          by: 'nextSlot',
          id: 'accountId',
          direction: 'ASC',
          placeOf: (mentor) => [mentor.nextSlotAt ?? 'infinity', mentor.accountId],
        })
      : paginate(query, args, {
          by: 'since',
          id: 'accountId',
          direction: 'DESC',
          placeOf: (mentor) => [mentor.since, mentor.accountId],
        });
  }
}

@Resolver(() => Mentor)
class MentorsResolver {
  constructor(private readonly service: MentorsService) {}

  @Query(() => MentorConnection, { nullable: true })
  mentors(@Args() args: MentorsArgs, @Ctx() { loaders }: Context): Promise<Page<Mentor>> {
    return this.service.page(args, loaders);
  }

  @ResolveField(() => Profile)
  profile(@Parent() mentor: Mentor, @Ctx() { loaders }: Context): Promise<Profile | null> {
    return loaders.profiles.load(mentor.accountId);
  }

  @ResolveField(() => [MentorExpertise])
  expertise(@Parent() mentor: Mentor, @Ctx() { loaders }: Context): Promise<MentorExpertise[]> {
    return loaders.expertise.load(mentor.accountId);
  }

  @ResolveField(() => [Offering])
  offerings(@Parent() mentor: Mentor, @Ctx() { loaders }: Context): Promise<Offering[]> {
    return loaders.offerings.load(mentor.accountId);
  }
}

@Module({
  imports: [TypeOrmModule.forFeature([Mentor])],
  providers: [MentorsService, MentorsResolver],
})
export class MentorsModule {}
