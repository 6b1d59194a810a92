/** An interview as an answer told of it. */
export interface Seen {
  /** The global id. */
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly startsAt: string;
}

/** `unknown`: nobody can tell from the answer whether it happened. */
export interface Answer {
  readonly outcome: 'ok' | 'refused' | 'unknown';
  readonly code?: string | undefined;
  readonly seen?: Seen | undefined;
  /** Milliseconds of one clock. */
  readonly from: number;
  readonly to: number;
}

export type Verb = 'book' | 'confirm' | 'decline' | 'cancel' | 'reschedule';

/** What somebody asked for under a key, and all answers to it. What it changes bears its tag. */
export interface Operation {
  readonly tag: string;
  readonly verb: Verb;
  readonly by: string;
  readonly input: Readonly<Record<string, unknown>> & { readonly idempotencyKey: string; readonly version?: number };
  readonly answers: Answer[];
}

export type Outcome = Answer['outcome'];

/**
 * A refusal leaves its key free, so what was refused once may have happened later. What nobody knew of and was then refused under
 * its key did not happen: else the key would have brought its answer.
 */
export function outcomeOf({ answers }: Operation): Outcome {
  if (answers.some(({ outcome }) => outcome === 'ok')) return 'ok';
  const unknownUntil = Math.max(-1, ...answers.filter(({ outcome }) => outcome === 'unknown').map(({ to }) => to));
  return answers.some(({ outcome, from }) => outcome === 'refused' && from >= unknownUntil) ? 'refused' : 'unknown';
}

export function told(operations: readonly Operation[]): string {
  const count = (outcome: Outcome) => operations.filter((each) => outcomeOf(each) === outcome).length;
  const again = operations.reduce((sum, { answers }) => sum + Math.max(0, answers.length - 1), 0);
  return `operations ${operations.length} ok ${count('ok')} refused ${count('refused')} unknown ${count('unknown')} sent again ${again}`;
}

/** How often each verb was answered what. */
export function answersOf(operations: readonly Operation[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verb, answers } of operations)
    for (const { outcome, code } of answers) {
      const name = `${verb} ${code ?? outcome}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
  return Object.fromEntries(Object.entries(counts).sort());
}
