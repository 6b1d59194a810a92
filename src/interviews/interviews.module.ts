import { Module } from '@nestjs/common';

import { AvailabilityChanged, AvailabilityModule, BusyTimes } from '../availability/index.js';
import { AccessModule } from '../base/access/index.js';
import { ConstraintRefusals } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import { Events } from '../base/events/index.js';
import { LiveEvents } from '../base/live/index.js';
import { ViewRegistry, ViewsModule } from '../base/views/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { AccountDeleted, AccountSuspended } from '../identity/index.js';
import { SkillsModule } from '../skills/index.js';
import { AnswerInterview } from './answer-interview.js';
import { AnyMentorResolver, anyMentorViews, BookAnyMentor, Candidates } from './any-mentor/index.js';
import { BookInterview } from './book-interview.js';
import { BookingLine } from './booking-line.js';
import { CancelInterview } from './cancel-interview.js';
import { CancelInterviews } from './cancel-interviews.js';
import { ChangeInterview } from './change-interview.js';
import { CompleteInterviews } from './complete-interviews.js';
import {
  AttendanceReported,
  DisputeResolved,
  InterviewBooked,
  InterviewCancelled,
  InterviewCompleted,
  InterviewConfirmed,
  InterviewDeclined,
  InterviewExpired,
  InterviewRescheduled,
} from './interview.events.js';
import { BookPackage, PackageResolver, packageViews } from './packages/index.js';
import { PlaceInterview } from './place-interview.js';
import { ReportAttendance } from './report-attendance.js';
import { RescheduleInterview } from './reschedule-interview.js';
import { ResolveDispute } from './resolve-dispute.js';
import { Seats } from './seats.js';
import { SlotTaken } from './slot-taken.js';
import {
  CalendarController,
  CalendarFeeds,
  calendarViews,
  InterviewCalendar,
  InterviewFactsForCalendars,
  RotateCalendarFeed,
} from './calendar/index.js';
import { EndHolds } from './holds/end-holds.js';
import { HoldSlot } from './holds/hold-slot.js';
import { holdViews } from './holds/hold.view.js';
import { OwnHold } from './holds/own-hold.js';
import { ReleaseSlot } from './holds/release-slot.js';
import { FreeTime } from './free-time.js';
import { MeetingRooms } from './meeting-rooms.js';
import { MentorLine } from './mentor-line.js';
import { InterviewDiary } from './diary.js';
import { ExpireInterviews } from './expire-interviews.js';
import { interviewPolicy } from './interview.policy.js';
import { InterviewResolver } from './interview.resolver.js';
import { interviewViews } from './interview.view.js';
import { NextSlots } from './next-slots.js';
import { JoinWaitlist, LeaveWaitlist, OfferSlots, waitlistViews, WaitlistResolver } from './waitlist/index.js';
import { InterviewsNowOutside } from './now-outside.js';
import { interviewsPersonal } from './interviews.personal.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(interviewsPersonal),
    ViewsModule.forFeature(interviewViews),
    ViewsModule.forFeature(anyMentorViews),
    ViewsModule.forFeature(packageViews),
    ViewsModule.forFeature(waitlistViews),
    ViewsModule.forFeature(holdViews),
    AccessModule.forFeature(interviewPolicy),
    AvailabilityModule,
    SkillsModule,
  ],
  controllers: [CalendarController],
  providers: [
    AnswerInterview,
    AnyMentorResolver,
    BookAnyMentor,
    BookInterview,
    BookPackage,
    PackageResolver,
    JoinWaitlist,
    LeaveWaitlist,
    OfferSlots,
    WaitlistResolver,
    BookingLine,
    CancelInterview,
    CancelInterviews,
    Candidates,
    ChangeInterview,
    CompleteInterviews,
    PlaceInterview,
    ReportAttendance,
    RescheduleInterview,
    ResolveDispute,
    Seats,
    SlotTaken,
    CalendarFeeds,
    EndHolds,
    ExpireInterviews,
    FreeTime,
    HoldSlot,
    MeetingRooms,
    InterviewCalendar,
    InterviewDiary,
    InterviewFactsForCalendars,
    InterviewResolver,
    InterviewsNowOutside,
    MentorLine,
    NextSlots,
    OwnHold,
    ReleaseSlot,
    RotateCalendarFeed,
  ],
  exports: [CancelInterviews, InterviewCalendar],
})
export class InterviewsModule {
  constructor(
    events: Events,
    busyTimes: BusyTimes,
    constraints: ConstraintRefusals,
    diary: InterviewDiary,
    nowOutside: InterviewsNowOutside,
    views: ViewRegistry,
    feeds: CalendarFeeds,
    live: LiveEvents,
    cancelInterviews: CancelInterviews,
  ) {
    views.add(calendarViews(feeds));
    for (const [kind, change] of [
      [InterviewBooked, 'BOOKED'],
      [InterviewExpired, 'EXPIRED'],
      [InterviewCancelled, 'CANCELLED'],
      [InterviewConfirmed, 'CONFIRMED'],
      [InterviewDeclined, 'DECLINED'],
      [InterviewRescheduled, 'RESCHEDULED'],
      [AttendanceReported, 'ATTENDANCE'],
      [InterviewCompleted, 'COMPLETED'],
      [DisputeResolved, 'RESOLVED'],
    ] as const)
      live.on<{ readonly mentorId: string; readonly learnerId: string }>(
        kind,
        ({ subjectId, payload: { mentorId, learnerId } }) =>
          [mentorId, learnerId].map((accountId) => ({ accountId, type: 'InterviewEvent', change, subjectId })),
      );
    events.with(AccountSuspended, async (accountId) => {
      await cancelInterviews.ofAccount({ accountId, byId: null });
      return {};
    });
    events.with(AccountDeleted, async (accountId) => ({
      interviewsCancelled: await cancelInterviews.ofAccount({ accountId, byId: accountId }),
    }));
    busyTimes.register(diary);
    events.with(AvailabilityChanged, (mentorId) => nowOutside.execute(mentorId));
    const taken = () =>
      new Refusal('SLOT_TAKEN', 'Somebody else has booked that time.', 'SlotTaken', () => ({ nextSlots: [] }));
    constraints.register('session_mentor_no_overlap', taken);
    constraints.register('interview_learner_no_overlap', taken);
  }
}
