import { Module } from '@nestjs/common';

import { AvailabilityChanged, AvailabilityModule, BusyTimes } from '../availability/index.js';
import { AccessModule } from '../base/access/index.js';
import { ConstraintRefusals } from '../base/database/index.js';
import { Refusal } from '../base/errors/index.js';
import { Events } from '../base/events/index.js';
import { LiveEvents } from '../base/live/index.js';
import { ViewRegistry, ViewsModule } from '../base/views/index.js';
import { SkillsModule } from '../skills/index.js';
import { BookInterview, InterviewBooked } from './book-interview.js';
import {
  CalendarController,
  CalendarFeeds,
  calendarViews,
  InterviewCalendar,
  InterviewFactsForCalendars,
  RotateCalendarFeed,
} from './calendar/index.js';
import { InterviewDiary } from './diary.js';
import { ExpireInterviews, InterviewExpired } from './expire-interviews.js';
import { interviewPolicy } from './interview.policy.js';
import { InterviewResolver } from './interview.resolver.js';
import { interviewViews } from './interview.view.js';
import { NextSlots } from './next-slots.js';
import { InterviewsNowOutside } from './now-outside.js';

@Module({
  imports: [
    ViewsModule.forFeature(interviewViews),
    AccessModule.forFeature(interviewPolicy),
    AvailabilityModule,
    SkillsModule,
  ],
  controllers: [CalendarController],
  providers: [
    BookInterview,
    CalendarFeeds,
    ExpireInterviews,
    InterviewCalendar,
    InterviewDiary,
    InterviewFactsForCalendars,
    InterviewResolver,
    InterviewsNowOutside,
    NextSlots,
    RotateCalendarFeed,
  ],
  exports: [InterviewCalendar],
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
  ) {
    views.add(calendarViews(feeds));
    for (const [kind, change] of [
      [InterviewBooked, 'BOOKED'],
      [InterviewExpired, 'EXPIRED'],
    ] as const)
      live.on<{ readonly mentorId: string; readonly learnerId: string }>(
        kind,
        ({ subjectId, payload: { mentorId, learnerId } }) =>
          [mentorId, learnerId].map((accountId) => ({ accountId, type: 'InterviewEvent', change, subjectId })),
      );
    busyTimes.register((...asked) => diary.of(...asked));
    events.with(AvailabilityChanged, (mentorId) => nowOutside.execute(mentorId));
    const taken = () =>
      new Refusal('SLOT_TAKEN', 'Somebody else has booked that time.', 'SlotTaken', () => ({ nextSlots: [] }));
    constraints.register('session_mentor_no_overlap', taken);
    constraints.register('interview_learner_no_overlap', taken);
  }
}
