import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { BookPackageInput } from '#schema';

import { mentorKey, Offering } from '../../availability/index.js';
import type { SignedIn } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import {
  integer,
  InvalidInput,
  markdown,
  Refusal,
  type RefusalCode,
  slugs,
  timeZone,
  validate,
} from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Purges } from '../../base/jobs/index.js';
import { Clock, daysLater, type Instant } from '../../base/time/index.js';
import { Ref, ViewFinder } from '../../base/views/index.js';
import { Tagging } from '../../skills/index.js';
import { learnerKey } from '../locks.js';
import { PlaceInterview, type Wanted } from '../place-interview.js';
import { PackageOccurrence } from './package-occurrence.entity.js';

const rules = z.object({
  occurrences: integer('The number of interviews', 2, 12),
  everyWeeks: integer('The number of weeks', 1, 4),
  timeZone,
  note: markdown('The note', 2_000, false).nullish(),
  topics: slugs('topics', 0, 5).nullish(),
  answers: z.array(z.object({ questionId: z.string(), answer: markdown('The answer', 2_000, false) })).nullish(),
});

/** What became of one time; without a start where the clocks leave that time out. */
interface Occurrence {
  readonly startsAt: Instant | null;
  readonly interviewId: string | null;
  readonly refusal: { readonly code: RefusalCode; readonly message: string } | null;
}

/** Books several interviews, weeks apart, at the same time of the learner's clock. */
@Injectable()
export class BookPackage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
    private readonly tagging: Tagging,
    private readonly place: PlaceInterview,
    purges: Purges,
  ) {
    // As long as the key under which somebody may ask again.
    purges.add({ table: 'package_occurrence', rows: 'all', keep: { hours: 24 }, since: 'created_at' });
  }

  /**
   * Each occurrence is booked or refused by itself. Nothing is booked when none can be, or where all are wanted and one can't.
   * @throws ApiError NOT_FOUND; Refusal INVALID_INPUT; that of the first occurrence that can't be, with what became of each
   */
  async execute(input: BookPackageInput, viewer: SignedIn): Promise<Result> {
    const { occurrences: count, everyWeeks, timeZone: zone, note, topics, answers } = validate(rules, input);
    const topicIds = await this.tagging.topicIds(topics ?? [], 'topics');
    const offeringId = await this.finder.find('Offering', input.offeringId, viewer);
    const { mentorId } = await this.database.repository(Offering).findOneByOrFail({ id: offeringId });
    // Taken before the parts: what a part has locked is given back when it is undone.
    await this.database.lock(mentorKey(mentorId), learnerKey(viewer.accountId));
    const what = { offeringId, viewer, zone, note: note ? note : null, topicIds, answers: answers ?? [] };
    const booked: Occurrence[] = [];
    for (let number = 0; number < count; number++)
      booked.push(await this.#occurrence(what, weeksLater(input.startsAt, number * everyWeeks, zone)));
    const refused = booked.flatMap(({ refusal }) => refusal ?? []);
    const [first] = refused;
    if (first && (input.allOrNothing || refused.length === count)) throw nothingBooked(first.code, booked);
    return { __typename: 'PackageBooked', occurrences: Ref.to('PackageOccurrence', await this.#keep(booked, viewer)) };
  }

  async #occurrence(what: Omit<Wanted, 'startsAt'>, startsAt: Instant | null): Promise<Occurrence> {
    if (!startsAt) {
      const message = 'The clocks leave that time out on that day.';
      return { startsAt, interviewId: null, refusal: { code: 'OUTSIDE_AVAILABILITY', message } };
    }
    try {
      const interviewId = await this.database.savepoint(() => this.place.execute({ ...what, startsAt }));
      return { startsAt, interviewId, refusal: null };
    } catch (error) {
      if (!(error instanceof Refusal) || error instanceof InvalidInput) throw error;
      const { code, message } = error;
      return { startsAt, interviewId: null, refusal: { code, message } };
    }
  }

  async #keep(booked: readonly Occurrence[], { accountId: learnerId }: SignedIn): Promise<string[]> {
    const createdAt = this.clock.now();
    const rows = booked.map(({ startsAt, interviewId, refusal }, index) => ({
      id: newId(),
      learnerId,
      number: index + 1,
      startsAt,
      interviewId,
      refusalCode: refusal?.code ?? null,
      refusalMessage: refusal?.message ?? null,
      createdAt,
    }));
    await this.database.repository(PackageOccurrence).insert(rows);
    return rows.map(({ id }) => id);
  }
}

function weeksLater(startsAt: Instant, weeks: number, zone: string): Instant | null {
  if (weeks === 0) return startsAt;
  const start = startsAt.epochMilliseconds;
  const later = daysLater(zone, start, weeks * 7);
  return later === undefined ? null : startsAt.add({ milliseconds: later - start });
}

function nothingBooked(code: RefusalCode, booked: readonly Occurrence[]): Refusal {
  const message = 'Nothing is booked. See which of the times can’t be had.';
  const occurrences = booked.map(({ startsAt, refusal }, index) => ({
    number: index + 1,
    startsAt,
    interview: null,
    refusal,
  }));
  return new Refusal(code, message, 'PackageRefused', () => ({ occurrences }));
}
