export { CalendarController } from './calendar.controller.js';
export { CalendarFeeds } from './calendar-feeds.js';
export { calendarViews } from './calendar.view.js';
export { InterviewFactsForCalendars } from './facts.js';
export { InterviewCalendar, type Invitation } from './interview-calendar.js';
export { RotateCalendarFeed } from './rotate-calendar-feed.js';
