import type pg from 'pg';

import type { Random } from '../random.js';
import { DAY, HOUR, insert, instant, MINUTE, NOW, tags } from './insert.js';
import type { People } from './people.js';

const STATUSES = [
  'PENDING',
  'PENDING',
  'CONFIRMED',
  'IN_PROGRESS',
  'COMPLETED',
  'CANCELLED',
  'DECLINED',
  'EXPIRED',
  'NO_SHOW_LEARNER',
  'NO_SHOW_MENTOR',
  'NO_SHOW_BOTH',
  'DISPUTED',
];

interface Offered {
  readonly id: string;
  readonly mentorId: string;
  readonly minutes: number;
}

export async function makeBookings(
  sql: pg.Pool,
  random: Random,
  people: People,
  topics: readonly string[],
): Promise<void> {
  for (const mentorId of people.mentors) {
    if (mentorId !== people.named[1] && random.chance(0.2)) continue;
    await makeHours(sql, random, mentorId, mentorId === people.named[1]);
    for (let left = random.int(1, 3); left > 0; left--) {
      const offering = await makeOffering(sql, random, mentorId, topics);
      // The mentor who looks has interviews in every state, others a few.
      const some = mentorId === people.named[1] ? STATUSES : random.some(STATUSES, 0.4);
      const all = random.shuffled(some);
      const start = Date.parse(NOW) - 4 * DAY;
      for (const [index, status] of all.entries()) {
        const at = new Date(start + (index * 18 + random.int(0, 17)) * HOUR);
        await makeInterview(sql, random, offering, status, at, people, topics);
      }
      await makeHold(sql, random, offering, people);
    }
  }
}

/** @param open whether everything can be booked: the mentor who looks also takes bookings */
async function makeHours(sql: pg.Pool, random: Random, mentor_id: string, open: boolean): Promise<void> {
  const time_zone = random.pick(['UTC', 'Asia/Kathmandu', 'America/New_York']);
  await insert(sql, 'availability', [
    {
      mentor_id,
      time_zone,
      max_per_week: !open && random.chance(0.3) ? random.int(1, 9) : null,
      max_per_month: !open && random.chance(0.3) ? random.int(1, 30) : null,
      paused_until: !open && random.chance(0.25) ? random.pick(['infinity', instant(random, -1, 3)]) : null,
    },
  ]);
  const dates = random.some(['2026-11-20', '2026-11-22', '2026-11-24', '2026-12-01'], 0.5);
  await insert(
    sql,
    'date_override',
    dates.map((date) => ({ mentor_id, date })),
  );
  await insert(
    sql,
    'date_override_window',
    dates.flatMap((date) =>
      random.some([540, 840], 0.5).map((start_minute, index) => ({
        mentor_id,
        date,
        position: index + 1,
        start_minute,
        end_minute: random.pick([900, 1_440, 1_500]),
      })),
    ),
  );
  const journeys = random.some(['[2026-11-01,2026-11-10)', '[2026-11-20,2026-11-28)', '[2027-01-01,2027-01-02)'], 0.4);
  await insert(
    sql,
    'travel',
    journeys.map((days) => ({ mentor_id, dates: days, time_zone: random.pick(['Asia/Tokyo', 'UTC']) })),
  );
  await insert(
    sql,
    'busy_calendar',
    random.some(['Work', 'Home'], 0.4).map((name) => ({
      id: random.uuid(),
      mentor_id,
      name,
      url: `https://${name.toLowerCase()}.example:8443/x.ics?secret=1`,
      added_at: instant(random, -5, -4),
      fetch_at: NOW,
      fetched_at: random.chance(0.7) ? instant(random, -3, 0) : null,
      problem: random.chance(0.3) ? 'There is no "calendar" there.' : null,
    })),
  );
  const windows = random.some([1, 2, 3, 5, 7], 0.6).map((day, index) => ({
    mentor_id,
    position: index + 1,
    day,
    start_minute: random.int(1, 20) * 60,
    end_minute: random.pick([1_439, 1_440, 1_500]),
  }));
  await insert(sql, 'weekly_window', windows);
}

async function makeOffering(
  sql: pg.Pool,
  random: Random,
  mentorId: string,
  topics: readonly string[],
): Promise<Offered> {
  const id = random.uuid();
  const minutes = random.pick([30, 60, 90]);
  await insert(sql, 'offering', [
    {
      id,
      mentor_id: mentorId,
      version: random.int(1, 3),
      active: random.chance(0.75),
      title: `Mock "${minutes}"`,
      description: random.chance(0.5) ? 'What to know' : null,
      duration_minutes: minutes,
      step_minutes: 30,
      gap_minutes: 0,
      notice_minutes: random.pick([0, 60, 720]),
      horizon_days: random.pick([3, 28]),
      cancel_notice_minutes: 1_440,
      max_reschedules: 2,
      confirmation: random.pick(['INSTANT', 'BY_MENTOR']),
      max_per_day: random.chance(0.3) ? 2 : null,
      max_per_week: null,
      max_per_learner: random.chance(0.3) ? random.int(1, 3) : null,
      capacity: random.chance(0.2) ? 3 : 1,
      for_any_mentor: random.chance(0.5),
      intake_questions: random.some(
        [
          { id: 'a', text: 'Why?', required: true },
          { id: 'b', text: 'Since "when"?', required: false },
        ],
        0.4,
      ),
      meeting_url: random.chance(0.7) ? `https://meet.example/${minutes}` : null,
      starts_until: '2027-01-01T00:00:00Z',
      created_at: instant(random, -22, -20),
    },
  ]);
  await insert(sql, 'offering_topic', tags(random, 'offering_id', id, topics));
  // Every 90 minutes, now and on the edges of notice and horizon among them.
  const starts = Array.from({ length: 90 }, (_, index) => Date.parse(NOW) + (index - 8) * 90 * MINUTE);
  await insert(
    sql,
    'offering_start',
    random
      .some(starts, random.chance(0.15) ? 0 : 0.7)
      .map((start) => ({
        offering_id: id,
        starts_at: new Date(start).toISOString(),
        held_until: random.chance(0.2) ? random.pick(['infinity', NOW, instant(random, -1, 2)]) : null,
      })),
  );
  return { id, mentorId, minutes };
}

async function makeInterview(
  sql: pg.Pool,
  random: Random,
  { id: offering_id, mentorId: mentor_id, minutes }: Offered,
  status: string,
  start: Date,
  people: People,
  topics: readonly string[],
): Promise<void> {
  const learner_id = random.pick(random.chance(0.6) ? people.named : people.all);
  if (learner_id === mentor_id) return;
  const [session_id, id] = [random.uuid(), random.uuid()];
  const [starts_at, ends_at] = [start.toISOString(), new Date(start.getTime() + minutes * MINUTE).toISOString()];
  const place = { mentor_id, offering_id, starts_at, ends_at };
  const isPending = status === 'PENDING';
  const live = ['PENDING', 'CONFIRMED', 'IN_PROGRESS'].includes(status);
  const interview = {
    id,
    session_id,
    learner_id,
    ...place,
    status,
    version: random.int(1, 3),
    confirm_by: isPending ? instant(random, -2, 2) : null,
    awaits: isPending ? random.pick(['MENTOR', 'LEARNER']) : null,
    note: random.chance(0.7) ? 'Ask me "hard" things' : null,
    learner_time_zone: 'UTC',
    meeting_url: random.chance(0.7) ? 'https://meet.example/x' : null,
    terms: {
      confirmation: 'INSTANT',
      gapMinutes: 0,
      cancelNoticeMinutes: random.pick([0, 60, 1_440]),
      maxReschedules: random.int(0, 2),
    },
    reschedule_count: random.int(0, 2),
    cancelled_late: status === 'CANCELLED' ? random.chance(0.5) : null,
    created_at: instant(random, -10, -6),
  };
  try {
    await insert(sql, 'session', [{ id: session_id, ...place, hold: `[${starts_at},${ends_at})`, capacity: 1, live }]);
    await insert(sql, 'interview', [interview]);
  } catch (error) {
    if ((error as { code?: string }).code === '23P01') return; // it would overlap: it isn't made
    throw error;
  }
  await insert(sql, 'interview_topic', tags(random, 'interview_id', id, topics));
  await makeHistory(sql, random, interview, people);
}

/** Of one of the kept starts, of another, or over already; each learner has one. */
async function makeHold(sql: pg.Pool, random: Random, offering: Offered, people: People): Promise<void> {
  const { id: offering_id, mentorId: mentor_id, minutes } = offering;
  const learner_id = random.pick(random.chance(0.6) ? people.named : people.all);
  const start = Date.parse(NOW) + (random.int(0, 30) - 2) * 90 * MINUTE;
  const starts_at = new Date(start).toISOString();
  const ends_at = new Date(start + (random.chance(0.8) ? minutes : 45) * MINUTE).toISOString();
  const session_id = random.uuid();
  const place = { mentor_id, offering_id, starts_at, ends_at };
  const hold = { id: random.uuid(), learner_id, session_id, ...place, expires_at: instant(random, -1, 2) };
  if (learner_id === mentor_id) return;
  const { rowCount } = await sql.query('SELECT FROM slot_hold WHERE learner_id = $1', [learner_id]);
  if (rowCount !== 0) return;
  try {
    await insert(sql, 'session', [
      { id: session_id, ...place, hold: `[${starts_at},${ends_at})`, capacity: 1, live: true },
    ]);
  } catch (error) {
    if ((error as { code?: string }).code === '23P01') return;
    throw error;
  }
  await insert(sql, 'slot_hold', [hold]);
}

async function makeHistory(
  sql: pg.Pool,
  random: Random,
  {
    id: interview_id,
    mentor_id,
    learner_id,
    status,
    starts_at,
    ends_at,
    version,
  }: Record<'id' | 'mentor_id' | 'learner_id' | 'status' | 'starts_at' | 'ends_at', string> & { version: number },
  people: People,
): Promise<void> {
  const revisions = Array.from({ length: version }, (_, index) => ({
    interview_id,
    number: index + 1,
    kind: index === 0 ? 'BOOKED' : 'RESCHEDULED',
    status,
    starts_at,
    ends_at,
    by_id: random.chance(0.8) ? random.pick([learner_id, mentor_id, random.pick(people.all)]) : null,
    reason: random.chance(0.3) ? 'Because "so"' : null,
    at: instant(random, -6, -5),
  }));
  await insert(sql, 'interview_revision', revisions);
  await insert(
    sql,
    'attendance_claim',
    random
      .some(['MENTOR', 'LEARNER'], 0.4)
      .map((role) => ({ interview_id, role, claim: 'BOTH_PRESENT', at: instant(random, -1, 0) })),
  );
  if (random.chance(0.8))
    await insert(sql, 'review', [
      {
        id: random.uuid(),
        interview_id,
        mentor_id,
        rating: random.int(1, 5),
        published: false,
        revealed_at: random.chance(0.75) ? instant(random, -3, -1) : null,
        created_at: NOW,
      },
    ]);
}
