import { randomUUID } from 'node:crypto';

import type pg from 'pg';

import type { Random } from '../../reference/random.js';
import { ask } from './ask.js';
import { type Operation, outcomeOf, type Seen, type Verb } from './history.js';
import type { World } from './world.js';

const DAYS = 7;
const FIRST_HOUR = 6;
const HOURS = 16;

interface Known extends Seen {
  readonly mentorId: string;
  readonly learnerId: string;
  readonly startsAt: string;
}

/** Random operations, each under its key, with all answers to them. */
export class Load {
  readonly operations: Operation[] = [];
  readonly #known = new Map<string, Known>();
  /** Starts that somebody was told they could have instead. */
  #offered: { readonly offeringId: string; readonly startsAt: string }[] = [];
  #overdue = 0;

  constructor(
    private readonly world: World,
    private readonly random: Random,
    private readonly sql: pg.Pool,
    private readonly today: Date,
  ) {}

  get overdue(): number {
    return this.#overdue;
  }

  /** @param url where the service is just now; @param more whether to go on */
  async run(clients: number, url: () => string, more: () => boolean): Promise<void> {
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (more()) await this.#next(url());
      }),
    );
  }

  /** As clients do that got no answer: the same again, under the same key, until there is one. */
  async settle(url: string): Promise<number> {
    const open = this.operations.filter((each) => outcomeOf(each) === 'unknown');
    for (const operation of open)
      for (let tries = 0; (await this.#send(operation, url)) === 'unknown'; tries++)
        if (tries === 20)
          throw new Error(`${operation.tag} is never answered: ${JSON.stringify(operation.answers.at(-1))}`);
    return open.length;
  }

  async #next(url: string): Promise<void> {
    const { random } = this;
    if (random.chance(0.05)) return this.#makeOverdue();
    if (random.chance(0.06) && this.operations.length > 0) {
      await this.#send(random.pick(this.operations), url);
      return;
    }
    const operation = this.#drawn();
    this.operations.push(operation);
    await Promise.all(Array.from({ length: random.chance(0.08) ? 2 : 1 }, () => this.#send(operation, url)));
  }

  #drawn(): Operation {
    const { random } = this;
    const known = random.chance(0.55) ? this.#pickKnown() : undefined;
    const tag = `op ${this.operations.length + 1}`;
    // A key that somebody uses for something else by mistake.
    const before = random.chance(0.02) ? this.operations.at(-1) : undefined;
    const idempotencyKey = before?.input.idempotencyKey ?? randomUUID();
    if (!known) {
      const input = { idempotencyKey, ...this.#start(), timeZone: 'UTC', note: tag };
      return { tag, verb: 'book', by: before?.by ?? random.pick(this.world.learners), input, answers: [] };
    }
    const verb = random.pick<Verb>(
      known.status === 'PENDING'
        ? ['confirm', 'confirm', 'confirm', 'decline', 'cancel', 'reschedule']
        : ['cancel', 'cancel', 'reschedule', 'reschedule', 'confirm'],
    );
    const by =
      before?.by ??
      (random.chance(0.03) ? random.pick(this.world.learners) : random.pick([known.mentorId, known.learnerId]));
    const version = random.chance(0.06) ? Math.max(1, known.version - 1) : known.version;
    const startsAt =
      verb === 'reschedule' ? { startsAt: random.chance(0.3) ? this.#beside(known) : this.#start().startsAt } : {};
    const input = { idempotencyKey, interviewId: known.id, version, reason: tag, ...startsAt };
    return { tag, verb, by, input, answers: [] };
  }

  #pickKnown(): Known | undefined {
    const all = [...this.#known.values()];
    // Those of late more often: so that two meet at one.
    return all.length === 0
      ? undefined
      : this.random.chance(0.5)
        ? this.random.pick(all.slice(-12))
        : this.random.pick(all);
  }

  #start(): { offeringId: string; startsAt: string } {
    const { random } = this;
    if (random.chance(0.15) && this.#offered.length > 0) return random.pick(this.#offered);
    const { id, stepMinutes } = random.pick(this.world.offerings);
    const steps = (HOURS * 60) / stepMinutes;
    const minutes = random.int(1, DAYS) * 1_440 + FIRST_HOUR * 60 + random.int(0, steps - 1) * stepMinutes;
    const odd = random.chance(0.03) ? 7 : 0;
    return { offeringId: id, startsAt: new Date(this.today.getTime() + (minutes + odd) * 60_000).toISOString() };
  }

  /** Half an hour on or back: it meets its own time. */
  #beside({ startsAt }: Known): string {
    return new Date(Date.parse(startsAt) + this.random.pick([-30, 30, 60]) * 60_000).toISOString();
  }

  /** As though its time to be confirmed had passed. */
  async #makeOverdue(): Promise<void> {
    const pending = [...this.#known.values()].filter(({ status }) => status === 'PENDING');
    if (pending.length === 0) return;
    const { id } = this.random.pick(pending);
    const sql = `UPDATE interview SET confirm_by = now() - interval '1 second' WHERE id = $1 AND status = 'PENDING'`;
    const done = await this.sql.query(sql, [id.slice(id.lastIndexOf('_') + 1)]).catch(() => undefined);
    this.#overdue += done?.rowCount ?? 0;
  }

  async #send(operation: Operation, url: string): Promise<'ok' | 'refused' | 'unknown'> {
    const { outcome, seen, nextSlots = [] } = await ask(operation, await this.world.as(operation.by, url));
    const { offeringId, interviewId } = operation.input as { offeringId?: string; interviewId?: string };
    if (offeringId && nextSlots.length > 0)
      this.#offered = [...this.#offered.slice(-40), { offeringId, startsAt: this.random.pick(nextSlots) }];
    const known = this.#known.get(seen?.id ?? interviewId ?? '');
    if (seen && known) {
      if (seen.version >= known.version) this.#known.set(seen.id, { ...known, ...seen });
    } else if (seen && offeringId) {
      const { mentorId } = this.world.offerings.find(({ id }) => id === offeringId) as { mentorId: string };
      this.#known.set(seen.id, { ...seen, mentorId, learnerId: operation.by });
    }
    return outcome;
  }
}
