import { z } from 'zod';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** content/areas.yaml */
export const areaList = z
  .array(z.object({ number: z.number().int().min(1).max(7), slug, name: z.string(), summary: z.string() }))
  .length(7);

/** A file of content/topics/, named as its area. */
export const topicList = z
  .array(
    z.object({ slug, name: z.string(), aliases: z.array(z.string().max(60)).min(1), askedIn: z.number().int().min(0) }),
  )
  .max(40);

/** Hyphens and spaces, upper and lower case are the same when people look for a topic. */
export function aliasKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();
}
