import { invalid } from '../../base/errors/index.js';

const LENGTH = { min: 8, max: 128 };

/**
 * Any characters; the length is counted as people count it.
 * @throws InvalidInput naming `password`
 */
export function checkPassword(password: string): void {
  const length = [...password].length;
  if (length < LENGTH.min)
    throw invalid(['password'], 'TOO_SHORT', `The password must have ${LENGTH.min} characters or more.`);
  if (length > LENGTH.max)
    throw invalid(['password'], 'TOO_LONG', `The password must have ${LENGTH.max} characters or fewer.`);
}
