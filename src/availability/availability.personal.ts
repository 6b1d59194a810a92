import type { PersonalDeclaration } from '../base/personal-data/index.js';

const OF_THEIR_OFFERINGS = 'offering_id IN (SELECT o.id FROM offering o WHERE o.mentor_id = $1)';
/** What was booked keeps its title, which the other side reads in what is over. */
const NEVER_BOOKED = 'mentor_id = $1 AND NOT EXISTS (SELECT FROM session s WHERE s.offering_id = offering.id)';

export const availabilityPersonal: PersonalDeclaration = {
  module: 'availability',
  tables: {
    availability: {
      of: 'mentor_id = $1',
      personal: ['mentor_id', 'time_zone', 'paused_until'],
      exported: 'time_zone, max_per_week, max_per_month, paused_until',
      notExported: { mentor_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    weekly_window: {
      of: 'mentor_id = $1',
      personal: ['mentor_id', 'day', 'start_minute', 'end_minute'],
      exported: 'day, start_minute, end_minute',
      notExported: { mentor_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    date_override: {
      of: 'mentor_id = $1',
      personal: ['mentor_id', 'date'],
      exported: 'date',
      notExported: { mentor_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    date_override_window: {
      of: 'mentor_id = $1',
      personal: ['mentor_id', 'date'],
      exported: 'date, start_minute, end_minute',
      notExported: { mentor_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    travel: {
      of: 'mentor_id = $1',
      personal: ['mentor_id', 'dates', 'time_zone'],
      exported: 'dates, time_zone',
      notExported: { mentor_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    busy_calendar: {
      of: 'mentor_id = $1',
      personal: ['mentor_id', 'name', 'url', 'zones'],
      notPersonal: { problem: 'words of ours', content_hash: 'a hash', etag: 'a word of its server' },
      exported: 'name, url, added_at, fetched_at, problem',
      notExported: { mentor_id: 'the same in each row', zones: 'follows from the hours and journeys' },
      onDeletion: [{ delete: 'rows' }],
    },
    busy_block: {
      of: 'mentor_id = $1',
      personal: ['mentor_id', 'during'],
      exported: 'during',
      notExported: { mentor_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }],
    },
    offering: {
      of: 'mentor_id = $1',
      personal: ['mentor_id', 'title', 'description', 'meeting_url', 'intake_questions'],
      notPersonal: { confirmation: 'a word of ours' },
      exported: `id, active, title, description, duration_minutes, step_minutes, gap_minutes, notice_minutes, horizon_days,
        cancel_notice_minutes, max_reschedules, confirmation, max_per_day, max_per_week, max_per_learner, capacity, for_any_mentor, intake_questions, meeting_url, created_at`,
      notExported: { mentor_id: 'the same in each row' },
      onDeletion: [
        { delete: { where: NEVER_BOOKED } },
        { set: { active: 'FALSE', description: 'NULL', meeting_url: 'NULL', intake_questions: "'[]'" } },
      ],
      stays: {
        title: 'learners read it in the interviews that they had',
        mentor_id: 'an id that tells nothing without the name',
      },
    },
    offering_topic: {
      of: OF_THEIR_OFFERINGS,
      personal: [],
      exported: 'offering_id, (SELECT t.slug FROM topic t WHERE t.id = topic_id) AS topic',
      onDeletion: [],
    },
    offering_start: {
      of: OF_THEIR_OFFERINGS,
      personal: ['starts_at'],
      exported: { not: 'follows from the hours' },
      onDeletion: [{ delete: 'rows' }],
    },
  },
};
