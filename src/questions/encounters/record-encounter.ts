import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import type { RecordEncounterInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import { invalid, line, Refusal, validate } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Clock } from '../../base/time/index.js';
import { Ref, ViewFinder } from '../../base/views/index.js';
import { published } from '../question.visibility.js';
import { Encounter } from './encounter.entity.js';

const OLDEST_YEARS = 5;
/** So that nobody floods it: who interviews isn't asked more in a day. */
const MOST_A_DAY = 30;
const rules = z.object({
  company: line('The company', 2, 60),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'The month must be such as 2026-05.'),
});

@Injectable()
export class RecordEncounter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: ViewFinder,
  ) {}

  /** @throws ApiError NOT_FOUND; Refusal INVALID_INPUT, LIMIT_REACHED, NOT_ALLOWED_NOW for what isn't in the bank */
  async execute(input: RecordEncounterInput, { accountId, ...viewer }: SignedIn): Promise<Result> {
    const { company, month } = validate(rules, input);
    this.#assertRecent(month);
    const questionId = await this.finder.find('Question', input.questionId, { accountId, ...viewer });
    if (!(await this.finder.holds('Question', questionId, { accountId, ...viewer }, published)))
      throw new Refusal('NOT_ALLOWED_NOW', 'This question isn’t in the bank.');
    await this.database.lock(`encounters of ${accountId}`);
    const said = { questionId, accountId, companyKey: keyOfCompany(company), role: input.role, month: `${month}-01` };
    const encounters = this.database.repository(Encounter);
    const known = await encounters.findOneBy(said);
    const id = known?.id ?? newId();
    if (!known) {
      await this.#assertFew(accountId);
      await encounters.insert({ ...said, id, company, createdAt: this.clock.now() });
    }
    return { __typename: 'EncounterRecorded', encounter: Ref.to('Encounter', id) };
  }

  /** Wherever the person is, the month may have begun. */
  #assertRecent(month: string): void {
    const now = this.clock.now().add({ hours: 14 }).toString().slice(0, 7);
    const oldest = `${Number(now.slice(0, 4)) - OLDEST_YEARS}${now.slice(4)}`;
    if (month > now || month < oldest)
      throw invalid(['month'], 'OUT_OF_RANGE', `The month must be one of the last ${OLDEST_YEARS} years.`);
  }

  async #assertFew(accountId: string): Promise<void> {
    const today = await this.database.queryOne<{ count: number }>(
      'SELECT count(*)::int AS count FROM encounter WHERE account_id = $1 AND created_at > $2',
      [accountId, this.clock.now().subtract({ hours: 24 })],
    );
    if (today && today.count >= MOST_A_DAY)
      throw new Refusal('LIMIT_REACHED', `That is more than ${MOST_A_DAY} in a day. Go on tomorrow.`);
  }
}

/** Letters and digits alone: “Open-AI” and “openai” are one. */
export function keyOfCompany(company: string): string {
  return (
    company
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '') || company
  );
}
