import type pg from 'pg';

import { interviewWorkflow } from '../../../src/interviews/interview.workflow.js';
import { type Operation, outcomeOf } from './history.js';
import type { StoredInterview, StoredRevision } from './stored.js';

const LIVE = new Set(['PENDING', 'CONFIRMED', 'IN_PROGRESS']);
const STEPS = {
  CONFIRMED: ['confirm'],
  DECLINED: ['decline'],
  CANCELLED: ['cancel', 'decline'],
  RESCHEDULED: ['reschedule'],
  EXPIRED: ['expire'],
} as const;
const EVENTS = {
  BOOKED: 'InterviewBooked',
  EXPIRED: 'InterviewExpired',
  CONFIRMED: 'InterviewConfirmed',
  DECLINED: 'InterviewDeclined',
  CANCELLED: 'InterviewCancelled',
  RESCHEDULED: 'InterviewRescheduled',
} as const;
type Kind = keyof typeof EVENTS;

const keyOf = (id: string) => id.slice(id.lastIndexOf('_') + 1);

/** Versions 1 to n, each step one of the table of states, and one event for each. */
export function illegal(interviews: readonly StoredInterview[]): string[] {
  return interviews.flatMap((interview) => {
    const { id, revisions, version, status, starts, ends, live, events } = interview;
    const wrong: string[] = [];
    const last = revisions.at(-1) as StoredRevision;
    if (revisions.some(({ number }, index) => number !== index + 1) || version !== last.number)
      wrong.push(`${id}: version ${version}, revisions ${revisions.map(({ number }) => number).join()}`);
    if (last.status !== status || last.starts !== starts || last.ends !== ends)
      wrong.push(`${id}: is not as its last revision says`);
    if (LIVE.has(status) && !live) wrong.push(`${id}: its session isn't live`);
    for (const [index, { kind, status: to }] of revisions.entries()) {
      const from = revisions[index - 1]?.status;
      const legal = from
        ? ((STEPS as Partial<Record<string, (typeof STEPS)[keyof typeof STEPS]>>)[kind] ?? []).some((step) => {
            const { from: sources, to: targets } = interviewWorkflow.transitions[step];
            return (sources as readonly string[]).includes(from) && (targets as readonly string[]).includes(to);
          })
        : kind === 'BOOKED' && (to === 'PENDING' || to === 'CONFIRMED');
      if (!legal) wrong.push(`${id}: ${kind} from ${from ?? 'nothing'} to ${to}`);
    }
    const due = revisions.map(({ kind, number }) => `${EVENTS[kind as Kind]} ${number}`);
    if (due.sort().join() !== [...events].sort().join()) wrong.push(`${id}: events ${events.join()} for ${due.join()}`);
    return wrong;
  });
}

interface Phase {
  readonly interview: StoredInterview;
  readonly since: number;
  readonly until: number;
  readonly starts: number;
  readonly ends: number;
}

/** Each time that an interview took, and as long as it did. */
function phasesOf(interview: StoredInterview): Phase[] {
  return interview.revisions.flatMap(({ status, at, starts, ends }, index) =>
    LIVE.has(status)
      ? [{ interview, since: at, until: interview.revisions[index + 1]?.at ?? Infinity, starts, ends }]
      : [],
  );
}

const meet = (a: Phase, b: Phase, gapOfA = 0, gapOfB = 0) =>
  a.since < b.until && b.since < a.until && a.starts < b.ends + gapOfB && b.starts < a.ends + gapOfA;

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Two at once for a mentor (with gaps; a group shares one time) or a learner, at any moment. */
export function overlapping(interviews: readonly StoredInterview[]): string[] {
  const wrong: string[] = [];
  const compare = (who: string, phases: Phase[], clash: (a: Phase, b: Phase) => boolean) => {
    phases.sort((a, b) => a.starts - b.starts);
    for (const [index, a] of phases.entries())
      for (const b of phases.slice(index + 1)) {
        if (b.starts > a.ends + 3_600_000) break; // no gap is longer
        if (a.interview !== b.interview && clash(a, b)) wrong.push(`${who}: ${a.interview.id} and ${b.interview.id}`);
      }
  };
  const gap = ({ interview: { gapMinutes } }: Phase) => gapMinutes * 60_000;
  const group = (a: Phase, b: Phase) =>
    a.interview.capacity > 1 && a.interview.offering === b.interview.offering && a.starts === b.starts;
  for (const [mentor, own] of groupBy(interviews, (each) => each.mentor)) {
    const phases = own.flatMap(phasesOf);
    compare(`mentor ${mentor}`, phases, (a, b) => !group(a, b) && meet(a, b, gap(a), gap(b)));
    for (const a of phases) {
      const seats = phases.filter((b) => group(a, b) && b.since <= a.since && a.since < b.until).length;
      if (seats > a.interview.capacity) wrong.push(`mentor ${mentor}: ${seats} seats taken with ${a.interview.id}`);
    }
  }
  for (const [learner, own] of groupBy(interviews, (each) => each.learner))
    compare(`learner ${learner}`, own.flatMap(phasesOf), meet);
  return wrong;
}

export interface Told {
  /** Acknowledged, and not there. */
  readonly lost: string[];
  /** There, and nobody asked for it or knows of it. */
  readonly phantom: string[];
  /** There more than once. */
  readonly dup: string[];
  /** There, and its asker was told that it isn't. */
  readonly resurrect: string[];
  /** Not as the answer told, or in another order than they were answered. */
  readonly otherwise: string[];
}

/** What was answered against what is there: each change bears the tag of its operation. */
export function compare(operations: readonly Operation[], interviews: readonly StoredInterview[]): Told {
  const told: Told = { lost: [], phantom: [], dup: [], resurrect: [], otherwise: [] };
  const byTag = new Map<string, { interview: StoredInterview; revision: StoredRevision }[]>();
  for (const interview of interviews)
    for (const revision of interview.revisions) {
      const tag = revision.kind === 'BOOKED' ? interview.note : revision.reason;
      if (revision.kind === 'EXPIRED') continue;
      byTag.set(tag ?? '', [...(byTag.get(tag ?? '') ?? []), { interview, revision }]);
    }
  const known = new Set(operations.map(({ tag }) => tag));
  told.phantom.push(...[...byTag.keys()].filter((tag) => !known.has(tag)));
  const ends = new Map<string, { from: number; to: number; version: number }[]>();
  for (const operation of operations) {
    const { tag, answers, input } = operation;
    const found = byTag.get(tag) ?? [];
    const outcome = outcomeOf(operation);
    if (found.length > 1) told.dup.push(tag);
    if (outcome === 'ok' && found.length === 0) told.lost.push(tag);
    if (outcome === 'refused' && found.length > 0) told.resurrect.push(tag);
    if (outcome === 'unknown') told.otherwise.push(`${tag} is unknown`);
    const [first] = found;
    if (outcome !== 'ok' || !first) continue;
    const oks = answers.filter((answer) => answer.outcome === 'ok');
    const { interview, revision } = first;
    if (oks.some(({ seen }) => keyOf(seen?.id ?? '') !== interview.id)) told.otherwise.push(`${tag} is another's`);
    if (oks.some(({ seen }) => (seen?.version ?? 0) < revision.number)) told.otherwise.push(`${tag} was not read`);
    if (input.version !== undefined && revision.number !== input.version + 1)
      told.otherwise.push(`${tag} changed ${revision.number - 1}, not ${input.version}`);
    // It happened after it was first sent and before it was first answered.
    const span = { from: Math.min(...answers.map(({ from }) => from)), to: Math.min(...oks.map(({ to }) => to)) };
    ends.set(interview.id, [...(ends.get(interview.id) ?? []), { ...span, version: revision.number }]);
  }
  for (const [id, changes] of ends)
    for (const a of changes)
      if (changes.some((b) => a.to < b.from && a.version > b.version)) told.otherwise.push(`${id}: in another order`);
  return told;
}

/** A key that is kept was used, and one that was used is kept. */
export async function keysOf(sql: pg.Pool, operations: readonly Operation[]): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT account_id || ' ' || key AS name FROM idempotency_record WHERE operation LIKE '%Interview'`,
  );
  const kept = new Set(rows.map(({ name }) => name));
  const used = operations
    .filter((each) => outcomeOf(each) === 'ok')
    .map(({ by, input }) => `${by} ${input.idempotencyKey}`);
  return [
    ...used.filter((name, index) => used.indexOf(name) !== index).map((name) => `${name} was applied twice`),
    ...used.filter((name) => !kept.has(name)).map((name) => `${name} is not kept`),
    ...[...kept].filter((name) => !new Set(used).has(name)).map((name) => `${name} is kept, and was never answered`),
  ];
}
