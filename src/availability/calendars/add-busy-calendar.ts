import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { AddBusyCalendarInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import { invalid, line, Refusal, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Outbound } from '../../base/outbound/index.js';
import { Clock } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';
import { Availability } from '../availability.entity.js';
import { mentorKey } from '../offering-starts.js';
import { BusyCalendar } from './busy-calendar.entity.js';
import { DueCalendars } from './due-calendars.js';

const rules = z.object({ name: line('The name', 1, 100) });
const MOST = 10;
const LONGEST_URL = 2_048;

/** A calendar elsewhere says from now on when the mentor has no time. */
@Injectable()
export class AddBusyCalendar {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly outbound: Outbound,
    private readonly due: DueCalendars,
  ) {}

  /** It is fetched after the commit. @throws Refusal INVALID_INPUT, NOT_ALLOWED_NOW without weekly hours, LIMIT_REACHED */
  async execute(input: AddBusyCalendarInput, { accountId: mentorId }: SignedIn): Promise<Result> {
    const { name } = validate(rules, { name: input.name });
    const url = this.#address(input.url);
    if (!(await this.database.repository(Availability).existsBy({ mentorId })))
      throw new Refusal('NOT_ALLOWED_NOW', 'Set your weekly hours first.');
    await this.database.lock(mentorKey(mentorId));
    const calendars = this.database.repository(BusyCalendar);
    if ((await calendars.countBy({ mentorId })) >= MOST)
      throw new Refusal('LIMIT_REACHED', `There can be ${MOST} calendars.`);
    if (await calendars.existsBy({ mentorId, url })) throw invalid(['url'], 'NOT_UNIQUE', 'It is there already.');
    const id = newId();
    const now = this.clock.now();
    await calendars.insert({ id, mentorId, name, url, addedAt: now, fetchAt: this.due.next(0) });
    await this.due.fetch([id]);
    return { __typename: 'BusyCalendarAdded', calendar: Ref.to('BusyCalendar', id) };
  }

  #address(typed: string): string {
    // What calendar programs call the address of a calendar that is served by HTTPS.
    const url = typed.trim().replace(/^webcals?:/i, 'https:');
    if (url.length > LONGEST_URL) throw invalid(['url'], 'TOO_LONG', 'The address is too long.');
    if (!this.outbound.isAddress(url))
      throw invalid(['url'], 'MALFORMED', 'Give the address of a calendar on the Internet; it begins with https://.');
    return new URL(url).href.replace(/#.*$/, '');
  }
}
