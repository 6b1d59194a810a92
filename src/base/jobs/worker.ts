import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Runner, TaskList } from 'graphile-worker';
import pg from 'pg';

import { Config } from '../config/index.js';
import { Database, DatabaseServer } from '../database/index.js';
import { faultPoint } from '../faults/index.js';
import { Clock, type Ticking } from '../time/index.js';
import { DeadLetters } from './dead-letters.js';
import { Jobs, type KnownJob, type Lane, type Repeated } from './jobs.js';

/** The number of the newest migration in the package; raise it together with the package. */
const QUEUE_VERSION = 18;
const CONCURRENCY: Readonly<Record<Lane, number>> = { own: 4, mail: 4, push: 4, calendars: 2 };
const LANES: readonly Lane[] = ['own', 'mail', 'push', 'calendars'];
/** Only what LISTEN missed, and jobs whose time to be tried again has come, wait for it. */
const POLL_MS = 1_000;
/** No job works for longer; one that seems to was taken by a process that died, and is given to another. */
const LEASE_SECONDS = 120;
const REAP_SECONDS = 10;

/** Runs jobs: each lane by workers of its own, on connections of their own. */
@Injectable()
export class Worker implements OnModuleDestroy {
  readonly #log = new Logger('Worker');
  readonly #pools = new Map<Lane, pg.Pool>();
  #runners: Runner[] = [];
  #repeating: Ticking[] = [];
  #starting: Promise<void> | undefined;
  #stopping = false;

  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
    private readonly deadLetters: DeadLetters,
    private readonly server: DatabaseServer,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    jobs.repeat('Taking jobs from the dead', REAP_SECONDS, () => this.#reap());
  }

  /** Makes the queue's own tables, which its package brings. Several processes may do so at once. */
  async prepare(): Promise<void> {
    const row = await this.database.queryOne<{ made: boolean }>(
      `SELECT to_regclass('graphile_worker.migrations') IS NOT NULL AS made`,
    );
    const version = row?.made
      ? await this.database.queryOne<{ id: number }>('SELECT max(id)::int AS id FROM graphile_worker.migrations')
      : undefined;
    if ((version?.id ?? 0) >= QUEUE_VERSION) return;
    const { runMigrations } = await import('graphile-worker');
    await runMigrations(await this.#options('own'));
  }

  start(): Promise<void> {
    this.#stopping = false;
    return (this.#starting = this.#start());
  }

  async #start(): Promise<void> {
    this.#repeating = this.jobs.repeated.map((each) => this.clock.every(each.seconds, () => this.#repeat(each)));
    // Loaded here, since it takes longer than a first answer may wait.
    const { run } = await import('graphile-worker');
    for (const lane of this.#lanes) {
      if (this.#stopping) return;
      const runner = await run({
        ...(await this.#options(lane)),
        concurrency: CONCURRENCY[lane],
        pollInterval: POLL_MS,
      });
      runner.promise.catch((error: Error) => this.#log.error(`The worker ended: ${error.message}`));
      this.#runners.push(runner);
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop();
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    // A runner that is being started could take a job just then, and nobody would wait for it.
    await this.#starting?.catch(() => undefined);
    await Promise.all(this.#repeating.splice(0).map((ticking) => ticking.stop()));
    await Promise.all(this.#runners.splice(0).map((runner) => runner.stop()));
  }

  /** Does all that is due, once; for tests and scripts. */
  async runDue(): Promise<void> {
    for (const each of this.jobs.repeated) await this.#repeat(each);
    const { runOnce } = await import('graphile-worker');
    for (const lane of this.#lanes) await runOnce(await this.#options(lane));
  }

  async #repeat({ name, work }: Repeated): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#log.warn(`${name} failed and is tried again: ${(error as Error).message}`);
    }
  }

  /** The queue itself would wait for four hours, and forget what took its process along each time it was tried. */
  async #reap(): Promise<void> {
    const dead = `locked_at < clock_timestamp() - make_interval(secs => ${LEASE_SECONDS})`;
    await this.database.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL WHERE ${dead} AND attempts < max_attempts`,
    );
    await this.database.transaction(async () => {
      const given = await this.database.query<{ job: string; payload: object; attempts: number; key: string | null }>(
        `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
         WHERE t.id = j.task_id AND ${dead} AND attempts >= max_attempts RETURNING t.identifier AS job, j.payload, j.attempts, j.key`,
      );
      const keyed = new Set(this.jobs.known.filter(({ keyOf }) => keyOf).map(({ name }) => name));
      for (const { job, payload, attempts, key } of given)
        // Without its key another has taken its place.
        if (key !== null || !keyed.has(job))
          await this.deadLetters.bury(job, payload, new Error('Its process died'), attempts);
    });
  }

  get #lanes(): Lane[] {
    return LANES.filter((lane) => this.jobs.known.some((job) => job.lane === lane));
  }

  /**
   * Not the package's own, which stops listening for errors before its connections have ended: a server that is stopped or a
   * database that is dropped right then would end the process.
   */
  #pool(lane: Lane): pg.Pool {
    const known = this.#pools.get(lane);
    if (known) return known;
    const connectionString = this.config.directDatabaseUrl ?? this.server.url;
    const pool = new pg.Pool({ connectionString, max: CONCURRENCY[lane] + 1 });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.#pools.set(lane, pool);
    return pool;
  }

  async #options(lane: Lane) {
    const { Logger: WorkerLogger } = await import('graphile-worker');
    const taskList: TaskList = {};
    for (const job of this.jobs.known) {
      if (job.lane !== lane) continue;
      taskList[job.name] = (payload, { job: { attempts } }) => this.#run(job, payload as object, attempts);
    }
    return {
      pgPool: this.#pool(lane),
      taskList,
      noHandleSignals: true,
      parsedCronItems: [],
      logger: new WorkerLogger(() => (level, message) => {
        if (level === 'error') this.#log.warn(message);
      }),
    };
  }

  /** The last failure is kept as a dead letter, and the job is over. */
  async #run(job: KnownJob, payload: object, attempt: number): Promise<void> {
    try {
      await job.handler(payload, attempt);
      faultPoint('after_job_before_done');
    } catch (error) {
      if (attempt < job.attempts) throw error;
      await this.deadLetters.bury(job.name, payload, error, attempt);
    }
  }
}
