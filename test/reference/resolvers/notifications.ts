import { micros } from '../format.js';
import type { Look, Resolver, Resolvers } from '../look.js';
import { descending, pageOf } from '../pages.js';
import type { RowOf } from '../tables.js';
import { nodeOf } from './nodes.js';

/** What is on unless somebody says otherwise. */
const DEFAULTS = {
  INTERVIEW_BOOKED: ['IN_APP', 'EMAIL', 'PUSH'],
  INTERVIEW_REQUESTED: ['IN_APP', 'EMAIL', 'PUSH'],
  INTERVIEW_CONFIRMED: ['IN_APP', 'EMAIL', 'PUSH'],
  INTERVIEW_DECLINED: ['IN_APP', 'EMAIL', 'PUSH'],
  INTERVIEW_RESCHEDULED: ['IN_APP', 'EMAIL', 'PUSH'],
  INTERVIEW_CANCELLED: ['IN_APP', 'EMAIL', 'PUSH'],
  INTERVIEW_EXPIRED: ['IN_APP', 'EMAIL', 'PUSH'],
  ATTENDANCE_REPORTED: ['IN_APP', 'EMAIL', 'PUSH'],
  DISPUTE_RESOLVED: ['IN_APP', 'EMAIL', 'PUSH'],
  SLOT_OFFERED: ['IN_APP', 'EMAIL', 'PUSH'],
  COMMENT_ADDED: ['IN_APP', 'PUSH'],
  REPLY_ADDED: ['IN_APP', 'PUSH'],
  QUESTION_DECIDED: ['IN_APP', 'EMAIL'],
  ANSWER_ADDED: ['IN_APP'],
  ANSWER_ACCEPTED: ['IN_APP'],
  POST_PUBLISHED: ['IN_APP'],
};

const seen = ({ eyes, rules }: Look, { id }: RowOf) =>
  rules.rows('notification', 'account_id', id).filter((row) => rules.notification(eyes, row));

const seenAt = ({ last_seen_at }: RowOf) => micros(String(last_seen_at));

const BECAME: Readonly<Record<string, string>> = {
  PUBLISHED: 'is in the bank.',
  REJECTED: 'was not taken into the bank.',
  NEEDS_WORK: 'needs more before it can be taken.',
  DEPRECATED: 'has left the bank.',
};

const text: Resolver = ({ kind, actor_id, subject_id }, { eyes, rules }) => {
  const actor = rules.person(eyes, actor_id) ? rules.one('profile', 'account_id', actor_id) : undefined;
  const interview = rules.one('interview', 'id', subject_id);
  const offering = interview && rules.one('offering', 'id', interview.offering_id);
  if (kind === 'DISPUTE_RESOLVED') return `It was decided who was there at “${String(offering?.title)}”.`;
  if (kind === 'QUESTION_DECIDED') {
    const { slug, state } = rules.one('question', 'id', subject_id) ?? {};
    return `Your question “${String(slug)}” ${BECAME[String(state)] ?? 'waits for review.'}`;
  }
  if (kind === 'INTERVIEW_EXPIRED') return `“${String(offering?.title)}” was not confirmed in time.`;
  const did: Readonly<Record<string, string>> = {
    INTERVIEW_BOOKED: `booked “${String(offering?.title)}” with you.`,
    INTERVIEW_REQUESTED: `asks for “${String(offering?.title)}” with you.`,
    INTERVIEW_CONFIRMED: `confirmed “${String(offering?.title)}”.`,
    INTERVIEW_DECLINED: `declined “${String(offering?.title)}”.`,
    INTERVIEW_RESCHEDULED: `moved “${String(offering?.title)}”.`,
    INTERVIEW_CANCELLED: `cancelled “${String(offering?.title)}”.`,
    ATTENDANCE_REPORTED: `said who was there at “${String(offering?.title)}”.`,
    COMMENT_ADDED: 'commented on what you wrote.',
    REPLY_ADDED: 'replied to your comment.',
    ANSWER_ADDED: 'answered your question.',
    ANSWER_ACCEPTED: 'chose your answer as the best.',
    POST_PUBLISHED: `published “${String(rules.one('post', 'id', subject_id)?.title)}”.`,
  };
  return `${actor ? String(actor.name) : 'Somebody'} ${String(did[String(kind)])}`;
};

export const notifications: Resolvers = {
  Query: {
    pushService: (_, { webKey }) => ({ platforms: ['APNS', 'FCM', 'WEB'], webKey }),
  },
  Viewer: {
    unreadNotificationCount: (account, look) => seen(look, account).filter((row) => row.read_at === null).length,
    notifications: (account, look, args) =>
      pageOf(look, 'Viewer.notifications', seen(look, account), descending(['instant', (row) => row.created_at]), args),
    digest: ({ id }, { rules }) => rules.one('digest', 'account_id', id),
    pushDevices: ({ id }, { eyes, rules }) =>
      rules
        .rows('push_device', 'account_id', id)
        .filter((row) => rules.device(eyes, row))
        .sort((a, b) => Number(seenAt(b) - seenAt(a)) || (String(a.id) < String(b.id) ? -1 : 1)),
    notificationPreferences: ({ id }, { rules }) =>
      Object.entries(DEFAULTS).flatMap(([kind, on]) =>
        ['IN_APP', 'EMAIL', 'PUSH'].map((channel) => ({
          kind,
          channel,
          enabled:
            rules
              .rows('notification_preference', 'account_id', id)
              .find((row) => row.kind === kind && row.channel === channel)?.enabled ?? on.includes(channel),
        })),
      ),
  },
  Notification: {
    text,
    subject: ({ subject_kind, subject_id }, look) => nodeOf(look, `${String(subject_kind)}_${String(subject_id)}`),
  },
};
