import type { PersonalDeclaration } from '../base/personal-data/index.js';

const PARTY = '(mentor_id = $1 OR learner_id = $1)';
const OF_THEIR_INTERVIEWS = `interview_id IN (SELECT i.id FROM interview i WHERE i.mentor_id = $1 OR i.learner_id = $1)`;
const THEIR_CLAIM = `interview_id IN (SELECT i.id FROM interview i WHERE i.mentor_id = $1 AND role = 'MENTOR' OR i.learner_id = $1 AND role = 'LEARNER')`;
const ID = 'an id that tells nothing without the name';

/** What both sides share stays for the other one, without what was written or could lead to somebody. */
export const interviewsPersonal: PersonalDeclaration = {
  module: 'interviews',
  tables: {
    session: {
      of: 'mentor_id = $1',
      personal: ['mentor_id', 'starts_at', 'ends_at'],
      exported: 'id, offering_id, starts_at, ends_at, live',
      notExported: { mentor_id: 'the same in each row' },
      onDeletion: [],
      stays: { mentor_id: ID, 'starts_at, ends_at': 'the other side was there, too' },
    },
    slot_hold: {
      of: PARTY,
      personal: ['mentor_id', 'learner_id', 'starts_at', 'ends_at'],
      exported: 'id, mentor_id, learner_id, offering_id, starts_at, ends_at, expires_at',
      onDeletion: [{ delete: 'rows' }],
    },
    interview: {
      of: PARTY,
      personal: ['mentor_id', 'learner_id', 'note', 'intake_answers', 'learner_time_zone', 'meeting_url'],
      notPersonal: { 'status, awaits': 'words of ours', terms: 'numbers and words of ours' },
      // What the other one wrote or lives in is theirs.
      exported: `id, mentor_id, learner_id, offering_id, status, starts_at, ends_at, reschedule_count, cancelled_late, created_at,
        CASE WHEN learner_id = $1 THEN note END AS note, CASE WHEN learner_id = $1 THEN intake_answers END AS intake_answers,
        CASE WHEN learner_id = $1 THEN learner_time_zone END AS learner_time_zone,
        CASE WHEN mentor_id = $1 THEN meeting_url END AS meeting_url`,
      onDeletion: [
        { set: { note: 'NULL', intake_answers: "'[]'", learner_time_zone: "'UTC'" }, where: 'learner_id = $1' },
        { set: { meeting_url: 'NULL' }, where: 'mentor_id = $1' },
      ],
      stays: {
        'mentor_id, learner_id': ID,
        'note, intake_answers, learner_time_zone, meeting_url': "where they are the other side's",
      },
    },
    interview_topic: {
      of: 'interview_id IN (SELECT i.id FROM interview i WHERE i.learner_id = $1)',
      personal: [],
      exported: 'interview_id, (SELECT t.slug FROM topic t WHERE t.id = topic_id) AS topic',
      onDeletion: [],
    },
    interview_revision: {
      of: OF_THEIR_INTERVIEWS,
      personal: ['by_id', 'reason'],
      notPersonal: { 'kind, status': 'words of ours' },
      exported: `interview_id, number, kind, status, starts_at, ends_at, by_id, at, CASE WHEN by_id = $1 THEN reason END AS reason`,
      onDeletion: [{ set: { reason: 'NULL' }, where: `${OF_THEIR_INTERVIEWS} AND by_id = $1` }],
      stays: { by_id: ID, reason: "where it is the other side's" },
    },
    attendance_claim: {
      of: THEIR_CLAIM,
      personal: ['claim', 'note'],
      notPersonal: { role: 'a word of ours' },
      exported: 'interview_id, role, claim, note, at',
      onDeletion: [{ set: { note: 'NULL' } }],
      stays: { claim: 'the other side is judged by it' },
    },
    review: {
      of: 'interview_id IN (SELECT i.id FROM interview i WHERE i.learner_id = $1)',
      personal: ['mentor_id', 'rating', 'testimonial'],
      exported: 'id, interview_id, mentor_id, rating, testimonial, published, revealed_at, created_at',
      onDeletion: [
        {
          set: { testimonial: 'NULL' },
          where: `NOT published AND interview_id IN (SELECT i.id FROM interview i WHERE i.learner_id = $1)`,
        },
      ],
      stays: {
        rating: "the mentor's average stays what it is",
        testimonial: 'what was published stays without a name',
        mentor_id: ID,
      },
    },
    waitlist_entry: {
      of: 'learner_id = $1',
      personal: ['learner_id', 'mentor_id', 'from_at', 'to_at'],
      exported: 'id, mentor_id, offering_id, from_at, to_at, joined_at, offered_start, offered_until',
      notExported: { learner_id: 'the same in each row' },
      onDeletion: [{ delete: 'rows' }, { delete: { where: 'mentor_id = $1' } }],
    },
    package_occurrence: {
      of: 'learner_id = $1',
      personal: ['learner_id', 'starts_at'],
      notPersonal: { 'refusal_code, refusal_message': 'words of ours' },
      exported: { not: 'gone after a day; the interviews tell it' },
      onDeletion: [{ delete: 'rows' }],
    },
    calendar_feed: {
      of: 'account_id = $1',
      personal: ['account_id'],
      exported: { not: 'how often a secret address was changed' },
      onDeletion: [{ delete: 'rows' }],
    },
  },
};
