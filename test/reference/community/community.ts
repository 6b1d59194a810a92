import type pg from 'pg';

import { Random } from '../random.js';
import { makeBookings } from './bookings.js';
import { makePeople, type People } from './people.js';
import { makePractising } from './practising.js';
import { makeTelling } from './telling.js';
import { makeWriting } from './writing.js';

/**
 * A community with everything that visibility is about: drafts, scheduled, hidden and archived posts, suspended and
 * deleted people, blocks in both directions, tombstones, inactive offerings, interviews in every state. Built in SQL,
 * because most of it has no verb yet, and the same for the same seed.
 */
export async function makeCommunity(sql: pg.Pool, seed: number): Promise<People> {
  const random = new Random(seed);
  const idsOf = async (table: string) =>
    (await sql.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY slug`)).rows.map(({ id }) => id);
  const [topics, questions] = [await idsOf('topic'), await idsOf('question')];
  const people = await makePeople(sql, random, topics);
  await makeWriting(sql, random, people, { topics, questions });
  await makeBookings(sql, random, people, topics);
  await makeTelling(sql, random, people);
  await makePractising(sql, random, people, questions);
  return people;
}
