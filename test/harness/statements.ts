import pg from 'pg';

export interface SentStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Statements that any connection of this process has sent, so that a test can count those of one operation. */
const sent: SentStatement[] = [];
let recording = false;

export function recordStatements(): void {
  if (recording) return;
  recording = true;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called below with the client it was called on
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const [statement, values] = args as [string | SentStatement, unknown[] | undefined];
    sent.push(typeof statement === 'string' ? { text: statement, values: values ?? [] } : statement);
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
}

/** The service reads the database's time once a minute, whatever else goes on. */
const OF_THE_CLOCK = /clock_timestamp\(\)/;

/** What `work` has sent; nothing else may run meanwhile. */
export async function sentBy(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const start = sent.length;
  await work();
  return sent.slice(start).filter(({ text }) => !OF_THE_CLOCK.test(text));
}

export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await sentBy(work)).map(({ text }) => text);
}
