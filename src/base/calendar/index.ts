export { calendarText, type CalendarEvent, type CalendarMethod } from './calendar-text.js';
