import { z } from 'zod';

const EMAIL =
  /^[^\s@<>()[\]\\,;:"]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;

export const emailAddress = z
  .string()
  .trim()
  .refine((text) => text.length <= 254 && EMAIL.test(text) && !text.includes('..'), {
    message: 'This is not an e-mail address.',
    params: { code: 'MALFORMED' },
  });
