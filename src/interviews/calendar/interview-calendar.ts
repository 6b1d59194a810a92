import { Injectable } from '@nestjs/common';

import { calendarText } from '../../base/calendar/index.js';
import { PublicAddress } from '../../base/config/index.js';
import { InterviewFactsForCalendars } from './facts.js';
import { interviewEvent } from './interview-event.js';

/** A file for a mail: opened, it puts the interview into a calendar, moves it there or takes it out. */
export interface Invitation {
  readonly filename: string;
  readonly contentType: string;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

const ALARM_MINUTES = 15;

/** Interviews as calendar files. */
@Injectable()
export class InterviewCalendar {
  constructor(
    private readonly facts: InterviewFactsForCalendars,
    private readonly address: PublicAddress,
  ) {}

  /**
   * For one party; undefined for others, and while the interview waits for a confirmation.
   * @param known whether it is in their calendar already: then it is moved there while it waits, as not yet certain
   */
  async invitation(interviewId: string, accountId: string, known = false): Promise<Invitation | undefined> {
    const facts = await this.facts.one(interviewId, accountId);
    if (!facts || (facts.status === 'PENDING' && !known)) return undefined;
    const event = interviewEvent(facts, this.#organizer);
    const called = event.status === 'CANCELLED';
    const method = called ? 'CANCEL' : 'REQUEST';
    return {
      filename: 'interview.ics',
      contentType: `text/calendar; charset=utf-8; method=${method}`,
      method,
      content: calendarText(method, [
        {
          ...event,
          // Nobody's address is told to the other.
          attendees: [{ name: facts.ownName, email: facts.email }],
          alarmMinutesBefore: called ? undefined : ALARM_MINUTES,
        },
      ]),
    };
  }

  /** All that a party's own calendar shows, with what is not certain yet. */
  async ofAccount(accountId: string): Promise<string> {
    const all = await this.facts.ofAccount(accountId);
    return calendarText(
      'PUBLISH',
      all.map((facts) => interviewEvent(facts, this.#organizer)),
    );
  }

  get #organizer(): string {
    return `calendar@${this.address.hostname.replace(/[[\]:]/g, '') || 'sevenfold'}`;
  }
}
