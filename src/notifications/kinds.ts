/** The ways to tell somebody. */
export const CHANNELS = ['IN_APP', 'EMAIL', 'PUSH'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What people are told of, and by which channels unless they say otherwise: what they must act on reaches them anywhere. */
export const KINDS = {
  INTERVIEW_BOOKED: { IN_APP: true, EMAIL: true, PUSH: true },
  INTERVIEW_REQUESTED: { IN_APP: true, EMAIL: true, PUSH: true },
  INTERVIEW_CONFIRMED: { IN_APP: true, EMAIL: true, PUSH: true },
  INTERVIEW_DECLINED: { IN_APP: true, EMAIL: true, PUSH: true },
  INTERVIEW_RESCHEDULED: { IN_APP: true, EMAIL: true, PUSH: true },
  INTERVIEW_CANCELLED: { IN_APP: true, EMAIL: true, PUSH: true },
  INTERVIEW_EXPIRED: { IN_APP: true, EMAIL: true, PUSH: true },
  ATTENDANCE_REPORTED: { IN_APP: true, EMAIL: true, PUSH: true },
  DISPUTE_RESOLVED: { IN_APP: true, EMAIL: true, PUSH: true },
  SLOT_OFFERED: { IN_APP: true, EMAIL: true, PUSH: true },
  COMMENT_ADDED: { IN_APP: true, EMAIL: false, PUSH: true },
  REPLY_ADDED: { IN_APP: true, EMAIL: false, PUSH: true },
  QUESTION_DECIDED: { IN_APP: true, EMAIL: true, PUSH: false },
  ANSWER_ADDED: { IN_APP: true, EMAIL: false, PUSH: false },
  ANSWER_ACCEPTED: { IN_APP: true, EMAIL: false, PUSH: false },
  POST_PUBLISHED: { IN_APP: true, EMAIL: false, PUSH: false },
} as const satisfies Record<string, Record<Channel, boolean>>;

export type NotificationKind = keyof typeof KINDS;

/** Their mails are transactional (see mail-of-bookings.ts, mail-of-changes.ts): nobody can switch them off, and no further mail is sent. */
export const ALWAYS_MAILED: ReadonlySet<NotificationKind> = new Set([
  'INTERVIEW_BOOKED',
  'INTERVIEW_REQUESTED',
  'INTERVIEW_CONFIRMED',
  'INTERVIEW_DECLINED',
  'INTERVIEW_RESCHEDULED',
  'INTERVIEW_CANCELLED',
  'INTERVIEW_EXPIRED',
]);

export function isKind(name: string): name is NotificationKind {
  return Object.hasOwn(KINDS, name);
}
