import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { BookAnyMentorInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, InTurn, type Result } from '../../base/graphql/index.js';
import { BookAnyMentor } from './book-any-mentor.js';

@Resolver()
export class AnyMentorResolver {
  constructor(private readonly bookAnyMentorVerb: BookAnyMentor) {}

  @Mutation()
  @InTurn('startsAt')
  bookAnyMentor(@Args('input') input: BookAnyMentorInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.bookAnyMentorVerb.execute(input, viewer);
  }
}
