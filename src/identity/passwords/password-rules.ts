import { dictionary } from '@zxcvbn-ts/language-common';

import { invalid } from '../../base/errors/index.js';

const LENGTH = { min: 8, max: 128 };
/** In UTF-16, as a string's length counts: what is longer can't be a password, and isn't looked at any further. */
const LONGEST_TEXT = LENGTH.max * 2;
/** NUL ends texts in other programs; half a character would be stored as if it were any other half. */
const NO_TEXT = /[\0\p{Cs}]/u;
const SITE = 'sevenfold';
/** A shorter word says too little of where a password comes from. */
const SHORTEST_WORD = 4;
/** Of what people have been found to use, all that is long enough. */
const COMMON = new Set(dictionary['passwords-common'].filter(({ length }) => length >= LENGTH.min));

/** What whoever guesses knows of the account. */
export interface Owner {
  readonly email: string;
  readonly name?: string;
}

/**
 * Any characters but NUL and halves of characters; the length is counted as people count it. Nothing is cut or rewritten: what
 * looks alike but is written otherwise is another password.
 * @throws InvalidInput naming `password`
 */
export function checkPassword(password: string, owner: Owner): void {
  const refuse = (code: Parameters<typeof invalid>[1], message: string) => invalid(['password'], code, message);
  const length = password.length > LONGEST_TEXT ? Infinity : [...password].length;
  if (length < LENGTH.min) throw refuse('TOO_SHORT', `The password must have ${LENGTH.min} characters or more.`);
  if (length > LENGTH.max) throw refuse('TOO_LONG', `The password must have ${LENGTH.max} characters or fewer.`);
  if (NO_TEXT.test(password)) throw refuse('MALFORMED', 'The password has a character that is none.');
  if (isGuessed(password.toLowerCase(), owner))
    throw refuse('CONFLICT', 'The password is one of the first that somebody would try.');
}

/** Whether any account could have this password; the others needn't be hashed. */
export function isPossible(password: string): boolean {
  return password.length <= LONGEST_TEXT && !NO_TEXT.test(password);
}

function isGuessed(password: string, { email, name = '' }: Owner): boolean {
  if (COMMON.has(password) || /^(.)\1*$/su.test(password)) return true;
  const address = email.toLowerCase();
  const [local = ''] = address.split('@');
  const called = name.toLowerCase();
  const words = [SITE, address, local, called, called.replace(/\s+/g, ''), ...called.split(/\s+/)];
  const bare = new Set(words.filter(({ length }) => length >= SHORTEST_WORD).map(withoutEdges));
  return words.includes(password) || bare.has(withoutEdges(password));
}

/** Without the digits and marks that are put around a word to make it look like a password. */
function withoutEdges(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '') || text;
}
