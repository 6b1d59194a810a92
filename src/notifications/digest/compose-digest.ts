import { type Link, type Prose, prose } from '../../base/mail/index.js';
import type { NotificationKind } from '../kinds.js';

export interface Unread {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly text: string;
}

/** In the order in which they are told. */
const HEADINGS: Readonly<Record<NotificationKind, Prose>> = {
  INTERVIEW_REQUESTED: prose`Interviews that you are asked for`,
  INTERVIEW_BOOKED: prose`Interviews that are booked with you`,
  INTERVIEW_CONFIRMED: prose`Interviews that are confirmed`,
  INTERVIEW_RESCHEDULED: prose`Interviews that were moved`,
  INTERVIEW_DECLINED: prose`Interviews that were declined`,
  INTERVIEW_CANCELLED: prose`Interviews that were cancelled`,
  ATTENDANCE_REPORTED: prose`Who was there`,
  DISPUTE_RESOLVED: prose`What was decided about interviews`,
  INTERVIEW_EXPIRED: prose`Interviews that nobody confirmed in time`,
  SLOT_OFFERED: prose`Times that were kept for you`,
  REPLY_ADDED: prose`Replies to your comments`,
  COMMENT_ADDED: prose`Comments on what you wrote`,
  QUESTION_DECIDED: prose`What became of your questions`,
  ANSWER_ADDED: prose`Answers to your questions`,
  ANSWER_ACCEPTED: prose`Answers of yours that were chosen`,
  POST_PUBLISHED: prose`New posts of people you follow`,
};

/** Lines of one kind. */
const MOST_LINES = 5;

/** @param unread newest first; those that say the same are told once, with how many they are */
export function composeDigest(
  name: string,
  unread: readonly Unread[],
): { readonly subject: Prose; readonly body: readonly (Prose | Link)[] } {
  const sections = Object.entries(HEADINGS).flatMap(([kind, heading]) => section(heading, unread.filter(isOf(kind))));
  return {
    subject: unread.length === 1 ? prose`One new notification` : prose`${unread.length} new notifications`,
    body: [
      prose`Hello ${name},`,
      prose`this is what you were told and have not read.`,
      ...sections,
      { label: prose`All notifications`, path: '/notifications' },
    ],
  };
}

const isOf = (wanted: string) => (each: Unread) => each.kind === wanted;

function section(heading: Prose, all: readonly Unread[]): Prose[] {
  if (all.length === 0) return [];
  const times = new Map<string, number>();
  for (const { text } of all) times.set(text, (times.get(text) ?? 0) + 1);
  const lines = [...times].slice(0, MOST_LINES);
  const more = all.length - lines.reduce((sum, [, count]) => sum + count, 0);
  return [
    prose`${heading} (${all.length})`,
    ...lines.map(([text, count]) => (count === 1 ? prose`– ${text}` : prose`– ${text} (${count} times)`)),
    ...(more > 0 ? [prose`– and ${more} more`] : []),
  ];
}
