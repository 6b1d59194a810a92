import type { Client } from '../../harness/client.js';
import type { Answer, Operation, Seen, Verb } from './history.js';

const SEEN = 'id ... on Interview { version status startsAt }';
const refusals = `... on Refusal { code } ... on SlotTaken { nextSlots { startsAt } }`;

function change(verb: Verb, name: string): string {
  const input = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const done = verb === 'book' ? 'InterviewBooked' : 'InterviewChanged';
  const stale = verb === 'book' ? '' : `... on Stale { current { ${SEEN} } }`;
  return `mutation ($input: ${input}) { it: ${name}(input: $input) { __typename ... on ${done} { interview { ${SEEN} } } ${refusals} ${stale} } }`;
}

const DOCUMENTS: Readonly<Record<Verb, string>> = {
  book: change('book', 'bookInterview'),
  confirm: change('confirm', 'confirmInterview').replace('... on SlotTaken { nextSlots { startsAt } }', ''),
  decline: change('decline', 'declineInterview').replace('... on SlotTaken { nextSlots { startsAt } }', ''),
  cancel: change('cancel', 'cancelInterview').replace('... on SlotTaken { nextSlots { startsAt } }', ''),
  reschedule: change('reschedule', 'rescheduleInterview'),
};

/** Errors that say for certain that nothing happened. */
const CERTAIN = new Set(['NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT', 'UNAUTHENTICATED', 'RATE_LIMITED']);

interface It {
  readonly it: {
    readonly __typename: string;
    readonly code?: string;
    readonly interview?: Seen;
    readonly current?: Seen;
    readonly nextSlots?: readonly { readonly startsAt: string }[];
  };
}

/** Sends it and notes the answer. */
export async function ask(
  operation: Operation,
  client: Client,
): Promise<Answer & { readonly nextSlots?: readonly string[] }> {
  const from = performance.now();
  const note = (answer: Omit<Answer, 'from' | 'to'>) => {
    const noted = { ...answer, from, to: performance.now() };
    operation.answers.push(noted);
    return noted;
  };
  try {
    const { data, errors } = await client.ask<It>(DOCUMENTS[operation.verb], { input: operation.input });
    if (errors || !data) {
      const code = errors?.[0]?.extensions.code ?? 'NO_DATA';
      return note({ outcome: CERTAIN.has(code) ? 'refused' : 'unknown', code });
    }
    const { code, interview, current, nextSlots } = data.it;
    if (interview) return note({ outcome: 'ok', seen: interview });
    return {
      ...note({ outcome: 'refused', code, seen: current }),
      nextSlots: (nextSlots ?? []).map((slot) => slot.startsAt),
    };
  } catch {
    return note({ outcome: 'unknown', code: 'NO_ANSWER' });
  }
}
