import type { Look, Resolvers } from '../look.js';
import type { RowOf } from '../tables.js';
import { seesCard } from './practice.js';

interface Kind {
  readonly type: string;
  readonly table: string;
  readonly key: string;
  readonly sees: (look: Look, row: RowOf) => boolean;
}

const person = ({ eyes, rules }: Look, row: RowOf) => rules.person(eyes, row.account_id);

/** What has an id of its own, by the word that its ids begin with. */
export const KINDS: Readonly<Record<string, Kind>> = {
  area: { type: 'SkillArea', table: 'skill_area', key: 'id', sees: () => true },
  topic: { type: 'Topic', table: 'topic', key: 'id', sees: () => true },
  viewer: { type: 'Viewer', table: 'account', key: 'id', sees: ({ eyes, rules }, row) => rules.isSelf(eyes, row.id) },
  sign_in_session: {
    type: 'SignInSession',
    table: 'sign_in_session',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.session(eyes, row),
  },
  passkey: {
    type: 'Passkey',
    table: 'passkey',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.isSelf(eyes, row.account_id),
  },
  api_key: { type: 'ApiKey', table: 'api_key', key: 'id', sees: ({ eyes, rules }, row) => rules.apiKey(eyes, row) },
  export: {
    type: 'DataExport',
    table: 'data_export',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.isSelf(eyes, row.account_id),
  },
  profile: { type: 'Profile', table: 'profile', key: 'account_id', sees: person },
  mentor: { type: 'Mentor', table: 'mentor', key: 'account_id', sees: person },
  learner: { type: 'Learner', table: 'profile', key: 'account_id', sees: person },
  post: { type: 'Post', table: 'post', key: 'id', sees: ({ eyes, rules }, row) => rules.post(eyes, row) },
  question: {
    type: 'Question',
    table: 'question',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.question(eyes, row),
  },
  practice: {
    type: 'Practice',
    table: 'account',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.isSelf(eyes, row.id),
  },
  signals: {
    type: 'QuestionSignals',
    table: 'question_evidence',
    key: 'question_id',
    sees: ({ eyes, rules }) => rules.isModerator(eyes),
  },
  card: { type: 'Card', table: 'practice_card', key: 'id', sees: seesCard },
  answer: { type: 'Answer', table: 'answer', key: 'id', sees: ({ eyes, rules }, row) => rules.answer(eyes, row) },
  comment: { type: 'Comment', table: 'comment', key: 'id', sees: ({ eyes, rules }, row) => rules.comment(eyes, row) },
  encounter: {
    type: 'Encounter',
    table: 'encounter',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.isSelf(eyes, row.account_id),
  },
  list: {
    type: 'QuestionList',
    table: 'question_list',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.isSelf(eyes, row.account_id),
  },
  offering: {
    type: 'Offering',
    table: 'offering',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.offering(eyes, row),
  },
  interview: {
    type: 'Interview',
    table: 'interview',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.interview(eyes, row),
  },
  hold: {
    type: 'SlotHold',
    table: 'slot_hold',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.hold(eyes, row),
  },
  calendar: {
    type: 'BusyCalendar',
    table: 'busy_calendar',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.isSelf(eyes, row.mentor_id),
  },
  waitlist: {
    type: 'WaitlistEntry',
    table: 'waitlist_entry',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.isSelf(eyes, row.learner_id) && !rules.passed(row.to_at),
  },
  notification: {
    type: 'Notification',
    table: 'notification',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.notification(eyes, row),
  },
  device: {
    type: 'PushDevice',
    table: 'push_device',
    key: 'id',
    sees: ({ eyes, rules }, row) => rules.device(eyes, row),
  },
  letter: {
    type: 'DeadLetter',
    table: 'dead_letter',
    key: 'id',
    sees: ({ eyes, rules }) => rules.moderatesAll(eyes),
  },
  audit: {
    type: 'AuditEntry',
    table: 'audit_entry',
    key: 'id',
    sees: ({ eyes, rules }) => rules.moderatesAll(eyes),
  },
  availability: {
    type: 'Availability',
    table: 'availability',
    key: 'mentor_id',
    sees: ({ eyes, rules }, row) => rules.isSelf(eyes, row.mentor_id),
  },
};

export function nodeOf(look: Look, id: string): RowOf | null {
  const cut = id.lastIndexOf('_');
  const kind = KINDS[id.slice(0, cut)];
  const row = kind && look.rules.one(kind.table, kind.key, id.slice(cut + 1));
  return row && kind.sees(look, row) ? { __typename: kind.type, ...row } : null;
}

export const nodes: Resolvers = {
  Query: {
    node: (_, look, { id }) => nodeOf(look, id),
    nodes: (_, look, { ids }) => ids.map((id) => nodeOf(look, id)),
    viewer: (_, { eyes, rules }) => rules.one('account', 'id', eyes.id ?? ''),
  },
};
