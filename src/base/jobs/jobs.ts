import { Injectable } from '@nestjs/common';

import { Database } from '../database/index.js';

/** Declares a job once; its name is the key of the queue, its type what the handler gets. */
export interface JobKind<Payload extends object> {
  readonly name: string;
  readonly payload?: Payload;
}

export function jobKind<Payload extends object>(name: string): JobKind<Payload> {
  return { name };
}

/** Jobs of one lane share its workers: what waits for somebody else's server keeps neither our own work waiting nor what waits for others. */
export type Lane = 'own' | 'mail' | 'push' | 'calendars';

/** @param attempt 1 for the first */
export type JobHandler<Payload extends object> = (payload: Payload, attempt: number) => Promise<void>;

export interface KnownJob {
  readonly name: string;
  readonly handler: JobHandler<object>;
  readonly lane: Lane;
  readonly attempts: number;
  /** Absent: each is a job of its own. */
  readonly keyOf: ((payload: object) => string) | undefined;
}

/** What is looked after again and again, by every process that runs a worker: it must bear being done twice at once. */
export interface Repeated {
  readonly name: string;
  readonly seconds: number;
  readonly work: () => Promise<void>;
}

/** Seven tries over about half an hour: the worker waits e^n seconds after the n-th. */
const ATTEMPTS = 7;

interface DefineOptions<Payload extends object> {
  readonly lane?: Lane;
  readonly attempts?: number;
  readonly keyOf?: (payload: Payload) => string;
}

/** Work that is done after the commit of what asked for it, at least once, by whatever process runs a worker. */
@Injectable()
export class Jobs {
  readonly #known = new Map<string, KnownJob>();
  readonly repeated: Repeated[] = [];

  constructor(private readonly database: Database) {}

  /**
   * @param attempts a job that failed that often becomes a dead letter
   * @param keyOf jobs with one key are one job while none of them has begun. The queue takes the key from one that is under way when it is added
   *   once more, and the new one does its work
   */
  define<Payload extends object>(
    { name }: JobKind<Payload>,
    handler: JobHandler<Payload>,
    { lane = 'own', attempts = ATTEMPTS, keyOf }: DefineOptions<Payload> = {},
  ): void {
    if (this.#known.has(name)) throw new Error(`Two handlers for the job ${name}`);
    this.#known.set(name, {
      name,
      handler: handler as JobHandler<object>,
      lane,
      attempts,
      keyOf: keyOf as KnownJob['keyOf'],
    });
  }

  /** @param work looks at the state of things as it finds them; what fails is tried again next time */
  repeat(name: string, seconds: number, work: () => Promise<void>): void {
    this.repeated.push({ name, seconds, work });
  }

  get known(): readonly KnownJob[] {
    return [...this.#known.values()];
  }

  /** In the transaction of whoever calls: a job is there when the change is. */
  add<Payload extends object>(kind: JobKind<Payload>, payload: Payload): Promise<void> {
    return this.addAll(kind, [payload]);
  }

  async addAll<Payload extends object>({ name }: JobKind<Payload>, payloads: readonly Payload[]): Promise<void> {
    const job = this.#known.get(name);
    if (!job) throw new Error(`Nobody handles the job ${name}`);
    if (payloads.length === 0) return;
    await this.database.query(
      `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
         SELECT ($1, payload, NULL, NULL, $2::int, key, NULL, NULL)::graphile_worker.job_spec
         FROM unnest($3::json[], $4::text[]) AS given (payload, key)), TRUE)`,
      [
        name,
        job.attempts,
        payloads.map((payload) => JSON.stringify(payload)),
        payloads.map((payload) => job.keyOf?.(payload) ?? null),
      ],
    );
  }
}
