import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { jobKind, Jobs } from '../../base/jobs/index.js';
import { Clock, type Instant } from '../../base/time/index.js';
import { FetchCalendar } from './fetch-calendar.js';
import { nextFetch } from './next-fetch.js';

const CalendarFetch = jobKind<{ readonly calendarId: string }>('fetch-calendar');

const EVERY_SECONDS = 30;
const AT_ONCE = 100;
/** What can go wrong with a calendar is no failure of the job; it is tried again when it is due. */
const ATTEMPTS = 3;

/** Has each calendar fetched when it is due, by whatever worker is free. */
@Injectable()
export class DueCalendars {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    fetchCalendar: FetchCalendar,
  ) {
    jobs.define(CalendarFetch, ({ calendarId }) => fetchCalendar.execute(calendarId), {
      lane: 'calendars',
      attempts: ATTEMPTS,
      keyOf: ({ calendarId }) => `calendar ${calendarId}`,
    });
    jobs.repeat('Fetching calendars', EVERY_SECONDS, () => this.#all());
  }

  next(failures: number): Instant {
    return nextFetch(this.clock.now(), failures);
  }

  fetch(ids: readonly string[]): Promise<void> {
    return this.jobs.addAll(
      CalendarFetch,
      ids.map((calendarId) => ({ calendarId })),
    );
  }

  #all(): Promise<void> {
    return this.database.transaction(async () => {
      const due = await this.database.query<{ id: string }>(
        `UPDATE busy_calendar SET fetch_at = $2 WHERE id IN (
           SELECT c.id FROM busy_calendar c JOIN account a ON a.id = c.mentor_id AND a.status = 'ACTIVE'
           WHERE c.fetch_at <= $1 ORDER BY c.fetch_at LIMIT ${AT_ONCE} FOR UPDATE OF c SKIP LOCKED) RETURNING id`,
        [this.clock.now(), this.next(0)],
      );
      await this.fetch(due.map(({ id }) => id));
    });
  }
}
