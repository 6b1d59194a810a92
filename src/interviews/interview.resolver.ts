import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { BookInterviewInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, InTurn, type Result } from '../base/graphql/index.js';
import { BookInterview } from './book-interview.js';
import { RotateCalendarFeed } from './calendar/index.js';

@Resolver()
export class InterviewResolver {
  constructor(
    private readonly bookInterviewVerb: BookInterview,
    private readonly rotateCalendarFeedVerb: RotateCalendarFeed,
  ) {}

  @Mutation()
  @InTurn('offeringId')
  bookInterview(@Args('input') input: BookInterviewInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.bookInterviewVerb.execute(input, viewer);
  }

  @Mutation()
  rotateCalendarFeed(@CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.rotateCalendarFeedVerb.execute(viewer);
  }
}
