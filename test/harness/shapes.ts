import { expect } from '@jest/globals';

/** Named shapes of what the API answers when it says no. */
export const refusal = (code: string) =>
  expect.objectContaining({ code, message: expect.stringMatching(/\S/) as unknown });

export const invalidField = (path: string[], code: string) =>
  expect.objectContaining({
    code: 'INVALID_INPUT',
    fields: expect.arrayContaining([expect.objectContaining({ path, code })]) as unknown,
  });
