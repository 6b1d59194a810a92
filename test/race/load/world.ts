import type pg from 'pg';

import type { AccessTokens } from '../../../src/identity/access/access-tokens.js';
import { anOffering, openDaily } from '../../factories/booking.js';
import { aCrowd, Voices } from '../../factories/crowd.js';
import type { Client } from '../../harness/client.js';

const MENTORS = 8;
const LEARNERS = 40;

export interface Offered {
  readonly id: string;
  readonly mentorId: string;
  readonly stepMinutes: number;
}

/** Few mentors and many learners, so that they are in each other's way. */
export interface World {
  readonly learners: readonly string[];
  readonly offerings: readonly Offered[];
  /** A client that speaks for somebody, to the service at this address. */
  readonly as: (accountId: string, url: string) => Promise<Client>;
}

/** Offerings at once and on request, with gaps and without, for one and for groups, with limits and without. */
export async function aWorld(sql: pg.Pool, tokens: AccessTokens, url: string): Promise<World> {
  const mentors = await aCrowd(sql, MENTORS, 'MENTOR');
  const learners = await aCrowd(sql, LEARNERS);
  const voices = new Voices(tokens, new Set(mentors));
  const offerings: Offered[] = [];
  for (const [n, mentorId] of mentors.entries()) {
    const mentor = {
      accountId: mentorId,
      client: await voices.of(mentorId, url),
      email: '',
      handle: '',
      profileId: '',
    };
    await openDaily(mentor, { start: '06:00', end: '22:00' });
    const terms = [
      { title: `Short ${n}`, durationMinutes: 30, stepMinutes: 30, gapMinutes: n % 2 ? 15 : 0, maxReschedules: 2 },
      { title: `Asked ${n}`, durationMinutes: 60, stepMinutes: 30, gapMinutes: 10, confirmation: 'BY_MENTOR' as const },
      ...(n < 2 ? [{ title: `Group ${n}`, durationMinutes: 60, stepMinutes: 60, capacity: 3 }] : []),
      ...(n === 2 ? [{ title: `Few ${n}`, durationMinutes: 30, stepMinutes: 30, maxPerDay: 3, maxPerLearner: 2 }] : []),
    ];
    for (const each of terms) {
      const id = await anOffering(mentor, { cancelNoticeMinutes: 60, horizonDays: 10, ...each });
      offerings.push({ id, mentorId, stepMinutes: each.stepMinutes });
    }
  }
  return { learners, offerings, as: (accountId, address) => voices.of(accountId, address) };
}
