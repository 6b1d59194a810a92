import pg from 'pg';

export interface SentStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What any connection of this process sends while {@link sentBy} listens. */
interface Recorder {
  heard?: SentStatement[] | undefined;
}

/** Kept where the driver is: test files of one worker share it, and it is to be listened to once. */
const driver = pg.Client.prototype as pg.Client & { recorder?: Recorder };

export function recordStatements(): void {
  if (driver.recorder) return;
  const recorder: Recorder = (driver.recorder = {});
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called below with the client it was called on
  const { query } = driver;
  driver.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const [statement, values] = args as [string | SentStatement, unknown[] | undefined];
    recorder.heard?.push(typeof statement === 'string' ? { text: statement, values: values ?? [] } : statement);
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
}

/**
 * The service reads the database's time once a minute, wakes the relay a little after a commit, and looks for changes of access
 * when it is told of some, whatever else goes on.
 */
const BESIDE = /clock_timestamp\(\)|^SELECT pg_notify|FROM access_change WHERE/;

/** What `work` has sent; nothing else may run meanwhile. */
export async function sentBy(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const statements: SentStatement[] = [];
  const { recorder } = driver;
  if (!recorder) throw new Error('Nobody records: start a service first');
  recorder.heard = statements;
  try {
    await work();
  } finally {
    recorder.heard = undefined;
  }
  return statements.filter(({ text }) => !BESIDE.test(text));
}

export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await sentBy(work)).map(({ text }) => text);
}
