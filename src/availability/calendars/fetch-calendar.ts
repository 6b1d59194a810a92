import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { type Answered, Outbound, OutboundError, type OutboundKind } from '../../base/outbound/index.js';
import { Clock, type Interval } from '../../base/time/index.js';
import { mentorKey, OfferingStarts } from '../offering-starts.js';
import { CLOSED, scheduleSql, type StoredSchedule } from '../stored-schedule.js';
import { BusyCalendar } from './busy-calendar.entity.js';
import { CalendarProblem } from './calendar-problem.js';
import type { ZoneOn } from './calendar-times.js';
import { nextFetch } from './next-fetch.js';
import type { ReadCalendar } from './read-calendar.js';

const LIMITS = { mostBytes: 2 * 1_024 * 1_024, patienceMs: 10_000, mostRedirects: 3 };
/** Further than anything can be booked, by some days: a calendar that stays as it is isn't looked at again each time. */
const DAYS_AHEAD = 100;
const DAYS_NEEDED = 92;
const DAY = 86_400_000;
const LONGEST_ETAG = 500;

const WORDS: Readonly<Record<OutboundKind, string>> = {
  INSIDE: 'The address leads to where it must not: only calendars on the Internet can be read.',
  REDIRECTS: 'The address leads on to others too often.',
  TOO_LARGE: 'The calendar is larger than 2 MB.',
  LATE: 'The calendar did not come within 10 seconds.',
  UNREACHABLE: 'Nobody answers at the address.',
};

/** Brings what a calendar elsewhere says into its mentor's diary. */
@Injectable()
export class FetchCalendar {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly outbound: Outbound,
    private readonly starts: OfferingStarts,
  ) {}

  /** What is wrong with a calendar is told to its mentor; what was known of it stays. */
  async execute(id: string): Promise<void> {
    const calendar = await this.database.repository(BusyCalendar).findOneBy({ id });
    if (!calendar) return;
    const home = await this.#home(calendar.mentorId);
    try {
      const answered = await this.#get(calendar, home.zones);
      const hash = createHash('sha256').update(answered.body).digest();
      if (answered.status === 304 || (this.#isCurrent(calendar, home.zones) && calendar.contentHash?.equals(hash)))
        await this.#done(calendar, {});
      else await this.#store(calendar, answered, hash, home);
    } catch (error) {
      if (!(error instanceof CalendarProblem)) throw error;
      await this.#failed(calendar, error.message);
    }
  }

  /** Whether its blocks are what its content would give now. */
  #isCurrent({ zones, expandedUntil }: BusyCalendar, now: string): boolean {
    const needed = this.clock.now().add({ hours: 24 * DAYS_NEEDED });
    return zones === now && expandedUntil !== null && expandedUntil.epochMilliseconds > needed.epochMilliseconds;
  }

  async #get(calendar: BusyCalendar, zones: string): Promise<Answered> {
    const { url, etag } = calendar;
    const known = etag !== null && this.#isCurrent(calendar, zones) ? { 'if-none-match': etag } : undefined;
    const headers = { accept: 'text/calendar, */*;q=0.5', 'user-agent': 'Sevenfold', ...known };
    const answered = await this.outbound.get(url, { ...LIMITS, headers }).catch((error: unknown) => {
      throw error instanceof OutboundError ? new CalendarProblem(WORDS[error.kind]) : error;
    });
    const { status } = answered;
    if (status === 200 || (status === 304 && known)) return answered;
    if (status === 401 || status === 403) throw new CalendarProblem('The calendar’s server lets nobody read it.');
    if (status === 404 || status === 410) throw new CalendarProblem('There is no calendar at the address.');
    throw new CalendarProblem(`The calendar’s server answers ${status}.`);
  }

  /** Where the mentor is, for times that name no zone. */
  async #home(mentorId: string): Promise<{ readonly zones: string; readonly zoneOn: ZoneOn }> {
    const sql = `SELECT ${scheduleSql('$1')} AS schedule`;
    const found = await this.database.queryOne<{ schedule: StoredSchedule | null }>(sql, [mentorId]);
    const { timeZone, stays } = found?.schedule ?? CLOSED;
    return {
      zones: JSON.stringify([timeZone, stays]),
      zoneOn: (date) => stays.find(({ from, until }) => from <= date && date <= until)?.timeZone ?? timeZone,
    };
  }

  async #store(
    calendar: BusyCalendar,
    { body, headers }: Answered,
    contentHash: Buffer,
    { zones, zoneOn }: { readonly zones: string; readonly zoneOn: ZoneOn },
  ): Promise<void> {
    const now = this.clock.now();
    const range = { start: now.epochMilliseconds - DAY, end: now.epochMilliseconds + DAYS_AHEAD * DAY };
    // Loaded here, since a start needn't wait for its package.
    const { readCalendar } = await import('./read-calendar.js');
    const { busy, problem }: ReadCalendar = readCalendar(body.toString('utf8'), { range, zoneOn });
    const { id, mentorId } = calendar;
    const etag = headers.etag && headers.etag.length <= LONGEST_ETAG ? headers.etag : null;
    await this.database.transaction(async () => {
      await this.database.lock(mentorKey(mentorId));
      const expandedUntil = now.add({ hours: 24 * DAYS_AHEAD });
      if (!(await this.#done(calendar, { contentHash, etag, zones, problem, expandedUntil }))) return;
      if (await this.#replace(id, mentorId, busy)) await this.starts.rewrite(mentorId);
    });
  }

  /** @returns whether anything is otherwise than before */
  async #replace(id: string, mentorId: string, busy: readonly Interval[]): Promise<boolean> {
    const { changed } = (await this.database.queryOne<{ changed: boolean }>(
      `WITH wanted AS MATERIALIZED (SELECT tstzrange(to_timestamp(s), to_timestamp(e)) AS during FROM unnest($3::float8[], $4::float8[]) AS w (s, e)),
         gone AS (DELETE FROM busy_block b WHERE b.calendar_id = $1 AND b.during NOT IN (SELECT during FROM wanted) RETURNING 1),
         come AS (INSERT INTO busy_block (calendar_id, mentor_id, during) SELECT $1, $2, during FROM wanted
           WHERE during NOT IN (SELECT b.during FROM busy_block b WHERE b.calendar_id = $1) RETURNING 1)
       SELECT EXISTS (SELECT FROM gone) OR EXISTS (SELECT FROM come) AS changed`,
      [id, mentorId, busy.map(({ start }) => start / 1_000), busy.map(({ end }) => end / 1_000)],
    )) as { changed: boolean };
    return changed;
  }

  /** @returns false where the calendar has been removed meanwhile */
  async #done({ id }: BusyCalendar, found: Partial<BusyCalendar>): Promise<boolean> {
    const now = this.clock.now();
    const { affected } = await this.database
      .repository(BusyCalendar)
      .update({ id }, { ...found, fetchedAt: now, failures: 0, fetchAt: nextFetch(now, 0) });
    return affected === 1;
  }

  async #failed({ id, failures }: BusyCalendar, problem: string): Promise<void> {
    await this.database
      .repository(BusyCalendar)
      .update({ id }, { problem, failures: failures + 1, fetchAt: nextFetch(this.clock.now(), failures + 1) });
  }
}
