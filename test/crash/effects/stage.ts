import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { anOffering, openDaily } from '../../factories/booking.js';
import { aMentor, aPerson, type Person, signIn } from '../../factories/people.js';
import { aPost } from '../../factories/posts.js';
import { Client } from '../../harness/client.js';
import { removeFolder, ServiceProcess, temporaryFolder } from '../../harness/process.js';
import { cloneDatabase } from '../../harness/service.js';
import { MailServer } from '../../harness/smtp.js';
import { Load } from './load.js';
import { MailAccount } from './outcome.js';

const PATIENCE_MS = 120_000;
const SIGN_IN_EVERY_MS = 5 * 60_000;
/** No machine dies that often while one job is tried; the rounds do. */
const MOST_ATTEMPTS = 3;

type Env = Readonly<Record<string, string>>;

export async function until(
  what: string,
  done: () => boolean | Promise<boolean>,
  withinMs = PATIENCE_MS,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await done())) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}`);
    await sleep(10);
  }
}

/** One database, one mail server, people, a process that answers them all along, and those that are killed. */
export class Stage {
  #signedInAt = performance.now();
  readonly #started: ServiceProcess[] = [];

  private constructor(
    private readonly dataDir: string,
    private readonly env: Env,
    private readonly drop: () => Promise<void>,
    readonly sql: pg.Pool,
    readonly smtp: MailServer,
    readonly mail: MailAccount,
    /** Does nothing after commits, and lives through all rounds. */
    readonly survivor: ServiceProcess,
    private readonly people: readonly Person[],
    readonly load: Load,
  ) {}

  static async set(): Promise<Stage> {
    const dataDir = temporaryFolder();
    const [database, smtp] = [await cloneDatabase(), await new MailServer().start()];
    const env = {
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      PUBLIC_URL: 'https://app.example.org',
      SMTP_URL: smtp.url,
      RATE_LIMITS: 'off',
      WORKER: 'off',
      LOG_LEVEL: 'warn',
    };
    const survivor = await (await ServiceProcess.start(dataDir, env)).ready();
    const sql = new pg.Pool({ connectionString: database.url, max: 2 });
    const service = {
      anonymous: survivor.client,
      sql,
      client: (token: string) => new Client(`http://127.0.0.1:${survivor.port}`, token),
    };
    const mentors = [await aMentor(service), await aMentor(service)];
    const learners = [await aPerson(service), await aPerson(service)];
    const pairs = [];
    for (const [index, mentor] of mentors.entries()) {
      await openDaily(mentor);
      const offeringId = await anOffering(mentor, { durationMinutes: 15, stepMinutes: 15, horizonDays: 90 });
      pairs.push({ learner: learners[index] as Person, offeringId });
    }
    const author = mentors[0] as Person;
    await author.client.run('SetNotificationPreferences', {
      input: { preferences: [{ kind: 'COMMENT_ADDED', channel: 'EMAIL', enabled: true }] },
    });
    await sql.query('UPDATE account SET email_verified_at = created_at');
    const post = await aPost(author);
    const start = new Date(Math.ceil(Date.now() / 86_400_000 + 1) * 86_400_000);
    const stage = new Stage(
      dataDir,
      env,
      database.drop,
      sql,
      smtp,
      new MailAccount(sql, smtp),
      survivor,
      learners,
      new Load(post.id, pairs, start),
    );
    return stage;
  }

  async clear(): Promise<void> {
    for (const process of this.#started) process.kill('SIGKILL');
    await this.survivor.stop();
    await this.sql.end();
    await this.drop();
    await this.smtp.stop();
    removeFolder(this.dataDir);
  }

  /** A second process that answers; ready. */
  async api(env: Env = {}): Promise<ServiceProcess> {
    const api = await ServiceProcess.start(this.dataDir, { ...this.env, ...env });
    this.#started.push(api);
    return api.ready();
  }

  worker(env: Env = {}): ServiceProcess {
    const worker = ServiceProcess.worker(this.dataDir, { ...this.env, LOG_LEVEL: 'log', ...env });
    this.#started.push(worker);
    return worker;
  }

  /** Access tokens end after a while. */
  async renewTokens(): Promise<void> {
    if (performance.now() - this.#signedInAt < SIGN_IN_EVERY_MS) return;
    this.#signedInAt = performance.now();
    const service = {
      anonymous: this.survivor.client,
      sql: this.sql,
      client: (token: string) => new Client(`http://127.0.0.1:${this.survivor.port}`, token),
    };
    for (const person of this.people)
      Object.assign(person, { client: service.client(await signIn(service, person.email)) });
  }

  /**
   * What a killed process leaves: mail that nobody marked, and jobs that are given to others after two minutes, which pass at
   * once here.
   * @returns how much mail was cut off
   */
  async bury(): Promise<number> {
    await until('the mail server is left alone', () => this.smtp.isQuiet);
    await this.sql.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '3 minutes', attempts = least(attempts, ${MOST_ATTEMPTS})
       WHERE locked_at IS NOT NULL`,
    );
    return this.mail.died();
  }

  /**
   * Has a worker that nobody kills do all there is, but for what is left to dead letters: however long that takes, as long as it
   * becomes less.
   */
  async drain(): Promise<void> {
    await sleep(200); // connections of the dead
    await this.bury();
    const worker = this.worker();
    for (let left = await this.#left(); left > 0;) {
      const before = left;
      await until(`fewer than ${before} are left to do:\n${worker.output}`, async () => {
        await sleep(200);
        left = await this.#left();
        return left < before;
      });
    }
    await worker.stop();
  }

  async #left(): Promise<number> {
    await this.sql.query(
      'UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL AND run_at > now()',
    );
    const { rows } = await this.sql.query<{ left: number }>(
      `SELECT ((SELECT count(*) FROM event WHERE relayed_at IS NULL) + (SELECT count(*) FROM event_delivery)
         + (SELECT count(*) FROM graphile_worker._private_jobs) + (SELECT count(*) FROM mail WHERE sent_at IS NULL))::int AS left`,
    );
    return rows[0]?.left ?? 0;
  }
}
