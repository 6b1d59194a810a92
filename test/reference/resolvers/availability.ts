import { local, micros, plusMinutes } from '../format.js';
import type { Look, Resolvers } from '../look.js';
import type { RowOf } from '../tables.js';
import { personIn } from './people.js';
import { isAbout, topicsOf } from './skills.js';

const DAY_MINUTES = 24 * 60;
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const isPaused = (now: string, { paused_until }: RowOf): boolean =>
  paused_until === 'infinity' || (paused_until !== null && micros(paused_until as string) > micros(now));

/** Dates that are not over everywhere. */
const isToCome = (now: string, date: string): boolean =>
  date > new Date(Date.parse(now) - 36 * 3_600_000).toISOString().slice(0, 10);

/** Starts after the notice and before the horizon, in order. */
function bookable({ rules }: Look, offering: RowOf): string[] {
  const hours = rules.one('availability', 'mentor_id', offering.mentor_id);
  if (offering.active !== true || (hours && isPaused(rules.now, hours))) return [];
  const from = micros(plusMinutes(rules.now, Number(offering.notice_minutes)));
  const to = micros(plusMinutes(rules.now, Number(offering.horizon_days) * DAY_MINUTES));
  return rules
    .rows('offering_start', 'offering_id', offering.id)
    .filter(({ held_until }) => held_until === null || (held_until !== 'infinity' && rules.passed(held_until)))
    .map((start) => String(start.starts_at))
    .filter((start) => micros(start) >= from && micros(start) < to)
    .sort((a, b) => Number(micros(a) - micros(b)));
}

/** The first start over all offerings of a mentor. */
export function nextSlotOf(look: Look, mentor: RowOf): string | null {
  const starts = look.rules
    .rows('offering', 'mentor_id', mentor.account_id)
    .flatMap((offering) => bookable(look, offering).slice(0, 1));
  return starts.sort((a, b) => Number(micros(a) - micros(b)))[0] ?? null;
}

/** What the viewer holds of an offering, if it can still be booked so. */
function heldOf({ eyes, rules }: Look, offering: RowOf): string[] {
  const hours = rules.one('availability', 'mentor_id', offering.mentor_id);
  if (offering.active !== true || (hours && isPaused(rules.now, hours))) return [];
  const kept = rules.rows('offering_start', 'offering_id', offering.id).map(({ starts_at }) => starts_at);
  return rules
    .rows('slot_hold', 'learner_id', eyes.id ?? '')
    .filter((hold) => hold.offering_id === offering.id && kept.includes(hold.starts_at))
    .filter((hold) => !rules.passed(hold.expires_at) && !rules.passed(hold.starts_at))
    .filter(
      (hold) =>
        micros(String(hold.ends_at)) === micros(plusMinutes(String(hold.starts_at), Number(offering.duration_minutes))),
    )
    .map((hold) => String(hold.starts_at));
}

/** Whether an interview that the viewer takes, and that is neither over nor expired, lies in a time. */
function isTaken({ eyes, rules }: Look, startsAt: string, endsAt: string): boolean {
  return rules
    .rows('interview', 'learner_id', eyes.id ?? '')
    .filter((interview) => ['PENDING', 'CONFIRMED', 'IN_PROGRESS'].includes(rules.interviewStatus(interview)))
    .some(
      (interview) =>
        micros(String(interview.starts_at)) < micros(endsAt) && micros(startsAt) < micros(String(interview.ends_at)),
    );
}

/** The viewer has as many of these interviews before them as the mentor gives to one. */
function hasEnough({ eyes, rules }: Look, offering: RowOf): boolean {
  const upcoming = rules
    .rows('interview', 'learner_id', eyes.id ?? '')
    .filter(
      (interview) =>
        interview.offering_id === offering.id &&
        ['PENDING', 'CONFIRMED', 'IN_PROGRESS'].includes(rules.interviewStatus(interview)) &&
        !rules.passed(interview.ends_at),
    );
  return offering.max_per_learner !== null && upcoming.length >= Number(offering.max_per_learner);
}

/** Whether somebody who wants any mentor may be given it: not what asks for answers, nor one's own. */
function isForAny({ eyes, rules }: Look, offering: RowOf): boolean {
  const asked = offering.intake_questions as { required: boolean }[];
  return (
    offering.for_any_mentor === true &&
    !asked.some(({ required }) => required) &&
    !rules.isSelf(eyes, offering.mentor_id) &&
    rules.one('account', 'id', offering.mentor_id)?.status === 'ACTIVE' &&
    !rules.isBlocked(eyes, offering.mentor_id)
  );
}

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export const availability: Resolvers = {
  Query: {
    offering: (_, { eyes, rules }, { id }) => {
      const offering = /^offering_/.test(id) ? rules.one('offering', 'id', id.slice('offering_'.length)) : undefined;
      return offering && rules.offering(eyes, offering) ? offering : null;
    },
    anyMentorSlots: (_, look, { areas, topics, durationMinutes, from, to, timeZone }) => {
      const starts = look.rules
        .all('offering')
        .filter((offering) => isForAny(look, offering) && offering.duration_minutes === durationMinutes)
        .filter(({ id }) => isAbout(topicsOf(look, 'offering_topic', 'offering_id', id), { areas, topics }))
        .filter((offering) => !hasEnough(look, offering))
        .flatMap((offering) => bookable(look, offering));
      return [...new Set(starts)]
        .sort((a, b) => Number(micros(a) - micros(b)))
        .filter((start) => micros(start) >= micros(from) && micros(start) < micros(to))
        .map((start) => ({
          starts_at: start,
          ends_at: plusMinutes(start, durationMinutes),
          starts_at_local: local(start, timeZone),
        }))
        .filter(({ starts_at, ends_at }) => !isTaken(look, starts_at, ends_at));
    },
  },
  Mentor: {
    availability: ({ account_id }, { eyes, rules }) =>
      rules.isSelf(eyes, account_id) ? rules.one('availability', 'mentor_id', account_id) : null,
    offerings: ({ account_id }, { eyes, rules }) =>
      rules
        .rows('offering', 'mentor_id', account_id)
        .filter((offering) => rules.offering(eyes, offering))
        .sort(
          (a, b) =>
            Number(micros(String(a.created_at)) - micros(String(b.created_at))) || byText(String(a.id), String(b.id)),
        ),
    nextSlotAt: (mentor, look) => nextSlotOf(look, mentor),
  },
  BusyCalendar: { host: ({ url }) => /^https?:\/\/([^/]*)/.exec(String(url))?.[1] },
  Availability: {
    busyCalendars: ({ mentor_id }, { rules }) =>
      [...rules.rows('busy_calendar', 'mentor_id', mentor_id)].sort(
        (a, b) => Number(micros(String(a.added_at)) - micros(String(b.added_at))) || byText(String(a.id), String(b.id)),
      ),
    paused: (hours, { rules }) => isPaused(rules.now, hours),
    pausedUntil: (hours, { rules }) =>
      isPaused(rules.now, hours) && hours.paused_until !== 'infinity' ? hours.paused_until : null,
    overrides: ({ mentor_id }, { rules }) =>
      rules
        .rows('date_override', 'mentor_id', mentor_id)
        .filter(({ date }) => isToCome(rules.now, String(date)))
        .sort((a, b) => byText(String(a.date), String(b.date))),
    travel: ({ mentor_id }, { rules }) =>
      rules
        .rows('travel', 'mentor_id', mentor_id)
        .map(({ dates, time_zone }) => {
          const [from, after] = String(dates).slice(1, -1).split(',') as [string, string];
          const until = new Date(Date.parse(after) - 86_400_000).toISOString().slice(0, 10);
          return { from, until, time_zone };
        })
        .filter(({ until }) => isToCome(rules.now, until))
        .sort((a, b) => byText(a.from, b.from)),
    weeklyHours: ({ mentor_id }, { rules }) =>
      [...rules.rows('weekly_window', 'mentor_id', mentor_id)]
        .sort((a, b) => Number(a.position) - Number(b.position))
        .map(({ day, start_minute, end_minute }) => ({
          day: DAYS[Number(day) - 1],
          start: clockTime(Number(start_minute)),
          end: Number(end_minute) === DAY_MINUTES ? '24:00' : clockTime(Number(end_minute) % DAY_MINUTES),
        })),
  },
  DateHours: {
    hours: ({ mentor_id, date }, { rules }) =>
      rules
        .rows('date_override_window', 'mentor_id', mentor_id)
        .filter((window) => window.date === date)
        .sort((a, b) => Number(a.position) - Number(b.position))
        .map(({ start_minute, end_minute }) => ({
          start: clockTime(Number(start_minute)),
          end: Number(end_minute) === DAY_MINUTES ? '24:00' : clockTime(Number(end_minute) % DAY_MINUTES),
        })),
  },
  Slot: { obstacle: () => null },
  Offering: {
    meetingUrl: (offering, { eyes, rules }) => (rules.isSelf(eyes, offering.mentor_id) ? offering.meeting_url : null),
    topics: ({ id }, look) => topicsOf(look, 'offering_topic', 'offering_id', id),
    mentor: ({ mentor_id }, look) => personIn(look, 'mentor', mentor_id),
    slots: (offering, look, { from, to, timeZone }) =>
      [...new Set([...bookable(look, offering), ...heldOf(look, offering)])]
        .sort((a, b) => Number(micros(a) - micros(b)))
        .filter((start) => micros(start) >= micros(from) && micros(start) < micros(to))
        .map((start) => ({
          starts_at: start,
          ends_at: plusMinutes(start, Number(offering.duration_minutes)),
          starts_at_local: local(start, timeZone),
        }))
        .filter(({ starts_at, ends_at }) => !isTaken(look, starts_at, ends_at) && !hasEnough(look, offering)),
  },
};
