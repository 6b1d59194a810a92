import { z } from 'zod';

import type { Weekday } from '#schema';

const DAYS: readonly Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const text = z.string().min(1);

const offering = z.strictObject({
  title: text,
  description: text.optional(),
  durationMinutes: z.number(),
  topics: z.array(text),
  stepMinutes: z.number().optional(),
  gapMinutes: z.number().optional(),
  noticeMinutes: z.number().optional(),
  cancelNoticeMinutes: z.number().optional(),
  confirmation: z.enum(['INSTANT', 'BY_MENTOR']).optional(),
  maxPerDay: z.number().optional(),
  meetingUrl: z.url().optional(),
});

const hours = z
  .strictObject({ day: z.array(z.number().min(1).max(7)), start: text, end: text })
  .transform(({ day, start, end }) => day.map((number) => ({ day: DAYS[number - 1] as Weekday, start, end })));

const person = z.strictObject({
  email: z.email(),
  name: text,
  timeZone: text,
  headline: text,
  bio: text.optional(),
  languages: z.array(text),
  links: z.array(z.strictObject({ label: text, url: z.url() })).default([]),
  moderator: z.boolean().default(false),
  mentor: z
    .strictObject({
      expertise: z.record(text, z.number().min(1).max(5)),
      hours: z.array(hours).transform((list) => list.flat()),
      offerings: z.array(offering),
    })
    .optional(),
});

const comment = z.strictObject({ by: text, markdown: text });

/** The form of content/demo.yaml. */
export const community = z.strictObject({
  people: z.array(person),
  posts: z.array(z.strictObject({ author: text, title: text, topics: z.array(text), markdown: text })),
  comments: z.array(comment.extend({ on: text, replies: z.array(comment).default([]) })),
  follows: z.array(z.strictObject({ by: text, of: text })),
  reactions: z.array(z.strictObject({ on: text, by: text, kind: z.enum(['INSIGHTFUL', 'HELPFUL', 'THANKS']) })),
});

export type Community = z.infer<typeof community>;
export type DemoPerson = Community['people'][number];
