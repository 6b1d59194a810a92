import { eventView } from '../base/live/index.js';
import {
  and,
  connection,
  descending,
  FALSE,
  join,
  literal,
  many,
  one,
  raw,
  ref,
  Row,
  type Sql,
  sql,
  value,
  type ViewScope,
  type ViewSet,
} from '../base/views/index.js';
import { commentVisible, subjectVisible } from '../discussion/index.js';
import { waitlistVisible } from '../interviews/index.js';
import { notBlocked, personVisible } from '../people/index.js';
import { CHANNELS, KINDS, type NotificationKind } from './kinds.js';
import { Notification } from './notification.entity.js';

/** Still to be seen: the thing itself, and whoever did it. An interview stays visible to its parties. */
export function stillVisible(notification: Row, scope: ViewScope): Sql {
  const [comment, waits] = [new Row('told'), new Row('waits')];
  const there = sql`CASE ${notification}.subject_kind
    WHEN 'interview' THEN TRUE
    WHEN 'waitlist' THEN EXISTS (SELECT FROM waitlist_entry AS ${waits} WHERE ${waits}.id = ${notification}.subject_id AND ${waits}.offered_until > ${scope.now} AND ${waitlistVisible(waits, scope)})
    WHEN 'comment' THEN EXISTS (SELECT FROM comment AS ${comment} WHERE ${comment}.id = ${notification}.subject_id AND ${comment}.deleted_at IS NULL AND ${commentVisible(comment, scope, false)})
    ELSE ${subjectVisible(notification, scope)} END`;
  const actor = sql`(${notification}.subject_kind = 'interview' OR ${notification}.actor_id IS NULL OR ${notBlocked(sql`${notification}.actor_id`, scope)})`;
  return and(there, actor);
}

function mine(notification: Row, { signedIn, viewerId }: ViewScope): Sql {
  return signedIn ? sql`${notification}.account_id = ${viewerId}` : FALSE;
}

const ofInterview = (notification: Row) =>
  sql`(SELECT o.title FROM interview i JOIN offering o ON o.id = i.offering_id WHERE i.id = ${notification}.subject_id)`;
const QUESTION_NOW = `CASE q.state WHEN 'PUBLISHED' THEN 'is in the bank.' WHEN 'REJECTED' THEN 'was not taken into the bank.'
  WHEN 'NEEDS_WORK' THEN 'needs more before it can be taken.' WHEN 'DEPRECATED' THEN 'has left the bank.' ELSE 'waits for review.' END`;
const ofQuestion = (notification: Row) =>
  sql`(SELECT 'Your question “' || q.slug || '” ' || ${raw(QUESTION_NOW)} FROM question q WHERE q.id = ${notification}.subject_id)`;
const ofPost = (notification: Row) => sql`(SELECT p.title FROM post p WHERE p.id = ${notification}.subject_id)`;

/** What somebody did, as the sentence goes on after their name; a whole sentence where time did it. */
const SENTENCES: Readonly<Record<NotificationKind, (notification: Row) => Sql>> = {
  INTERVIEW_BOOKED: (notification) => sql`' booked “' || ${ofInterview(notification)} || '” with you.'`,
  INTERVIEW_REQUESTED: (notification) => sql`' asks for “' || ${ofInterview(notification)} || '” with you.'`,
  INTERVIEW_CONFIRMED: (notification) => sql`' confirmed “' || ${ofInterview(notification)} || '”.'`,
  INTERVIEW_DECLINED: (notification) => sql`' declined “' || ${ofInterview(notification)} || '”.'`,
  INTERVIEW_RESCHEDULED: (notification) => sql`' moved “' || ${ofInterview(notification)} || '”.'`,
  INTERVIEW_CANCELLED: (notification) => sql`' cancelled “' || ${ofInterview(notification)} || '”.'`,
  ATTENDANCE_REPORTED: (notification) => sql`' said who was there at “' || ${ofInterview(notification)} || '”.'`,
  DISPUTE_RESOLVED: (notification) => sql`'It was decided who was there at “' || ${ofInterview(notification)} || '”.'`,
  INTERVIEW_EXPIRED: (notification) => sql`'“' || ${ofInterview(notification)} || '” was not confirmed in time.'`,
  SLOT_OFFERED: (notification) =>
    sql`'A time of “' || (SELECT o.title FROM waitlist_entry w JOIN offering o ON o.id = w.offering_id WHERE w.id = ${notification}.subject_id) || '” is free and kept for you.'`,
  COMMENT_ADDED: () => sql`' commented on what you wrote.'`,
  REPLY_ADDED: () => sql`' replied to your comment.'`,
  QUESTION_DECIDED: ofQuestion,
  ANSWER_ADDED: () => sql`' answered your question.'`,
  ANSWER_ACCEPTED: () => sql`' chose your answer as the best.'`,
  POST_PUBLISHED: (notification) => sql`' published “' || ${ofPost(notification)} || '”.'`,
};

/** Made anew at each reading, so that it never says what has been changed or hidden since. */
export function sentence(notification: Row, scope: ViewScope): Sql {
  const actor = sql`${notification}.actor_id`;
  const name = sql`CASE WHEN ${notification}.kind IN ('INTERVIEW_EXPIRED', 'DISPUTE_RESOLVED', 'SLOT_OFFERED', 'QUESTION_DECIDED') THEN '' ELSE coalesce((SELECT p.name FROM profile p WHERE p.account_id = ${actor} AND ${personVisible(actor, scope)}), 'Somebody') END`;
  const cases = Object.entries(SENTENCES).map(([kind, did]) => sql`WHEN ${literal(kind)} THEN ${did(notification)}`);
  return sql`(${name} || coalesce(CASE ${notification}.kind ${join(cases, ' ')} END, ' did something that concerns you.'))`;
}

const defaults = join(
  Object.entries(KINDS).flatMap(([kind, channels], index) =>
    CHANNELS.map(
      (channel, second) =>
        sql`(${literal(kind)}, ${literal(channel)}, ${literal(String(channels[channel]))}::boolean, ${literal(String(index * CHANNELS.length + second))}::int)`,
    ),
  ),
  ', ',
);

export const notificationViews: ViewSet = {
  views: {
    Notification: {
      entity: Notification,
      id: { prefix: 'notification' },
      visible: (notification, scope) => and(mine(notification, scope), stillVisible(notification, scope)),
      fields: {
        text: value(sentence),
        subject: ref({
          prefix: (notification) => sql`${notification}.subject_kind`,
          key: (notification) => sql`${notification}.subject_id`,
        }),
      },
    },
    NotificationPreference: {},
    NotificationReceived: eventView({
      notification: one('Notification', { key: (event) => sql`${event}.subject_id` }),
      viewer: one('Viewer', { key: (event) => sql`${event}.account_id` }),
    }),
  },
  fields: {
    Viewer: {
      unreadNotificationCount: value((viewer, scope) => {
        const unread = new Row('unread');
        return sql`(SELECT count(*) FROM notification AS ${unread} WHERE ${unread}.account_id = ${viewer}.id AND ${unread}.read_at IS NULL AND ${stillVisible(unread, scope)})`;
      }),
      notifications: connection('Notification', {
        where: (notification, viewer) => sql`${notification}.account_id = ${viewer}.id`,
        order: descending(['timestamptz', (notification) => sql`${notification}.created_at`]),
      }),
      notificationPreferences: many('NotificationPreference', {
        from: (viewer) =>
          sql`(SELECT k.kind, k.channel, coalesce(p.enabled, k.enabled) AS enabled, k.position
               FROM (VALUES ${defaults}) AS k (kind, channel, enabled, position)
               LEFT JOIN notification_preference p ON p.account_id = ${viewer}.id AND p.kind = k.kind AND p.channel = k.channel)`,
        order: (preference) => sql`${preference}.position`,
      }),
    },
  },
};
