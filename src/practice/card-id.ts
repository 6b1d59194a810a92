import { createHash } from 'node:crypto';

/** As `card_id` in the database: the id of an account's card at a question, before there is anything to keep of it. */
export function cardId(accountId: string, questionId: string): string {
  const hex = createHash('md5').update(`${accountId}${questionId}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
