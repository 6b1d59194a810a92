import { setImmediate } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';

import { Database } from '../../base/database/index.js';
import { Jobs } from '../../base/jobs/index.js';
import { type Answered, Calibration } from './calibration.js';
import { signalsOf } from './signals.js';

const EVERY_SECONDS = 600;

interface Asked {
  readonly question_id: string;
  readonly difficulty: number;
  readonly learners: number;
  readonly revealed: number;
  readonly accounts: string | null;
  readonly scores: string | null;
}

/**
 * Estimates all questions anew when first attempts have come or gone: each depends on all others, through those who tried both. What
 * learners wrote themselves they aren't judged by, nor is it by them.
 */
@Injectable()
export class CalibrateQuestions {
  constructor(
    private readonly database: Database,
    jobs: Jobs,
  ) {
    jobs.repeat('Calibrating questions', EVERY_SECONDS, () => this.execute());
  }

  async execute(): Promise<void> {
    const changes = await this.database.query<{ id: string }>('SELECT id FROM evidence_change');
    if (changes.length === 0) return;
    const evidence = await this.evidence();
    await this.database.transaction(async () => {
      await this.database.lock('calibrate questions');
      await this.database.query(
        `WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (${COLUMNS})),
           gone AS (DELETE FROM question_evidence e WHERE NOT EXISTS (SELECT FROM given g WHERE g.question_id = e.question_id))
         INSERT INTO question_evidence (${NAMES.join(', ')}) SELECT ${NAMES.join(', ')} FROM given
         ON CONFLICT (question_id) DO UPDATE SET ${NAMES.slice(1)
           .map((name) => `${name} = excluded.${name}`)
           .join(', ')}`,
        [JSON.stringify(evidence)],
      );
      // Those that it rests on; one that comes meanwhile has it done again.
      await this.database.query('DELETE FROM evidence_change WHERE id = ANY ($1::bigint[])', [
        changes.map(({ id }) => id),
      ]);
    });
  }

  /** What follows from the cards as they are, a row for each question that was tried. */
  async evidence(): Promise<object[]> {
    const asked: Asked[] = [];
    for (let after = FIRST, last: Asked | undefined; ; after = last.question_id) {
      const found = await this.database.query<Asked>(ASKED, [after]);
      asked.push(...found);
      last = found.at(-1);
      if (!last) break;
    }
    return evidenceOf(asked);
  }
}

/** Fifty questions at a time, so that no statement takes long; in a fixed order: sums of floating numbers depend on it. */
const ASKED = `
  SELECT c.question_id, q.difficulty, count(*)::int AS learners, count(*) FILTER (WHERE c.revealed)::int AS revealed,
    string_agg(c.account_id::text, ' ' ORDER BY c.account_id) FILTER (WHERE c.score IS NOT NULL) AS accounts,
    string_agg(c.score::text, '' ORDER BY c.account_id) FILTER (WHERE c.score IS NOT NULL) AS scores
  FROM card c JOIN question q ON q.id = c.question_id
  WHERE q.author_id IS DISTINCT FROM c.account_id AND c.question_id = ANY (ARRAY(
    SELECT t.id FROM question t WHERE t.id > $1::uuid
      AND EXISTS (SELECT FROM card d WHERE d.question_id = t.id AND d.account_id IS DISTINCT FROM t.author_id) ORDER BY t.id LIMIT 50))
  GROUP BY 1, 2 ORDER BY 1`;
const FIRST = '00000000-0000-0000-0000-000000000000';

const COLUMNS =
  'question_id uuid, rating int, uncertainty int, attempts int, learners int, discrimination float8, reveal_rate float8, signals text[]';
const NAMES = COLUMNS.split(', ').map((column) => column.slice(0, column.indexOf(' ')));

async function evidenceOf(asked: readonly Asked[]): Promise<object[]> {
  const numbers = new Map<string, number>();
  const numberOf = (account: string) => {
    const number = numbers.get(account) ?? numbers.size;
    numbers.set(account, number);
    return number;
  };
  const answered = asked.map(({ accounts, scores }): Answered => ({
    learners: accounts ? accounts.split(' ').map(numberOf) : [],
    scores: [...(scores ?? '')].map(Number),
  }));
  const estimates = await new Calibration(answered, numbers.size).estimates(() => setImmediate());
  return asked.map(({ question_id, difficulty: label, learners, revealed }, index) => {
    const attempts = answered[index]?.learners.length ?? 0;
    const estimate = attempts > 0 ? estimates[index] : undefined;
    const { rating = null, uncertainty = null, discrimination = null } = estimate ?? {};
    const revealRate = Math.round((revealed / learners) * 100) / 100;
    const evidence = { label, rating, uncertainty, attempts, learners, revealRate, discrimination };
    const signals = signalsOf(evidence);
    return { question_id, rating, uncertainty, attempts, learners, discrimination, reveal_rate: revealRate, signals };
  });
}
