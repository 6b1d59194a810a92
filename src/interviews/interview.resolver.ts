import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type {
  BookInterviewInput,
  CancelInterviewInput,
  ConfirmInterviewInput,
  DeclineInterviewInput,
  HoldSlotInput,
  ReleaseSlotInput,
  ReportAttendanceInput,
  RescheduleInterviewInput,
  ResolveDisputeInput,
} from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, InTurn, type Result } from '../base/graphql/index.js';
import { AnswerInterview } from './answer-interview.js';
import { BookInterview } from './book-interview.js';
import { RotateCalendarFeed } from './calendar/index.js';
import { HoldSlot } from './holds/hold-slot.js';
import { ReleaseSlot } from './holds/release-slot.js';
import { BookingLine } from './booking-line.js';
import { CancelInterview } from './cancel-interview.js';
import { MentorLine } from './mentor-line.js';
import { ReportAttendance } from './report-attendance.js';
import { RescheduleInterview } from './reschedule-interview.js';
import { ResolveDispute } from './resolve-dispute.js';

@Resolver()
export class InterviewResolver {
  constructor(
    private readonly bookInterviewVerb: BookInterview,
    private readonly holdSlotVerb: HoldSlot,
    private readonly releaseSlotVerb: ReleaseSlot,
    private readonly answerInterview: AnswerInterview,
    private readonly cancelInterviewVerb: CancelInterview,
    private readonly rescheduleInterviewVerb: RescheduleInterview,
    private readonly reportAttendanceVerb: ReportAttendance,
    private readonly resolveDisputeVerb: ResolveDispute,
    private readonly rotateCalendarFeedVerb: RotateCalendarFeed,
  ) {}

  @Mutation()
  @InTurn('offeringId', BookingLine)
  bookInterview(@Args('input') input: BookInterviewInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.bookInterviewVerb.execute(input, viewer);
  }

  @Mutation()
  @InTurn('offeringId', BookingLine)
  holdSlot(@Args('input') input: HoldSlotInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.holdSlotVerb.execute(input, viewer);
  }

  @Mutation()
  releaseSlot(@Args('input') input: ReleaseSlotInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.releaseSlotVerb.execute(input, viewer);
  }

  @Mutation()
  @InTurn('interviewId', MentorLine)
  confirmInterview(@Args('input') input: ConfirmInterviewInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.answerInterview.confirm(input, viewer);
  }

  @Mutation()
  @InTurn('interviewId', MentorLine)
  declineInterview(@Args('input') input: DeclineInterviewInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.answerInterview.decline(input, viewer);
  }

  @Mutation()
  @InTurn('interviewId', MentorLine)
  cancelInterview(@Args('input') input: CancelInterviewInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.cancelInterviewVerb.execute(input, viewer);
  }

  @Mutation()
  @InTurn('interviewId', MentorLine)
  rescheduleInterview(
    @Args('input') input: RescheduleInterviewInput,
    @CurrentViewer() viewer: SignedIn,
  ): Promise<Result> {
    return this.rescheduleInterviewVerb.execute(input, viewer);
  }

  @Mutation()
  @InTurn('interviewId', MentorLine)
  reportAttendance(@Args('input') input: ReportAttendanceInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.reportAttendanceVerb.execute(input, viewer);
  }

  @Mutation()
  resolveDispute(@Args('input') input: ResolveDisputeInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.resolveDisputeVerb.execute(input, viewer);
  }

  @Mutation()
  rotateCalendarFeed(@CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.rotateCalendarFeedVerb.execute(viewer);
  }
}
