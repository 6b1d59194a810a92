/** Why nothing can be made of a calendar, in words for its owner. */
export class CalendarProblem extends Error {}
