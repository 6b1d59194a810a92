import { z } from 'zod';

import { isTimeZone } from '../time/index.js';
import { type FieldCode, type FieldProblem, InvalidInput } from './refusal.js';

/**
 * Rules on values of inputs, built on zod so that each input's rules read as one table. Every rule carries the sentence
 * that people get to read.
 */
const CONTROL_CHARACTERS = /[\p{Cc}\p{Cs}]/u;
const CONTROL_BUT_LAYOUT = /[^\P{Cc}\n\t\r]|\p{Cs}/u;

function problem(code: FieldCode, message: string) {
  return { message, params: { code } };
}

const characters = (text: string): number => [...text].length;

/** One line, in Unicode's composed form, without surrounding space. */
export const line = (what: string, min: number, max: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => !CONTROL_CHARACTERS.test(text), problem('MALFORMED', `${what} must be one line of plain text.`))
    .refine((text) => min === 0 || text !== '', { ...problem('REQUIRED', `${what} is missing.`), abort: true })
    .refine((text) => characters(text) >= min, problem('TOO_SHORT', `${what} must have ${min} characters or more.`))
    .refine(
      (text) => characters(text) <= max,
      problem('TOO_LONG', `${what} must have ${max.toLocaleString('en')} characters or fewer.`),
    );

/** Each formula becomes kilobytes of MathML. */
const MOST_DOLLARS = 1_000;

/** Lines of text, Markdown or not, measured in bytes of UTF-8. */
export const markdown = (what: string, maxBytes: number, required = true) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .refine((text) => !CONTROL_BUT_LAYOUT.test(text), problem('MALFORMED', `${what} has characters that are no text.`))
    .refine(
      (text) => text.split('$').length <= MOST_DOLLARS,
      problem('TOO_LONG', `${what} must have ${MOST_DOLLARS / 2} formulas or fewer.`),
    )
    .refine((text) => !required || text !== '', problem('REQUIRED', `${what} is missing.`))
    .refine(
      (text) => Buffer.byteLength(text) <= maxBytes,
      problem('TOO_LONG', `${what} must have ${maxBytes.toLocaleString('en')} bytes or fewer.`),
    );

export const integer = (what: string, min: number, max: number) =>
  z
    .number()
    .refine(
      (value) => value >= min && value <= max,
      problem('OUT_OF_RANGE', `${what} must be from ${min} to ${max.toLocaleString('en')}.`),
    );

export const timeZone = z
  .string()
  .refine(isTimeZone, problem('UNKNOWN', 'The time zone must be an IANA name such as Europe/Berlin.'));

export const webAddress = (what: string) =>
  z
    .string()
    .trim()
    .refine((text) => characters(text) <= 2_000, problem('TOO_LONG', `${what} must have 2,000 characters or fewer.`))
    .refine(
      (text) => /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text),
      problem('MALFORMED', `${what} must begin with http:// or https://.`),
    );

/** 1 to `max` different ones of what is named by slug. */
export const slugs = (what: string, min: number, max: number) =>
  z
    .array(z.string())
    .refine((given) => given.length >= min, problem('REQUIRED', `Name at least ${min} of the ${what}.`))
    .refine((given) => given.length <= max, problem('TOO_LONG', `Name at most ${max} ${what}.`))
    .refine((given) => new Set(given).size === given.length, problem('NOT_UNIQUE', `Name each of the ${what} once.`));

/**
 * @returns the input with its values as the rules have cleaned them
 * @throws InvalidInput with every broken rule
 */
export function validate<Output>(rules: z.ZodType<Output>, input: unknown): Output {
  const checked = rules.safeParse(input);
  if (checked.success) return checked.data;
  const fields = checked.error.issues.map((issue): FieldProblem => {
    const code = issue.code === 'custom' ? (issue.params?.code as FieldCode | undefined) : undefined;
    return { path: issue.path.map(String), code: code ?? 'MALFORMED', message: issue.message };
  });
  throw new InvalidInput(fields);
}
